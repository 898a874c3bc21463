"""A heading of several levels over a table, as the official forms have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from mediation_desk.gui.theme import Theme
from mediation_desk.services.statistics_rows import Heading


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """One box of the heading: its words, the columns and the levels it covers, ends included."""

    label: str
    first: int
    last: int
    top: int
    bottom: int


def cells_of(headings: Sequence[Heading]) -> tuple[HeadingCell, ...]:
    """Return the boxes of a heading; a column without parts reaches down to the figures."""
    depth = max((_depth(one) for one in headings), default=1)
    found: list[HeadingCell] = []
    column = 0
    for one in headings:
        column = _collect(one, column, (0, depth), found)
    return tuple(found)


def _depth(heading: Heading) -> int:
    return 1 + max((_depth(child) for child in heading.children), default=0)


def _collect(
    heading: Heading, column: int, levels: tuple[int, int], found: list[HeadingCell]
) -> int:
    """Add the boxes of one heading from `column` on; return the column after it."""
    level, depth = levels
    if not heading.children:
        found.append(HeadingCell(heading.label, column, column, level, depth - 1))
        return column + 1
    after = column
    for child in heading.children:
        after = _collect(child, after, (level + 1, depth), found)
    found.append(HeadingCell(heading.label, column, after - 1, level, level))
    return after


class GroupedHeader(QHeaderView):
    """Draws the boxes; each column paints its part of the boxes over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Begin without boxes."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._cells: tuple[HeadingCell, ...] = ()
        self._levels = 1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """Draw other headings."""
        self._cells = cells_of(headings)
        self._levels = 1 + max((cell.bottom for cell in self._cells), default=0)
        self.updateGeometry()
        self.viewport().update()

    def make_room(self) -> None:
        """Widen the columns under a group whose words are longer than they are wide together."""
        for cell in self._cells:
            columns = range(cell.first, cell.last + 1)
            wanted = self.fontMetrics().horizontalAdvance(cell.label) + self._theme.px(16)
            missing = wanted - sum(self.sectionSize(column) for column in columns)
            if len(columns) > 1 and missing > 0:
                for column in columns:
                    self.resizeSection(
                        column, self.sectionSize(column) + missing // len(columns) + 1
                    )

    def sizeHint(self) -> QSize:
        return QSize(0, self._top(self._levels))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        for cell in self._cells:
            if cell.first <= logical_index <= cell.last:
                self._paint(painter, cell, rect)

    def _paint(self, painter: QPainter, cell: HeadingCell, clip: QRect) -> None:
        left = self.sectionViewportPosition(cell.first)
        right = self.sectionViewportPosition(cell.last) + self.sectionSize(cell.last)
        top = self._top(cell.top)
        box = QRect(left, top, right - left, self._top(cell.bottom + 1) - top)
        colours = self._theme.colours
        painter.save()
        painter.setClipRect(clip)
        painter.fillRect(
            box, QColor(colours["calm_ground" if cell.last > cell.first else "surface"])
        )
        painter.setPen(QColor(colours["line"]))
        painter.drawRect(box.adjusted(-1, -1, -1, -1))
        painter.setPen(QColor(colours["text"]))
        pad = self._theme.px(3)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(pad, 0, -pad, 0), flags, cell.label)
        painter.restore()

    def _top(self, level: int) -> int:
        """Return where a level begins: groups are one line high, the columns' words two."""
        line = self.fontMetrics().lineSpacing()
        group = line + self._theme.px(8)
        return level * group + (line if level == self._levels else 0)
