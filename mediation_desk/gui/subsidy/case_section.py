"""补贴 on the case page: whether the case is claimed, for whom how much, what it still lacks."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.panes import section
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.pages import allowed_pages
from mediation_desk.gui.parts import button, label, replaced, row
from mediation_desk.gui.subsidy.case_card import share_words
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.subsidy_rows import CaseSubsidy

PAGE = "subsidy"


class SubsidySection(QWidget):
    """Hidden in an office that has neither rules nor a claim: it pays no subsidies."""

    def __init__(self, context: GuiContext) -> None:
        """Begin hidden; `show_case` fills it."""
        super().__init__()
        self._context = context
        self._reads = Latest(context.runner, self)
        self.found: CaseSubsidy | None = None
        frame, self._inside = section(context.theme, tr("补贴"))
        self._facts = Facts(context.theme)
        self.missing = label("", "fault", wrap=True)
        self.open_button = button(tr("打开申报"), self._open)
        self.open_button.setObjectName("open_button")
        self._inside.addWidget(self._facts)
        self._inside.addWidget(self.missing)
        self._inside.addLayout(row(self.open_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.hide()

    def show_case(self, case: CaseDetail) -> None:
        """Read how another case stands, beside the window."""
        subsidy, case_id = self._context.desk.subsidy, case.id
        self._reads.ask(lambda _wanted: subsidy.of_case(case_id), self._show)

    def _show(self, found: CaseSubsidy) -> None:
        self.found = found
        facts = Facts(self._context.theme)
        claim, line = found.claim, found.line
        facts.add(tr("申报"), f"{claim.period}　{tr(claim.state.label)}" if claim else tr("还没有"))
        if line is not None:
            one = line.assessment
            facts.add(tr("档次"), one.tier)
            facts.add(tr("金额"), tr("{amount} 元", amount=format_yuan(one.paid_fen)))
            facts.add(tr("给谁"), "\n".join(map(share_words, one.shares)))
        self._facts = replaced(self._inside, self._facts, facts)
        self.missing.setText(_missing_words(found))
        self.missing.setVisible(bool(self.missing.text()))
        self.open_button.setVisible(claim is not None and PAGE in allowed_pages(self._context.desk))
        self.setVisible(not found.sample or claim is not None)

    def _open(self) -> None:
        if self.found is not None and self.found.claim is not None:
            self._context.go_to(PAGE, self.found.claim.id)


def _missing_words(found: CaseSubsidy) -> str:
    if found.line is None:
        return tr("还没有结果：达成协议或终止调解以后才能申报。")
    line = found.line
    doubts = (line.doubt, tr("上次没有通过：{why}", why=line.returned) if line.returned else "")
    return "\n".join(filter(None, (*line.assessment.missing, *doubts)))
