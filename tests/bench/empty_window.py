"""The floor of starting: an empty PySide6 window, shown and idle."""

import json

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.marks import since_start


def main() -> None:
    """Print when the window was on the screen and the event loop idle."""
    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, application.quit)
    application.exec()
    print(json.dumps([since_start()]))


if __name__ == "__main__":
    main()
