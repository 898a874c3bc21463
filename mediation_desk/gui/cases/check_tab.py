"""自查: what a reviewer would find, where it is mended, what it scores and why."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediation_desk.domain.review.model import Finding, Severity
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.gui.cases.panes import Beside, section
from mediation_desk.gui.cases.reply_dialog import ReplyDialog
from mediation_desk.gui.cases.score_card import ScoreCard
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, label, restyle, row, scrolled
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.replies import Asked
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.self_check import CheckReport

Mend = Callable[[CaseDetail, Finding], None]

_INKS = {Severity.MUST: "danger", Severity.SHOULD: "warn", Severity.ADVICE: "muted"}

FINDING_COLUMNS = (
    Column(
        "轻重",
        lambda one: tr(one.severity.label),
        width=92,
        ink=lambda one: _INKS[one.severity],
    ),
    Column("问题", lambda one: one.sentence, width=260),
    Column("方面", lambda one: tr(one.aspect.label), width=104, rank=1),
)


class CheckTab(QWidget):
    """The findings of the rules beside the score and the questions worth asking oneself."""

    def __init__(self, context: GuiContext, mend: Mend) -> None:
        """Begin without a case; `mend` is called for a finding the user wants to put right."""
        super().__init__()
        self._context = context
        self._mend = mend
        self._case: CaseDetail | None = None
        theme = context.theme
        self.summary = label("", "muted", wrap=True)
        self.table = ListView(theme, RowsModel(FINDING_COLUMNS), lambda _: self._go(), key="code")
        self.table.setAccessibleName(tr("自查的发现"))
        self.table.stretch(1)
        self.table.chosen_changed.connect(self._look)
        self.why = label("", "muted", wrap=True)
        self.mend_button = button(tr("去改正"), self._go, primary=True)
        self.again_button = button(tr("重新检查"), self._check)
        self.score = ScoreCard(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (self._found(), scrolled(self.score)), (3, 2)))

    def show_case(self, case: CaseDetail) -> None:
        """Check another case, or the same one as it is now."""
        if self._case is None or self._case.id != case.id:
            self.table.show_rows(())
            self.score.show_report(None)
        self._case = case
        self._check()

    def _found(self) -> QFrame:
        frame, inside = section(self._context.theme, tr("卷宗自查"))
        inside.addWidget(self.summary)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.why)
        inside.addLayout(row(self.mend_button, self.again_button))
        inside.addStretch(0)
        return frame

    def _check(self) -> None:
        if self._case is None:
            return
        case_id, check = self._case.id, self._context.desk.self_check.check
        self._say("muted", tr("正在检查……"))
        self._context.runner.read(
            lambda: (case_id, check(case_id)), self, self._show, failed=self._refuse
        )

    def _show(self, answer: tuple[str, CheckReport]) -> None:
        case_id, report = answer
        if self._case is None or case_id != self._case.id:
            return
        self.table.show_rows(report.findings)
        self.table.setVisible(bool(report.findings))
        self.mend_button.setVisible(bool(report.findings))
        may = self._context.desk.sign_in.may(Permission.MEDIATE)
        self.score.show_report(report, self._reply if may else None)
        counts = {one: 0 for one in Severity}
        for finding in report.findings:
            counts[finding.severity] += 1
        if not report.findings:
            self._say("muted", tr("按 {count} 条规则检查，没有发现问题。", count=report.checked))
            return
        words = tr(
            "按 {count} 条规则检查：必须改正 {must} 处，应当补正 {should} 处，"
            "建议完善 {advice} 处。",
            count=report.checked,
            must=counts[Severity.MUST],
            should=counts[Severity.SHOULD],
            advice=counts[Severity.ADVICE],
        )
        self._say("danger" if counts[Severity.MUST] else "muted", words)

    def _reply(self, question: Asked) -> None:
        if self._case is not None:
            ReplyDialog(self._context, self._case.id, question).ask(self)

    def _refuse(self, error: AppError) -> None:
        self.table.show_rows(())
        self.table.hide()
        self.mend_button.hide()
        self.score.show_report(None)
        self._say("danger", str(error))

    def _say(self, kind: str, text: str) -> None:
        self.summary.setText(text)
        restyle(self.summary, "kind", kind)

    def _look(self, finding: Finding | None) -> None:
        self.mend_button.setEnabled(finding is not None)
        if finding is None:
            self.why.setText("")
            return
        asked = tr("要求：{title}。依据：{source}。", title=finding.title, source=finding.source)
        self.why.setText(f"{finding.sentence}\n{asked}")

    def _go(self) -> None:
        finding = self.table.chosen()
        if self._case is not None and finding is not None:
            self._mend(self._case, finding)
