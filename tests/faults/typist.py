"""A person at the registration page of a real window (offscreen), typing until the program dies.

Started as a process with a home; says after each piece of text when it was typed and which it was.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.start import create_application
from tests.faults import scenarios
from tests.gui.intake_page import at
from tests.gui.keyboard import type_into

EVERY_MS = 40


def main(home: Path) -> None:
    """Type number after number into the facts of a dispute."""
    application = create_application()
    desk = scenarios.opened(home)
    window = MainWindow(desk.paths.resources)
    window.attach(desk)
    window.show()
    window.go_to("intake")
    facts = at(window.pages["intake"], "facts")
    facts.setFocus()
    typed = 0

    def go_on() -> None:
        nonlocal typed
        typed += 1
        type_into(facts, f"{typed}。")
        print(time.monotonic(), typed, flush=True)

    timer = QTimer(window)
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(go_on)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
