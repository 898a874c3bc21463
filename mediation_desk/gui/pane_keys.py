"""F6: from one area of a window to the next, the sidebar and each card being one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QTabBar, QWidget


def next_pane(window: QWidget, *, back: bool = False) -> None:
    """Put the cursor into the next area that can take it; after the last one comes the first."""
    panes = [pane for pane in _panes(window) if _first_in(pane) is not None]
    if not panes:
        return
    cursor = window.focusWidget()
    here = [at for at, pane in enumerate(panes) if pane is cursor or pane.isAncestorOf(cursor)]
    step = -1 if back else 1
    # The innermost area counts; from outside of all of them the first one follows.
    at = here[-1] if here else (0 if back else -1)
    first = _first_in(panes[(at + step) % len(panes)])
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _panes(window: QWidget) -> list[QWidget]:
    """Return the areas on screen, those further up and to the left first."""
    found: list[QWidget] = [
        *window.findChildren(QListWidget, "nav"),
        *window.findChildren(QTabBar),
        *window.findChildren(QFrame, "card"),
    ]
    shown = [pane for pane in found if pane.isVisible()]
    return sorted(shown, key=lambda pane: _place(window, pane))


def _place(window: QWidget, pane: QWidget) -> tuple[int, int]:
    corner = pane.mapTo(window, pane.rect().topLeft())
    is_side = pane.objectName() == "nav"
    return (-1 if is_side else corner.y(), corner.x())


def _first_in(pane: QWidget) -> QWidget | None:
    """Return what takes the cursor of an area: itself, or the first inside that can."""
    inside = sorted(pane.findChildren(QWidget), key=lambda one: _place(pane, one))
    for one in (pane, *inside):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled():
            return one
    return None
