"""Inputs of every form: each reads one typed value or names its fault in a Chinese sentence.

A field is a QWidget with `value()`, `set_value()`, `touched` (a signal: the user typed) and `name`,
which is the draft's field name, so that a service's InvalidInput finds it. Programs fill fields
with `set_value`; only people make `touched` fire. `state()` is what stands there as it is, readable
or not, for `set_state` to put back after a redraw or a crash.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.clock import CHINA
from mediation_desk.domain.money import format_yuan, parse_yuan
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.pick_field import PickField
from mediation_desk.gui.undo_keys import LeavesUndo
from mediation_desk.gui.words import tr

Choice = tuple[Any, str]
"""A value and the words for it."""

_DAY = re.compile(r"(\d{4})[-./年\s]*(\d{1,2})[-./月\s]*(\d{1,2})日?")
_SHORT_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")
_ARROWS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_TIME = re.compile(r"(\d{1,2})[:：点时](\d{1,2})?分?")


class TextField(LeavesUndo, QLineEdit):
    """One line of text."""

    touched = Signal()

    def __init__(self, name: str, *, hint: str = "") -> None:
        """Begin empty; `hint` shows while nothing is typed."""
        super().__init__()
        self.name = name
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.textEdited.connect(lambda: self.touched.emit())

    def value(self) -> Any:
        """Return what is typed, without blanks around it."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a value; None shows nothing."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def state(self) -> Any:
        """Return the text as it stands."""
        return self.text()

    def set_state(self, state: Any) -> None:
        """Put back what `state` returned."""
        self.setText(state)


