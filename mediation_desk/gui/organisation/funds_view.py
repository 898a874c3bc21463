"""经费: what the committees received and spent in a statistical year, line by line."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.funds import Flow
from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.organisation.columns import FUND_COLUMNS
from mediation_desk.gui.organisation.fund_dialog import FundDialog
from mediation_desk.gui.parts import button, heading, label, page_layout, row
from mediation_desk.gui.saved_dialog import SavedDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.funds import FundRow

YEARS = 6
"""Years on offer, the newest first."""


class FundsView(QWidget):
    """Lists the lines of a year; enters, corrects and removes them."""

    def __init__(self, context: GuiContext, back: Callable[[], None]) -> None:
        """Build the view; `reload` fills it."""
        super().__init__()
        self._context = context
        this = context.desk.clock.today().year + 1
        self._years = [(one, tr("{year}年度", year=one)) for one in range(this, this - YEARS, -1)]
        self.year = ChoiceField("year", self._years)
        self.year.setAccessibleName(tr("年度"))
        self.year.set_value(this - 1)
        self.year.touched.connect(self.reload)
        self.new = button(tr("登记经费"), self._add, primary=True)
        self.pane = ListPane(
            context,
            FUND_COLUMNS,
            words=tr(
                "按全年或按季登记，一项一行；《经费保障情况统计表》按行相加，双击数字看到这些行。"
            ),
            empty=tr("这一年度还没有登记经费。按“登记经费”记第一行。"),
            opened=self._correct,
        )
        self.pane.add(tr("修改"), self._correct, Permission.SUBMIT)
        self.pane.add(tr("删除"), self._remove, Permission.SUBMIT)
        self.pane.add(tr("修改经过"), self._tell, Permission.STATISTICS)
        self.sums = label("", wrap=True)
        layout = page_layout(context.theme, self)
        title = heading(context.theme, tr("经费"), 1.6)
        layout.addLayout(row(title, self.year, self.new, button(tr("返回名册"), back), stretch=0))
        layout.addWidget(self.pane, 1)
        layout.addWidget(self.sums)

    def reload(self) -> None:
        """Read the year's lines anew."""
        may = self._context.desk.sign_in.may
        self.new.setEnabled(may(Permission.SUBMIT))
        if may(Permission.STATISTICS):
            rows = self._context.desk.funds.lines(self.year.value())
            self.pane.show_rows(rows)
            self.sums.setText(_sums(rows))

    def show_newest(self) -> None:
        """Show the statistical year of today."""
        if self._context.desk.sign_in.may(Permission.STATISTICS):
            self.year.set_value(self._context.desk.statistics.newest_year())
        self.reload()

    def _add(self) -> None:
        FundDialog(self._context, self._years, year=self.year.value()).ask(self)

    def _correct(self, chosen: FundRow) -> None:
        if self._context.desk.sign_in.may(Permission.SUBMIT):
            FundDialog(self._context, self._years, chosen).ask(self)

    def _remove(self, chosen: FundRow) -> None:
        remove = self._context.desk.funds.remove
        self._context.runner.write(lambda: remove(chosen.id), self)

    def _tell(self, chosen: FundRow) -> None:
        history, context = self._context.desk.funds.history, self._context
        title = f"{chosen.period.name} {chosen.kind_label}"
        context.runner.read(
            lambda: history(chosen.id),
            self,
            lambda found: SavedDialog(context, title, found).ask(self),
        )


def _sums(rows: Sequence[FundRow]) -> str:
    received, spent = (
        sum(one.draft.amount_fen for one in rows if one.draft.flow is flow) for flow in Flow
    )
    if not rows:
        return ""
    return tr(
        "全年度收入 {received} 元，支出 {spent} 元，结余 {rest} 元",
        received=format_yuan(received),
        spent=format_yuan(spent),
        rest=format_yuan(received - spent),
    )
