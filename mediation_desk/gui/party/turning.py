"""Turns the screen to the parties, keeps what is on it up to date, and takes it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from mediation_desk.errors import AppError
from mediation_desk.services.changes import Area, Changed

if TYPE_CHECKING:
    from mediation_desk.gui.main_window import MainWindow
    from mediation_desk.gui.party.screen import PartyScreen
    from mediation_desk.services.table_side import TableView

    Read = Callable[[], TableView]


class Turning(QObject):
    """The one party screen of a main window; it ends with the window, the desk or a sign-out."""

    def __init__(self, main: "MainWindow") -> None:
        """Begin with no screen."""
        super().__init__(main)
        self._main = main
        self._read: Read | None = None
        self.screen: PartyScreen | None = None
        main.drawn.connect(self.end)
        main.runner.changed.connect(self._changed)
        main.installEventFilter(self)

    def turn(self, read: "Read") -> None:
        """Show the parties what `read` returns, and again whenever something is saved.

        Raises AppError where it cannot be read; nothing is shown then.
        """
        from mediation_desk.gui.party.screen import PartyScreen

        view = read()
        self.end()
        self._read = read
        self.screen = PartyScreen(self._main.theme, view, self._main.screen())
        self.screen.closed.connect(self._forget)
        self.screen.take_display()

    def end(self) -> None:
        """Take the screen back."""
        if self.screen is not None:
            self.screen.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._main and event.type() is QEvent.Type.Close:
            self.end()
        return False

    def _forget(self) -> None:
        self.screen = self._read = None
        self._main.activateWindow()

    def _changed(self, done: Changed) -> None:
        if self.screen is None or self._read is None or Area.CASES not in done.areas:
            return
        try:
            self.screen.show_view(self._read())
        except AppError:  # gone, or no longer to be seen: nothing more to show
            self.end()
