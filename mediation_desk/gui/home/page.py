"""工作台: counts that equal the lists behind them, and the cases that want attention first."""

from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.domain.codes import OPEN
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.home.columns import WORK_COLUMNS
from mediation_desk.gui.home.tile import Tile
from mediation_desk.gui.home.tile_grid import TileGrid
from mediation_desk.gui.parts import (
    ListView,
    button,
    card,
    heading,
    label,
    page_layout,
    row,
    scrolled,
)
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.filters import Concern, Filters, Matter

TILES: tuple[tuple[Concern, str], ...] = (
    (Concern.REPORT, "danger"),
    (Concern.OVER, "danger"),
    (Concern.SOON, "warn"),
    (Concern.NO_STEP, "warn"),
    (Concern.SILENT, "warn"),
    (Concern.WAITING, "warn"),
    (Concern.OWED, "danger"),
    (Concern.DUE, "warn"),
    (Concern.UNSIGNED, "warn"),
    (Concern.CONFIRMATION, "warn"),
    (Concern.FOLLOW_UP, "warn"),
)
"""Concern and the colour of a figure that is not zero; 联动 and 在办案件 stand after them."""

MATTERS: tuple[tuple[Matter, str], ...] = (
    (Matter.LETTERS, "danger"),
    (Matter.LINES, "warn"),
    (Matter.ZERO, "warn"),
    (Matter.SWEEPS, "warn"),
)

MOST = 50


LOW = 260
"""The least height of the list at 100 %; the page scrolls where there is less room."""


class HomePage(QWidget):
    """What needs doing today."""

    areas = frozenset({Area.CASES, Area.ORGANISATION, Area.SETTINGS, Area.LINKAGE})
    help_topic = "home"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        layout = page_layout(theme, self)
        new = button(tr("登记新纠纷"), lambda: context.go_to("intake"), primary=True)
        layout.addLayout(row(heading(theme, tr("工作台"), 1.6), new, stretch=0))
        self.tiles = [self._tile(*tile) for tile in TILES]
        self.matters = [self._matter(*tile) for tile in MATTERS]
        self.open_tile = Tile(theme, tr("在办案件"), "accent", self._list_open)
        content = QWidget()
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.px(10))
        below.addWidget(TileGrid(theme, [*self.tiles, *self.matters, self.open_tile]))
        below.addWidget(self._list(), 1)
        layout.addWidget(scrolled(content), 1)

    def _list(self) -> QFrame:
        theme = self._context.theme
        frame, inside = card(theme)
        inside.addWidget(heading(theme, tr("需要留意"), 1.1))
        self.table = ListView(theme, RowsModel(WORK_COLUMNS), self._open)
        self.table.setAccessibleName(tr("需要留意"))
        self.table.stretch(0)
        self.empty = label("", "muted", wrap=True)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addStretch(0)
        frame.setMinimumHeight(theme.px(LOW))
        return frame

    def reload(self) -> None:
        """Count anew."""
        desk = self._context.desk
        counts = desk.attention.counts()
        for tile, (concern, _) in zip(self.tiles, TILES, strict=True):
            tile.show_count(counts[concern])
        waiting = desk.matters.counts()
        for tile, (matter, _) in zip(self.matters, MATTERS, strict=True):
            tile.show_count(waiting[matter])
        self.open_tile.show_count(desk.listing.count(Filters(states=OPEN)))
        rows = desk.attention.cases(limit=MOST)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows:
            self.empty.setText(self._why_empty())

    def _why_empty(self) -> str:
        if self._context.desk.listing.count(Filters()):
            return tr("没有需要留意的案件：没有超期、没有停下来、没有该履行未履行的。")
        return tr("还没有案件。按 Ctrl+N 登记第一起纠纷。")

    def _tile(self, concern: Concern, token: str) -> Tile:
        filters = Filters(concern=concern, order="due", descending=False)
        opened = self._context.list_cases
        return Tile(self._context.theme, tr(concern.label), token, lambda: opened(filters))

    def _matter(self, matter: Matter, token: str) -> Tile:
        opened = self._context.go_to
        return Tile(self._context.theme, tr(matter.label), token, lambda: opened("linkage", matter))

    def _list_open(self) -> None:
        self._context.list_cases(Filters(states=OPEN))

    def _open(self, case: Any) -> None:
        self._context.open_case(case.id)
