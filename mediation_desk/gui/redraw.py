"""Other preferences: the window is drawn anew with all that was shown and typed."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui import preferences
from mediation_desk.gui.fields import is_field

if TYPE_CHECKING:
    from mediation_desk.gui.main_window import MainWindow

SMALLEST, LARGEST = 1.0, 2.0


def prefer(window: "MainWindow", changes: dict[str, Any]) -> None:
    """Take other preferences, keep them, draw everything anew.

    While a page is being saved this waits: that page must hear the answer.
    """
    if window.stack.saving():
        later = Qt.ConnectionType.SingleShotConnection
        window.runner.idle.connect(lambda: prefer(window, changes), later)
        return
    window.preferences = replace(window.preferences, **changes)
    if window.desk is None:
        window.draw()
        return
    try:
        preferences.keep(window.desk.paths.data, window.preferences)
    except AppError as error:
        window.show_error(error)
    here = window.page_name()
    case_id = window.pages["case"].case.id if here == "case" else ""
    kept, cursor = window.stack.keep(), _cursor_of(window)
    window.draw()
    window.stack.restore(kept)
    window.open_case(case_id) if case_id else window.go_to(here)
    _put_cursor(window, *cursor)


def _cursor_of(window: "MainWindow") -> tuple[str, int]:
    """Return the name of the field with the cursor, and the how many-th of that name it is."""
    page, cursor = window.stack.currentWidget(), window.focusWidget()
    if page is None or not is_field(cursor) or not page.isAncestorOf(cursor):
        return "", 0
    return cursor.objectName(), page.findChildren(QWidget, cursor.objectName()).index(cursor)


def _put_cursor(window: "MainWindow", name: str, at: int) -> None:
    """Put the cursor into the field it stood in before the redraw."""
    page = window.stack.currentWidget()
    if name and page is not None:
        found = page.findChildren(QWidget, name)
        if at < len(found):
            found[at].setFocus()


def zoomed(scale: float, by: float) -> float:
    """Return the text size next to `scale`; 0 goes back to 100 %."""
    return SMALLEST if by == 0 else min(max(round(scale + by, 1), SMALLEST), LARGEST)
