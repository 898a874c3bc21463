"""F1 from anywhere: the manual at the page, and at the field, that somebody asks about."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mediation_desk.gui.fields import is_field

if TYPE_CHECKING:
    from mediation_desk.gui.main_window import MainWindow

FIRST = "first-steps"


class Manual(QObject):
    """The one help window of the program; made when it is first asked for, anew after a redraw."""

    def __init__(self, window: "MainWindow") -> None:
        """Begin closed."""
        super().__init__(window)
        self._main = window
        self._open: Any = None
        window.drawn.connect(self._forget)

    def open_for(self, place: QWidget) -> None:
        """Open at what `place` is about, and there at the field that has the cursor."""
        from mediation_desk.gui.help import HelpWindow  # not needed before somebody asks

        if self._open is None:
            self._open = HelpWindow(self._main.theme, self._main.resources, self._main.prompts)
        cursor = place.window().focusWidget()
        words = cursor.accessibleName() if is_field(cursor) else ""
        self._open.open_at(_topic(place), words)

    def _forget(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open.deleteLater()
            self._open = None


def _topic(place: QWidget | None) -> str:
    """Return the topic of a widget or of the nearest one around it that has one."""
    while place is not None:
        if topic := getattr(place, "help_topic", ""):
            return str(topic)
        place = place.parentWidget()
    return FIRST
