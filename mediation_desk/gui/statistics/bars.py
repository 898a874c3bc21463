"""Bars: a label, a bar, its figure. Length tells, colour does not: legible in grey."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mediation_desk.gui.theme import Theme

_LINE, _GAP = 30, 10
"""Height of a bar's line and the gap beside it, at 100 %."""
_LABELS = 0.34
"""Part of the width the labels take."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how long, its figure in words; `before` is the year before's length."""

    label: str
    length: float
    text: str
    before: float | None = None


class Bars(QWidget):
    """Horizontal bars under each other, the year before as an outline around each."""

    def __init__(self, theme: Theme) -> None:
        """Begin without bars."""
        super().__init__()
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self.setFont(theme.font())

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars; a screen reader gets them as lines."""
        self._bars = tuple(bars)
        self.setMinimumHeight(self._theme.px(_LINE) * max(len(bars), 1))
        self.setAccessibleDescription("\n".join(f"{one.label}：{one.text}" for one in bars))
        self.update()

    def bar_of(self, number: int) -> QRect:
        """Return where a bar is drawn, without its label and figure."""
        return self._rect(number, self._bars[number].length)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, text = QColor(self._theme.colours["accent"]), QColor(self._theme.colours["text"])
        for number, bar in enumerate(self._bars):
            line = self._line(number)
            if not line.intersects(event.rect()):
                continue
            rect = self._rect(number, bar.length)
            painter.fillRect(rect, QBrush(ink))
            if bar.before:
                painter.setPen(QPen(text, 1, Qt.PenStyle.DashLine))
                painter.drawRect(self._rect(number, bar.before).adjusted(0, -3, 0, 2))
            painter.setPen(text)
            wide = round(self.width() * _LABELS) - self._theme.px(_GAP)
            label = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideMiddle, wide)
            left = QRect(line.left(), line.top(), wide, line.height())
            side = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(left, side | Qt.AlignmentFlag.AlignRight, label)
            end = max(rect.right(), self._rect(number, bar.before or 0).right())
            right = QRect(end + self._theme.px(6), line.top(), self.width(), line.height())
            painter.drawText(right, side | Qt.AlignmentFlag.AlignLeft, bar.text)

    def _line(self, number: int) -> QRect:
        height = self._theme.px(_LINE)
        return QRect(0, number * height, self.width(), height)

    def _rect(self, number: int, length: float) -> QRect:
        """Return a bar's place; the longest leaves room for the widest figure."""
        longest = max((max(one.length, one.before or 0) for one in self._bars), default=0)
        left = round(self.width() * _LABELS)
        widest = max(self.fontMetrics().horizontalAdvance(one.text) for one in self._bars)
        room = max(self.width() - left - widest - self._theme.px(2 * _GAP), 1)
        line = self._line(number)
        thick = self._theme.px(_LINE - 14)
        top = line.top() + (line.height() - thick) // 2
        return QRect(left, top, round(room * length / longest) if longest else 0, thick)
