"""A form that begins with the few fields of a simple case; the rest open with 更多."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.gui.fields import Field, stops_of
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

NARROWEST = 166
"""A field holds an ID number at this width; a form too narrow for its columns takes fewer."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A field with its label and fault, the columns it takes, whether it waits behind 更多."""

    widget: QWidget
    span: int
    more: bool


class FoldedForm(Form):
    """Fields of `more` are hidden until `unfold`; those left out are no part of it.

    `turned` says that the rest was opened or folded away.
    """

    turned = Signal(bool)

    def __init__(self, theme: Theme, *, columns: int = 4) -> None:
        """Begin without fields, folded."""
        super().__init__(theme, columns=columns)
        self._most = columns
        self._cells: dict[str, _Cell] = {}
        self._without: frozenset[str] = frozenset()
        self.unfolded = False

    def put(
        self, words: str, field: Field, *, span: int = 1, required: bool = False, more: bool = False
    ) -> Field:
        """Put a field under its label; with `more` it waits behind 更多."""
        cell = QWidget(self)
        inside = QVBoxLayout(cell)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self._theme.px(3))
        title = label(tr("{words}（必填）", words=words) if required else words, "field_label")
        title.setBuddy(field)
        fault = label("", "fault", wrap=True)
        fault.hide()
        for part in (title, field, fault):
            inside.addWidget(part)
        inside.addStretch(1)
        field.setAccessibleName(words)
        self.take(field, fault)
        self._cells[field.name] = _Cell(cell, span, more)
        return field

    def stops(self) -> list[QWidget]:
        """Return everything the cursor stops at, in order."""
        return [stop for field in self.fields.values() for stop in stops_of(field)]

    def unfold(self, shown: bool) -> None:
        """Open the rest of the fields, or hide it."""
        self.unfolded = shown
        self.arrange()
        self.turned.emit(shown)

    def leave_out(self, names: Collection[str]) -> None:
        """Take fields that do not apply off the form, and put back all others."""
        self._without = frozenset(names)
        self.arrange()

    def applies(self, name: str) -> bool:
        """Tell whether a field is part of the form now."""
        return name not in self._without

    def is_folded(self, name: str) -> bool:
        """Tell whether a field waits behind 更多."""
        return self._cells[name].more and not self.unfolded

    def is_extra(self, name: str) -> bool:
        """Tell whether a field is one of those behind 更多, open or not."""
        return self._cells[name].more

    def show_faults(self, faults: Any) -> bool:
        """Put each sentence under its field, opening the rest where one is hidden."""
        if any(name in faults and self.is_folded(name) for name in self._cells):
            self.unfold(True)
        return super().show_faults(faults)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._grid.horizontalSpacing()
        fitting = (self.width() + gap) // (self._theme.px(NARROWEST) + gap)
        columns = min(max(fitting, 1), self._most)
        if columns != self._columns:
            self._columns = columns
            self.arrange()

    def arrange(self) -> None:
        """Lay the fields that are on the form now into the grid."""
        while self._grid.count():
            self._grid.takeAt(0)
        at = 0
        for name, cell in self._cells.items():
            shown = self.applies(name) and not self.is_folded(name)
            if shown:
                span = min(cell.span, self._columns)
                if at % self._columns + span > self._columns:
                    at += -at % self._columns
                self._grid.addWidget(cell.widget, *divmod(at, self._columns), 1, span)
                at += span
            cell.widget.setVisible(shown)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
