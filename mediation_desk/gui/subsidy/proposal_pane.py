"""可申报的案件: the cases of a period that no claim holds, each explained; a claim begins here."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.periods import Period
from mediation_desk.errors import AppError, Stopped
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import ListView, button, card, label, row
from mediation_desk.gui.progress import ProgressLine
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.statistics.period_bar import PeriodBar
from mediation_desk.gui.subsidy.case_card import CaseCard
from mediation_desk.gui.subsidy.columns import CASE_COLUMNS, CASE_TITLE
from mediation_desk.gui.subsidy.dialogs import AddDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import ClaimDraft, Proposal, SubsidyRow


class ProposalPane(QWidget):
    """Chooses a period and committee, lists what may be claimed, opens a claim with it."""

    def __init__(self, context: GuiContext) -> None:
        """Build the pane; `reload` fills it."""
        super().__init__()
        self._context = context
        self._asked = 0
        self._answer: tuple[Period, Proposal] | None = None
        desk, theme = context.desk, context.theme
        self.period = PeriodBar(theme, desk.clock.today(), self.reload)
        self.period.year.set_value(desk.statistics.newest_year())
        self.committee = ChoiceField("committee_id", [("", tr("全部调委会"))])
        self.earlier = CheckField("earlier", tr("含以前没有申报的"))
        for field in (self.committee, self.earlier):
            field.touched.connect(self.reload)
        self.claim_button = button(tr("建立申报"), self._claim, primary=True)
        self.add_button = button(tr("加入现有的申报"), self._add)
        self.open_button = button(tr("打开案件"), self._open)
        self.table = ListView(theme, RowsModel(CASE_COLUMNS), lambda _: self._open())
        self.table.setObjectName("proposal")
        self.table.setAccessibleName(tr("可申报的案件"))
        self.table.stretch(CASE_TITLE)
        self.table.setMinimumHeight(theme.px(220))
        self.table.chosen_changed.connect(self._choose)
        self.sums = label("", "muted", wrap=True)
        self.progress = ProgressLine(theme)
        self.again_button = button(tr("重新计算"), self.reload)
        self.again_button.setObjectName("again_button")
        self.again_button.hide()
        self.sample = label(
            tr("金额按程序自带的样例算出，不是本县的规定：请先到“补贴办法”里保存本县的办法。"),
            "warn",
            wrap=True,
        )
        self.case = CaseCard(theme)
        self._build()

    def reload(self) -> None:
        """Work the list out anew, off the window's thread; a later question overtakes."""
        desk = self._context.desk
        committees = [(one.id, one.name) for one in desk.office.committees()]
        self.committee.set_choices([("", tr("全部调委会")), *committees])
        text, committee = self.period.text(), self.committee.value() or ""
        earlier = self.earlier.value()
        self._asked += 1
        asked = self._asked
        told = self.progress.start_stoppable(tr("正在逐案核对卷宗"), self._stopped)

        def work() -> tuple[int, Period, Proposal]:
            period = desk.statistics.period(text)
            first = None if earlier else period.start
            proposal = desk.subsidy.propose(first, period.end, committee, progress=told)
            return asked, period, proposal

        self._context.runner.read(work, self, self._show, failed=self._failed)

    def keep(self) -> Any:
        """Return what is chosen."""
        return self.period.keep(), self.committee.value(), self.earlier.value()

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        period, committee, earlier = state
        self.period.restore(period)
        self.earlier.set_value(earlier)
        self.reload()
        self.committee.set_value(committee)

    def _build(self) -> None:
        theme = self._context.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.setSpacing(theme.px(8))
        choices = FlowLayout(theme.px(10))
        for part in (self.period, self.committee, self.earlier):
            choices.addWidget(part)
        layout.addLayout(choices)
        layout.addWidget(self.sample)
        layout.addLayout(row(self.sums, self.again_button, stretch=0))
        layout.addWidget(self.progress)
        frame, inside = card(theme)
        inside.addWidget(self.table, 1)
        inside.addLayout(row(self.claim_button, self.add_button, self.open_button))
        layout.addWidget(Beside(theme, (frame, self.case), (7, 4), wide=760), 1)

    def _show(self, answer: tuple[int, Period, Proposal]) -> None:
        asked, period, proposal = answer
        if asked != self._asked:
            return
        self._answer = period, proposal
        self.progress.end()
        self.again_button.hide()
        self.table.show_rows(proposal.rows)
        self.sample.setVisible(proposal.sample)
        self.claim_button.setEnabled(bool(proposal.ready))
        self.add_button.setEnabled(bool(proposal.ready and proposal.open_claims))
        self.sums.setText(_sums(proposal, period))
        self._choose(self.table.chosen())

    def _stopped(self) -> None:
        """Show no list rather than an old one."""
        self._asked += 1
        self._answer = None
        self.table.show_rows(())
        for made in (self.claim_button, self.add_button):
            made.setEnabled(False)
        self.sums.setText(tr("已停止，没有算完。"))
        self.again_button.show()
        self._choose(None)

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Stopped):
            self.progress.end()
            self._context.runner.failed.emit(error)

    def _choose(self, chosen: SubsidyRow | None) -> None:
        self.open_button.setEnabled(chosen is not None)
        self.case.show_case(chosen)

    def _open(self) -> None:
        self._context.open_case(self.table.chosen().id)

    def _add(self) -> None:
        if self._answer is not None:
            AddDialog(self._context, self._answer[1]).ask(self)

    def _claim(self) -> None:
        if self._answer is None:
            return
        period, proposal = self._answer
        draft = ClaimDraft(
            period=period.name or period.label,
            first_on=period.start,
            last_on=period.end,
            case_ids=tuple(one.id for one in proposal.ready),
            committee_id=self.committee.value() or "",
        )
        subsidy = self._context.desk.subsidy
        self._context.runner.write(lambda: subsidy.open_claim(draft), self)


def _sums(proposal: Proposal, period: Period) -> str:
    """Return the sentence under the list."""
    ready = len(proposal.ready)
    words = tr(
        "{period}：可以申报 {ready} 件，合计 {sum} 元",
        period=period.label,
        ready=ready,
        sum=format_yuan(proposal.paid_fen),
    )
    waiting = len(proposal.rows) - ready
    if waiting:
        words += tr("；还不能申报 {waiting} 件", waiting=waiting)
    if proposal.claimed:
        words += tr("；另有 {claimed} 件已在申报里", claimed=proposal.claimed)
    return words
