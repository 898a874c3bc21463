"""工作台: counts that equal the lists behind them, and the cases that want attention first."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.codes import State
from mediation_desk.gui.cases.columns import CASE_COLUMNS, TITLE
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.home.tile import Tile
from mediation_desk.gui.parts import ListView, button, card, heading, label, page_layout, row
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.filters import OPEN, Filters
from mediation_desk.services.rows import CaseRow

OVERDUE = Filters(overdue_only=True, order="due", descending=False)
TILES = (
    ("在办案件", "accent", Filters(states=OPEN)),
    ("待受理", "warn", Filters(states=(State.REGISTERED,))),
    ("三天内到期", "warn", Filters(due_within_days=3, order="due", descending=False)),
    ("已超期", "danger", OVERDUE),
)
MOST = 20


class HomePage(QWidget):
    """What needs doing today."""

    areas = frozenset({Area.CASES, Area.ORGANISATION})
    help_topic = "home"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        layout = page_layout(theme, self)
        new = button(tr("登记新纠纷"), lambda: context.go_to("intake"), primary=True)
        layout.addLayout(row(heading(theme, tr("工作台"), 1.6), new, stretch=0))
        across = QHBoxLayout()
        across.setSpacing(theme.px(12))
        self.tiles = [self._tile(*tile) for tile in TILES]
        for tile in self.tiles:
            across.addWidget(tile, 1)
        layout.addLayout(across)
        frame, inside = card(theme)
        self.title = heading(theme, "", 1.1)
        inside.addWidget(self.title)
        self.table = ListView(theme, RowsModel(CASE_COLUMNS), self._open)
        self.table.setAccessibleName(tr("最近登记"))
        self.table.stretch(TITLE)
        self.empty = label(tr("还没有案件。按 Ctrl+N 登记第一起纠纷。"), "muted", wrap=True)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        layout.addWidget(frame, 1)

    def reload(self) -> None:
        """Count anew; overdue cases stand first in the list, then those registered lately."""
        listing = self._context.desk.listing
        for tile, (_, _, filters) in zip(self.tiles, TILES, strict=True):
            tile.show_count(listing.count(filters))
        overdue = listing.cases(OVERDUE, limit=MOST)
        known = {one.id for one in overdue}
        lately = [one for one in listing.cases(Filters(), limit=MOST) if one.id not in known]
        rows: list[CaseRow] = [*overdue, *lately]
        self.title.setText(tr("已超期和最近登记") if overdue else tr("最近登记"))
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _tile(self, words: str, token: str, filters: Filters) -> Tile:
        opened = self._context.list_cases
        return Tile(self._context.theme, tr(words), token, lambda: opened(filters))

    def _open(self, case: Any) -> None:
        self._context.open_case(case.id)
