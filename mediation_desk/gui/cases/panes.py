"""How the parts of a case are laid out: a list beside what is chosen in it, cards side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSplitter, QVBoxLayout, QWidget

from mediation_desk.gui.parts import card, heading
from mediation_desk.gui.theme import Theme

WIDE = 620
"""The width, at 100 %, from which two parts stand side by side."""


class Beside(QSplitter):
    """Two parts side by side, one under the other where it is narrower than `wide`."""

    def __init__(
        self, theme: Theme, parts: Sequence[QWidget], sizes: Sequence[int], *, wide: int = WIDE
    ) -> None:
        """Give the parts their `sizes` in proportion."""
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._wide = wide
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.px(12))
        for number, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(number, sizes[number])
        self.setSizes([theme.px(size * 100) for size in sizes])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(self._wide)
        self.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)


class Columns(QWidget):
    """Parts side by side that scroll as one, one under the other where it is narrow."""

    def __init__(self, theme: Theme, parts: Sequence[QWidget], sizes: Sequence[int]) -> None:
        """Give the parts their `sizes` in proportion."""
        super().__init__()
        self._theme = theme
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(12))
        for part, size in zip(parts, sizes, strict=True):
            self._layout.addWidget(part, size, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(WIDE)
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if wide else way.TopToBottom)


def section(theme: Theme, title: str) -> tuple[QFrame, QVBoxLayout]:
    """Return a card under a heading, and its layout."""
    frame, inside = card(theme)
    inside.addWidget(heading(theme, title, 1.05))
    return frame, inside
