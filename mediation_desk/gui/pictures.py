"""The main pages as pictures, drawn without a display: to look at, and for the README."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.pages import PAGES
from mediation_desk.gui.start import create_application
from mediation_desk.services.listing import Filters


def render(open_desk: Callable[[], Any], resources: Path, out: Path) -> list[Path]:
    """Draw each page of the sidebar, and one case, into a PNG in `out`; return the files."""
    application = create_application()
    window = MainWindow(resources)
    desk = open_desk()
    window.attach(desk)
    window.show()
    files = []
    for spec in PAGES:
        if spec.label:
            window.go_to(spec.name)
            files.append(_picture(application, window, out / f"页面-{spec.label}.png"))
    newest = desk.listing.cases(Filters(), limit=1)
    if newest and any(spec.name == "case" for spec in PAGES):
        window.open_case(newest[0].id)
        files.append(_picture(application, window, out / "页面-案件详情.png"))
    window.close()
    desk.close()
    return files


def _picture(application: QApplication, window: MainWindow, file: Path) -> Path:
    """Wait until the page has read what it shows, then keep how it looks."""
    if window.runner.busy:
        waiting = QEventLoop()
        window.runner.idle.connect(waiting.quit)
        waiting.exec()
    application.sendPostedEvents()
    window.grab().save(str(file))
    return file
