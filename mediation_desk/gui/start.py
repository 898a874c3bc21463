"""Starting the window: shown first, the store opened while it paints."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from mediation_desk.errors import AppError
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.pages import PAGES


def create_application() -> QApplication:
    """Return the application, in Fusion style so that it looks the same everywhere."""
    standing = QApplication.instance()
    application = standing if isinstance(standing, QApplication) else QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setApplicationName("调解台")
    chinese = QTranslator(application)
    if chinese.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(chinese)
    return application


def run(open_desk: Callable[[], Any], resources: Path) -> int:
    """Show the window, open the desk, run until it is closed; return the exit code."""
    application = create_application()
    window = MainWindow(resources)
    window.show()
    QTimer.singleShot(0, window, lambda: _attach(window, open_desk))
    code = application.exec()
    if window.desk is not None:
        window.desk.close()
    return code


def render(open_desk: Callable[[], Any], resources: Path, out: Path) -> list[Path]:
    """Draw each page offscreen into a PNG; return the files."""
    application = create_application()
    window = MainWindow(resources)
    window.attach(open_desk())
    window.show()
    files = []
    for spec in PAGES:
        if spec.label:
            window.go_to(spec.name)
            application.sendPostedEvents()
            files.append(out / f"页面-{spec.label}.png")
            window.grab().save(str(files[-1]))
    window.close()
    window.desk.close()
    return files


def _attach(window: MainWindow, open_desk: Callable[[], Any]) -> None:
    try:
        window.attach(open_desk())
    except AppError as error:
        window.show_error(error)
