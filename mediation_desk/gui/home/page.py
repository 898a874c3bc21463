"""工作台: counts that equal the lists behind them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from mediation_desk.domain.codes import State
from mediation_desk.gui.cases.columns import CASE_COLUMNS
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, card, heading, label, page_layout, row
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.listing import Filters

OPEN = (State.REGISTERED, State.ACCEPTED, State.MEDIATING)
TILES = (
    ("在办案件", "accent", Filters(states=OPEN)),
    ("待受理", "warn", Filters(states=(State.REGISTERED,))),
    ("三天内到期", "warn", Filters(due_within_days=3, order="due", descending=False)),
    ("已超期", "danger", Filters(overdue_only=True, order="due", descending=False)),
)


class HomePage(QWidget):
    """What needs doing today."""

    areas = frozenset({Area.CASES, Area.ORGANISATION})

    def __init__(self, context: GuiContext) -> None:
        """Build the page."""
        super().__init__()
        self._context = context
        theme = context.theme
        layout = page_layout(theme, self)
        new = button(tr("登记新纠纷"), lambda: context.go_to("intake"), primary=True)
        layout.addLayout(row(heading(theme, tr("工作台"), 1.6), new, stretch=0))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        self.tiles = [self._tile(words, token) for words, token, _ in TILES]
        for number, (frame, _) in enumerate(self.tiles):
            grid.addWidget(frame, 0, number)
        layout.addLayout(grid)
        frame, inside = card(theme)
        inside.addWidget(heading(theme, tr("最近登记"), 1.1))
        self.table = ListView(theme, RowsModel(CASE_COLUMNS), lambda r: context.open_case(r.id))
        self.table.stretch(1)
        inside.addWidget(self.table, 1)
        layout.addWidget(frame, 1)

    def reload(self) -> None:
        """Count anew."""
        listing = self._context.desk.listing
        for (_, number), (_, _, filters) in zip(self.tiles, TILES, strict=True):
            number.setText(str(listing.count(filters)))
        self.table.rows.set_rows(listing.cases(Filters(), limit=20))

    def _tile(self, words: str, token: str) -> tuple[QFrame, QWidget]:
        theme = self._context.theme
        frame, inside = card(theme)
        number = heading(theme, "0", 1.7)
        number.setStyleSheet(f"color: {theme.colours[token]};")
        inside.addWidget(number, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(label(tr(words), "muted"))
        return frame, number
