"""Starting the window: shown first, the store opened behind it."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mediation_desk.gui import preferences
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.singletons import keep_singletons

log = logging.getLogger(__name__)


class FirstPaint(QObject):
    """Says once that a window has been drawn: what comes after it does not hold it up.

    Importing the store's libraries on another thread while Qt asks our widgets for their first
    picture would make the picture wait for Python's lock again and again.
    """

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        """Watch a window that is not shown yet."""
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.done.emit)
        return False


def create_application() -> QApplication:
    """Return the application, in Fusion style so that it looks the same everywhere."""
    keep_singletons()
    standing = QApplication.instance()
    application = standing if isinstance(standing, QApplication) else QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setApplicationName("调解台")
    chinese = QTranslator(application)
    if chinese.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(chinese)
    return application


def run(open_desk: Callable[[], Any], resources: Path, data: Path) -> int:
    """Show the window, open the desk behind it, run until it is closed; return the exit code.

    `data` is where the person's own preferences are kept.
    """
    application = create_application()
    window = MainWindow(resources, kept=preferences.read(data))
    opened: list[Any] = []

    def open_behind() -> Any:
        opened.append(open_desk())
        return opened[0]

    def drawn() -> None:
        log.info("window drawn")
        window.runner.read(open_behind, window, attach)

    def attach(desk: Any) -> None:
        window.attach(desk)
        FirstPaint(window).done.connect(lambda: log.info("first page shown"))

    FirstPaint(window).done.connect(drawn)
    window.show()
    code = application.exec()
    for desk in opened:
        desk.close()
    return code