class AreaField(LeavesUndo, QPlainTextEdit):
    """Several lines of text; Tab leaves it, Enter makes a new line."""

    touched = Signal()

    def __init__(self, name: str, *, lines: int = 3, hint: str = "") -> None:
        """Begin empty, `lines` high."""
        super().__init__()
        self.name = name
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._filling = False
        self._fit()
        self.textChanged.connect(self._on_text)

    def value(self) -> Any:
        """Return what is typed, without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show a value; None shows nothing."""
        self._filling = True
        self.setPlainText("" if value is None else str(value))
        self._filling = False

    def state(self) -> Any:
        """Return the text as it stands."""
        return self.toPlainText()

    def set_state(self, state: Any) -> None:
        """Put back what `state` returned."""
        AreaField.set_value(self, state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        height = self.fontMetrics().lineSpacing() * self._lines + 18
        self.setFixedHeight(height)

    def _on_text(self) -> None:
        if not self._filling:
            self.touched.emit()


class LinesField(AreaField):
    """Several short texts, one to a line; the value is the lines that are not empty."""

    def value(self) -> Any:
        """Return the lines, without blanks around them."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def set_value(self, value: Any) -> None:
        """Show the texts, one to a line."""
        super().set_value("\n".join(value or ()))


class DateField(TextField):
    """A day, typed as 2025-3-1, 20250301, 3-1 (this year) or 今天; shown as 2025-03-01."""

    def __init__(self, name: str, *, today: date, required: bool = False) -> None:
        """Read short days in the year of `today`."""
        super().__init__(name, hint=tr("年-月-日"))
        self._today = today
        self.required = required

    def value(self) -> date | None:
        """Return the day, None for an empty field. Raises InvalidInput."""
        text = self.text().strip()
        if not text and self.required:
            raise InvalidInput({self.name: "请填写日期。"})
        return read_day(text, self._today, self.name) if text else None

    def set_value(self, value: Any) -> None:
        """Show a day."""
        super().set_value(value.isoformat() if value else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        try:
            self.set_value(self.value())
        except InvalidInput:
            return  # what is typed stays; saving names the fault


class MomentField(TextField):
    """A day and time in China, typed as 2025-3-6 19:30, or 19:30 for today; shown in full."""

    def __init__(self, name: str, *, today: date, required: bool = False) -> None:
        """Read short days in the year of `today`."""
        super().__init__(name, hint=tr("年-月-日 时:分，只写时间就是今天"))
        self._today = today
        self.required = required

    def value(self) -> datetime | None:
        """Return the aware instant, None for an empty field. Raises InvalidInput."""
        text = self.text().strip()
        if not text and self.required:
            raise InvalidInput({self.name: "请填写日期和时间。"})
        if not text:
            return None
        found = _TIME.search(text)
        typed = text[: found.start()].strip() if found else text
        day = read_day(typed, self._today, self.name) if typed else self._today
        if found is None:
            raise InvalidInput({self.name: "请写上时间，例如 2025-03-06 19:30。"})
        try:
            clock = time(int(found[1]), int(found[2] or 0))
        except ValueError:
            raise InvalidInput({self.name: f"没有这个时间：{found[0]}。"}) from None
        return datetime.combine(day, clock, CHINA)

    def set_value(self, value: Any) -> None:
        """Show an instant as China's wall clock has it."""
        super().set_value(f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}" if value else "")


class MoneyField(TextField):
    """An amount in 元 as people type it (1.2万, 1,234.5); the value is 分."""

    def __init__(self, name: str) -> None:
        """Begin empty."""
        super().__init__(name, hint=tr("元"))

    def value(self) -> int | None:
        """Return 分, None for an empty field. Raises InvalidInput."""
        text = self.text().strip()
        return parse_yuan(text, field=self.name) if text else None

    def set_value(self, value: Any) -> None:
        """Show 分 as 元."""
        super().set_value("" if value is None else format_yuan(value))


class NumberField(TextField):
    """A whole number, zero or more; empty is 0."""

    def value(self) -> int:
        """Return the number. Raises InvalidInput."""
        text = self.text().strip()
        if not text:
            return 0
        if not (text.isascii() and text.isdigit()) or len(text) > 9:
            raise InvalidInput({self.name: "请填写整数。"})
        return int(text)

    def set_value(self, value: Any) -> None:
        """Show a number; 0 shows nothing."""
        super().set_value(value or "")


class ChoiceField(QComboBox):
    """One of a list; typing its first words finds it, the mouse wheel never changes it."""

    touched = Signal()

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        """Offer (value, words) pairs; the first is chosen."""
        super().__init__()
        self.name = name
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self._values: list[Any] = []
        self.set_choices(choices)
        self.activated.connect(lambda: self.touched.emit())

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other pairs; what was chosen stays where it is still offered, else the first is."""
        standing = self.value()
        # Kept here: given to Qt and taken back, a code of domain/codes.py is a plain text.
        self._values = [value for value, _ in choices]
        self.clear()
        self.addItems([words for _, words in choices])
        if standing in self._values:
            self.set_value(standing)

    def value(self) -> Any:
        """Return the chosen value, None for none."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered leaves nothing chosen."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def state(self) -> Any:
        """Return the chosen value."""
        return self.value()

    def set_state(self, state: Any) -> None:
        """Choose again what `state` returned."""
        self.set_value(state)

    def showPopup(self) -> None:
        room = self.view().verticalScrollBar().sizeHint().width() * 2
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + room)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CheckField(QCheckBox):
    """Yes or no."""

    touched = Signal()

    def __init__(self, name: str, words: str) -> None:
        """Begin unticked."""
        super().__init__(words)
        self.name = name
        self.setObjectName(name)
        self.clicked.connect(lambda: self.touched.emit())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or untick."""
        self.setChecked(bool(value))

    def state(self) -> Any:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_state(self, state: Any) -> None:
        """Tick again as `state` returned."""
        self.setChecked(bool(state))


class TickField(QWidget):
    """Any of a list; one stop for Enter and Tab, arrows go from tick to tick within it."""

    touched = Signal()

    def __init__(self, name: str, choices: Sequence[Choice], *, spacing: int) -> None:
        """Offer (code, words) pairs, none ticked."""
        super().__init__()
        self.name = name
        self.setObjectName(name)
        layout = FlowLayout(spacing, spacing // 8)
        self.setLayout(layout)
        self.boxes: dict[Any, QCheckBox] = {}
        for code, words in choices:
            box = _Tick(words)
            if self.boxes:
                box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.clicked.connect(lambda: self.touched.emit())
            layout.addWidget(box)
            self.boxes[code] = box
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[Any, ...]:
        """Return the ticked codes, in the order of the list."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these codes and no others."""
        for code, box in self.boxes.items():
            box.setChecked(code in (value or ()))

    def state(self) -> Any:
        """Return the ticked codes."""
        return list(self.value())

    def set_state(self, state: Any) -> None:
        """Tick again what `state` returned."""
        self.set_value(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        boxes = list(self.boxes.values())
        here = next((at for at, box in enumerate(boxes) if box.hasFocus()), None)
        if here is None or event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        there = min(max(here + _ARROWS[Qt.Key(event.key())], 0), len(boxes) - 1)
        boxes[there].setFocus(Qt.FocusReason.OtherFocusReason)


class _Tick(QCheckBox):
    """One of a TickField; leaves the arrows to it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


Field = TextField | AreaField | ChoiceField | CheckField | TickField | PickField


def read_day(text: str, today: date, field: str) -> date:
    """Return the day a text stands for. Raises InvalidInput on `field`."""
    plain = text.strip()
    if plain in ("今天", "今日", "today"):
        return today
    full = _DAY.fullmatch(plain)
    short = _SHORT_DAY.fullmatch(plain)
    if full:
        parts = (int(full[1]), int(full[2]), int(full[3]))
    elif short:
        parts = (today.year, int(short[1]), int(short[2]))
    else:
        raise InvalidInput({field: f"看不懂日期“{plain}”，请写成 {today.isoformat()}。"})
    try:
        return date(*parts)
    except ValueError:
        raise InvalidInput({field: "{}年{}月{}日不存在，请核对。".format(*parts)}) from None


def stops_of(field: Field) -> list[QWidget]:
    """Return what the cursor stops at in a field: itself, or each of its ticks."""
    return list(field.boxes.values()) if isinstance(field, TickField) else [field]


def is_field(widget: QWidget) -> bool:
    """Tell whether a widget is one of these inputs."""
    return isinstance(widget, Field)
