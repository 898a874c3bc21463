"""A field for long lists: a few letters narrow them, leaving the field takes the marked line.

The list lies over the window as a part of it, so that keys and the input method stay in the field.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.fields import TextField
from mediation_desk.services.quick_find import Findable, narrowed

ROWS = 8
"""Lines of the list on screen at once."""

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS,
    Qt.Key.Key_PageUp: -ROWS,
}


class FindField(TextField):
    """One of a list, found by its words, pinyin, initials or code (services/quick_find.py)."""

    def __init__(self, name: str, choices: Sequence[Findable], *, hint: str = "") -> None:
        """Begin with nothing chosen."""
        super().__init__(name, hint=hint)
        self._choices = tuple(choices)
        self._offered: tuple[Findable, ...] = ()
        self._chosen: Findable | None = None
        self._list: QListView | None = None
        self.textEdited.connect(self._on_typed)

    def set_choices(self, choices: Sequence[Findable]) -> None:
        """Offer another list; what is chosen stays, even where it is no longer on offer."""
        self._choices = tuple(choices)
        if self.offering:
            self._offer(self.text())  # the pinyin came while somebody was typing

    @property
    def offering(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def value(self) -> str:
        """Return the chosen value, "" for none. Raises InvalidInput for a text not in the list."""
        text = self.text().strip()
        if not text:
            return ""
        if self._chosen is None or self._chosen.label != text:
            raise InvalidInput({self.name: f"列表里没有“{text}”，请从列表里选。"})
        return self._chosen.value

    def set_value(self, value: Any) -> None:
        """Show the words of a value; one that was never on offer is shown as it is."""
        found = next((one for one in self._choices if one.value == value), None)
        self._take(found or (Findable(value, value) if value else None))

    def state(self) -> Any:
        """Return what is chosen with its words, or what is typed."""
        chosen = self._chosen
        return [chosen.value if chosen else "", self.text()]

    def set_state(self, state: Any) -> None:
        """Put back what `state` returned."""
        value, text = state
        self._chosen = Findable(value, text) if value else None
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            if self.offering:
                self._move(step)
            else:
                self._offer("")
        elif event.key() == Qt.Key.Key_Escape and self.offering:
            self._close()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.offering:
            self._take_marked()
        super().focusOutEvent(event)

    def _on_typed(self, typed: str) -> None:
        self._chosen = next((one for one in self._choices if one.label == typed.strip()), None)
        if typed.strip():
            self._offer(typed)
        else:
            self._close()

    def _offer(self, typed: str) -> None:
        """Open the list on what the typed text can mean, on all of it for ""."""
        self._offered = narrowed(self._choices, typed)
        if not self._offered:
            self._close()
            return
        shown = self._opened_list()
        model = shown.model()
        assert isinstance(model, QStringListModel)
        model.setStringList([one.label for one in self._offered])
        marked = self._offered.index(self._chosen) if self._chosen in self._offered else 0
        shown.setCurrentIndex(model.index(marked))
        self._place(shown)

    def _opened_list(self) -> QListView:
        if self._list is None:
            made = QListView(self.window())
            made.setObjectName("offer")
            made.setModel(QStringListModel(made))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setUniformItemSizes(True)
            made.clicked.connect(self._on_clicked)
            self.destroyed.connect(made.deleteLater)
            self._list = made
        return self._list

    def _place(self, shown: QListView) -> None:
        """Put the list under the field, or above it where there is no room below."""
        window = self.window()
        rows = min(len(self._offered), ROWS)
        height = rows * shown.sizeHintForRow(0) + 2 * shown.frameWidth() + 2
        wide = shown.sizeHintForColumn(0) + 2 * shown.verticalScrollBar().sizeHint().width()
        width = min(max(self.width(), wide), window.width())
        at = self.mapTo(window, QPoint(0, self.height()))
        if at.y() + height > window.height():
            at.setY(max(self.mapTo(window, QPoint(0, 0)).y() - height, 0))
        at.setX(max(min(at.x(), window.width() - width), 0))
        shown.setGeometry(at.x(), at.y(), width, height)
        shown.raise_()
        shown.show()

    def _move(self, step: int) -> None:
        assert self._list is not None
        row = self._list.currentIndex().row() + step
        row = min(max(row, 0), len(self._offered) - 1)
        self._list.setCurrentIndex(self._list.model().index(row, 0))

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._take_marked()

    def _take_marked(self) -> None:
        assert self._list is not None
        marked = self._offered[self._list.currentIndex().row()]
        self._close()
        if marked != self._chosen or marked.label != self.text():
            self._take(marked)
            self.touched.emit()

    def _take(self, chosen: Findable | None) -> None:
        self._close()
        self._chosen = chosen
        self.setText(chosen.label if chosen else "")
        self.setCursorPosition(0)

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()
