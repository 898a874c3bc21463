"""Starting the window: shown first, the store opened behind it."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import AppError
from mediation_desk.gui import preferences, window_place
from mediation_desk.gui.backup_clock import BackupClock, back_up_on_leaving
from mediation_desk.gui.door.entrance import Entrance
from mediation_desk.gui.main_window import MainWindow

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
    standing = QApplication.instance()
    application = standing if isinstance(standing, QApplication) else QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setApplicationName("调解台")
    chinese = QTranslator(application)
    if chinese.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(chinese)
    return application


def run(entrance: Entrance, resources: Path, data: Path) -> int:
    """Show the window, open the office behind it, run until it is closed; return the exit code.

    Where a window of this office is open already, that one comes to the front and this one goes.
    `data` is where the person's own preferences are kept.
    """
    application = create_application()
    window = MainWindow(resources, kept=preferences.read(data))
    window_place.put_back(window, data)
    opened: list[Any] = []

    def open_behind(given: Credentials | None) -> Any:
        opened.append(entrance.open(given))
        return opened[-1]

    def drawn() -> None:
        log.info("window drawn")
        from mediation_desk.gui.single import SingleWindow

        single = SingleWindow(window, entrance.address)
        single.first.connect(come)
        single.answered.connect(window.close)
        single.ask()

    def come() -> None:
        from mediation_desk.gui.door.keeper import Doorkeeper

        keeper = Doorkeeper(window, replace(entrance, open=open_behind))
        keeper.entered.connect(entered)
        BackupClock(window)
        keeper.come()

    def entered() -> None:
        FirstPaint(window).done.connect(lambda: log.info("first page shown"))

    FirstPaint(window).done.connect(drawn)
    window.show()
    with _told(window):
        code = application.exec()
    _remember_place(window, data)
    for desk in opened:
        if desk is window.desk:
            back_up_on_leaving(desk)
        desk.close()
    return code


def _remember_place(window: MainWindow, data: Path) -> None:
    """Keep where the window stood; a medium that cannot be written keeps nothing."""
    try:
        window_place.remember(window, data)
    except AppError:
        log.warning("the window's place was not kept")


@contextmanager
def _told(window: MainWindow) -> Iterator[None]:
    """Show in the window what a page cannot do; what nobody foresaw goes to the hook before."""
    before = sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
        if isinstance(error, AppError):
            window.show_error(error)
        else:
            before(kind, error, frames)

    sys.excepthook = tell
    try:
        yield
    finally:
        sys.excepthook = before
