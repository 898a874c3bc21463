"""Headings of a list that can be dragged: to another place, or wider and narrower."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QWidget


class DraggedHeader(QHeaderView):
    """`dragged` says that the user, not the program, has moved a heading or its edge."""

    dragged = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Stand over the columns of `parent`."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self._before: list[tuple[int, int]] = []

    def order(self) -> list[int]:
        """Return the columns from left to right."""
        return [self.logicalIndex(place) for place in range(self.count())]

    def put_in_order(self, columns: list[int]) -> None:
        """Put the columns side by side in this order; those not named stay behind them."""
        for place, column in enumerate(columns):
            self.moveSection(self.visualIndex(column), place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._before = self._now()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._now() != self._before:
            self.dragged.emit()

    def _now(self) -> list[tuple[int, int]]:
        return [(column, self.sectionSize(column)) for column in self.order()]
