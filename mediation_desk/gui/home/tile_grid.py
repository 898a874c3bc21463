"""Figures side by side, as many to a line as there is room for."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mediation_desk.gui.home.tile import Tile
from mediation_desk.gui.theme import Theme

NARROWEST = 140
"""The least width of a tile at 100 %: the longest words of a concern fit."""
MOST = 6


class TileGrid(QWidget):
    """Tiles of one width; a narrower window or larger type makes more lines of them."""

    def __init__(self, theme: Theme, tiles: Sequence[Tile]) -> None:
        """Put the tiles in order."""
        super().__init__()
        self._theme, self._tiles = theme, tiles
        self._across = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(10))
        self._lay(MOST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._grid.spacing()
        fits = (self.width() + gap) // (self._theme.px(NARROWEST) + gap)
        self._lay(min(max(fits, 1), MOST))

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // across, at % across)
        for column in range(MOST):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
