"""工作台: counts that equal the lists behind them, and the cases that want attention first."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.domain.codes import OPEN
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.home.columns import WORK_COLUMNS
from mediation_desk.gui.home.tile import Tile
from mediation_desk.gui.home.tile_grid import TileGrid
from mediation_desk.gui.home.work import Work, work_of
from mediation_desk.gui.latest import Latest
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
    (Matter.TERMS, "warn"),
)

LOW = 260
"""The least height of the list at 100 %; the page scrolls where there is less room."""

LATE_MS = 300
"""From when on figures that are still counted are shown as old ones."""


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
        self._figures = [*self.tiles, *self.matters, self.open_tile]
        self._reading = Latest(context.runner, self)
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._grey)
        content = QWidget()
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.px(10))
        below.addWidget(TileGrid(theme, self._figures))
        below.addWidget(self._list(), 1)
        layout.addWidget(scrolled(content), 1)

    def _list(self) -> QFrame:
        theme = self._context.theme
        frame, inside = card(theme)
        self.number = label("", "muted")
        inside.addLayout(row(heading(theme, tr("需要留意"), 1.1), self.number))
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
        """Count anew, beside the window; the figures that stand stay until the new ones come."""
        self._late.start()
        desk = self._context.desk
        self._reading.ask(lambda _: work_of(desk), self._show)

    def _grey(self) -> None:
        """Say of every figure that it is being counted anew."""
        for tile in self._figures:
            tile.show_stale()

    def _show(self, work: Work) -> None:
        self._late.stop()
        for tile, (concern, _) in zip(self.tiles, TILES, strict=True):
            tile.show_count(work.concerns[concern])
        for tile, (matter, _) in zip(self.matters, MATTERS, strict=True):
            tile.show_count(work.matters[matter])
        self.open_tile.show_count(work.open_cases)
        all_of_them = work.concerns[Concern.ANY]
        self.number.setText(_number_words(len(work.rows), all_of_them))
        self.table.show_rows(work.rows)
        self.table.setVisible(bool(work.rows))
        self.empty.setVisible(not work.rows)
        self.empty.setText(
            tr("还没有案件。按 Ctrl+N 登记第一起纠纷。")
            if work.empty
            else tr("没有需要留意的案件：没有超期、没有停下来、没有该履行未履行的。")
        )

    def _tile(self, concern: Concern, token: str) -> Tile:
        filters = Filters(concern=concern, order="due", descending=False)
        opened = self._context.list_cases
        return Tile(self._context.theme, tr(concern.label), token, lambda: opened(filters))

    def _matter(self, matter: Matter, token: str) -> Tile:
        page = "organisation" if matter is Matter.TERMS else "linkage"
        opened = self._context.go_to
        return Tile(self._context.theme, tr(matter.label), token, lambda: opened(page, matter))

    def _list_open(self) -> None:
        self._context.list_cases(Filters(states=OPEN))

    def _open(self, case: Any) -> None:
        self._context.open_case(case.id)


def _number_words(shown: int, number: int) -> str:
    """Return how many cases there are, and that the list begins with the most pressing."""
    if shown < number:
        return tr("共 {number} 件，先列最要紧的 {shown} 件", number=f"{number:,}", shown=shown)
    return tr("共 {number} 件", number=number) if number else ""
