"""A form: labelled fields in a grid, Enter to the next, faults beside the field they are about."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMetaMethod, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.fields import CheckField, Field, is_field
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QWidget):
    """Fields under their labels, `columns` to a line; knows nothing of what they mean.

    `edited` fires when the user types; `submitted` on Ctrl+Enter or Ctrl+S.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, *, columns: int = 2) -> None:
        """Begin without fields."""
        super().__init__()
        self._theme = theme
        self._columns = columns
        self._at = 0
        self.fields: dict[str, Field] = {}
        self._faults: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(8))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(self, words: str, field: Field, *, span: int = 1, required: bool = False) -> Field:
        """Put a field under its label; `span` is the number of columns it takes."""
        span = min(span, self._columns)
        if self._at % self._columns + span > self._columns:
            self._at += self._columns - self._at % self._columns
        cell = QVBoxLayout()
        cell.setSpacing(self._theme.px(3))
        title = label(tr("{words}（必填）", words=words) if required else words, "field_label")
        title.setBuddy(field)
        fault = label("", "fault", wrap=True)
        fault.hide()
        for part in (title, field, fault):
            cell.addWidget(part)
        cell.addStretch(1)
        self._grid.addLayout(cell, self._at // self._columns, self._at % self._columns, 1, span)
        self._at += span
        field.setAccessibleName(words)
        self.take(field, fault)
        return field

    def add_ticks(self, words: str, ticks: Sequence[CheckField]) -> None:
        """Put ticks under one label (or none), as many to a line as there is room for."""
        holder = QWidget()
        cell = QVBoxLayout(holder)
        cell.setContentsMargins(0, 0, 0, 0)
        cell.setSpacing(self._theme.px(3))
        fault = label("", "fault", wrap=True)
        fault.hide()
        flow = FlowLayout(self._theme.px(16), self._theme.px(2))
        if words:
            cell.addWidget(label(words, "field_label"))
        cell.addLayout(flow)
        cell.addWidget(fault)
        for tick in ticks:
            flow.addWidget(tick)
            self.take(tick, fault)
        self.add_wide(holder)

    def add_wide(self, widget: QWidget) -> None:
        """Put any widget on a line of its own."""
        self._at += -self._at % self._columns
        self._grid.addWidget(widget, self._at // self._columns, 0, 1, self._columns)
        self._at += self._columns

    def take(self, field: Field, fault: QLabel) -> None:
        """Care for a field placed elsewhere: its keys, its fault label."""
        self.fields[field.name] = field
        self._faults[field.name] = fault
        field.installEventFilter(self)
        field.touched.connect(lambda: self._on_touched(field.name))

    def read(self) -> dict[str, Any]:
        """Return every field's value by name. Raises InvalidInput with all faults at once."""
        values, faults = {}, {}
        for name, field in self.fields.items():
            try:
                values[name] = field.value()
            except InvalidInput as error:
                faults.update(error.fields)
        if faults:
            raise InvalidInput(faults)
        return values

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values by name; fields not named keep what they show."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)

    def show_faults(self, faults: Mapping[str, str]) -> bool:
        """Put each sentence under its field and go to the first; return whether any is here."""
        self.clear_faults()
        here = [name for name in self.fields if name in faults]
        for name in here:
            self._mark(name, faults[name])
        if here:
            self.fields[here[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(here)

    def clear_faults(self) -> None:
        """Take every fault away."""
        for name in self._faults:
            self._mark(name, "")

    def note(self, name: str, sentence: str, *, look: str = "muted") -> None:
        """Put a sentence under a field: what a number says; with look `warn` or `fault`, a doubt.

        The cursor stays where it is.
        """
        self._mark(name, sentence, look=look)

    def keep(self) -> dict[str, Any]:
        """Return what stands in every field, readable or not."""
        return {name: field.state() for name, field in self.fields.items()}

    def restore(self, states: Mapping[str, Any]) -> None:
        """Put back what `keep` returned; what is not in it stays."""
        for name, state in states.items():
            if name in self.fields:
                self.fields[name].set_state(state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            saved = QMetaMethod.fromSignal(self.submitted)
            if event.matches(QKeySequence.StandardKey.Save) and self.isSignalConnected(saved):
                event.accept()  # the form's own, not the window's
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (*_ENTER, Qt.Key.Key_S):
                self.submitted.emit()
                return True
            if event.key() in _ENTER and not isinstance(watched, QPlainTextEdit | QPushButton):
                _go_on()
                return True
        return super().eventFilter(watched, event)

    def _on_touched(self, name: str) -> None:
        self._mark(name, "")
        self.edited.emit()

    def _mark(self, name: str, sentence: str, *, look: str = "fault") -> None:
        shown, field = self._faults[name], self.fields[name]
        shown.setText(sentence)
        shown.setVisible(bool(sentence))
        shown.setObjectName(look)
        wrong = "true" if sentence and look == "fault" else "false"
        if field.property("fault") != wrong or shown.property("drawn") != look:
            field.setProperty("fault", wrong)
            shown.setProperty("drawn", look)
            for part in (field, shown):
                part.style().unpolish(part)
                part.style().polish(part)


def _go_on() -> None:
    """Put the cursor into the next field, past the buttons between; after the last, on saving."""
    here = QApplication.focusWidget()
    after = here.nextInFocusChain() if here else None
    while here is not None and after is not None and after is not here:
        stops = after.focusPolicy() & Qt.FocusPolicy.TabFocus and _is_stop(after)
        if stops and after.isVisible() and after.isEnabled():
            after.setFocus(Qt.FocusReason.TabFocusReason)
            return
        after = after.nextInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    """Tell whether Enter stops at a widget: a field, the first tick of several, the main button."""
    if isinstance(widget, QPushButton):
        return bool(widget.property("primary"))
    return is_field(widget) or is_field(widget.parentWidget())
