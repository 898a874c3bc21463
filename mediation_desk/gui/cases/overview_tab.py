"""概况: what the dispute is about, and everything that was registered."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.codes import Role
from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.panes import Columns, section
from mediation_desk.gui.cases.people import mediator_words
from mediation_desk.gui.cases.reading import Reading
from mediation_desk.gui.cases.secrets import SecretsTab
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import label, replaced, scrolled
from mediation_desk.gui.subsidy.case_section import SubsidySection
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import AssignmentRow, CaseDetail


class OverviewTab(SecretsTab):
    """The facts as told beside the facts as registered."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__(context)
        theme = context.theme
        self.story = Reading(theme, tr("纠纷简要情况"))
        self.matters = Reading(theme, tr("争议事项"), lines=6)
        self.requests = Reading(theme, tr("申请事项"), lines=8)
        told, inside = section(theme, tr("纠纷简要情况"))
        inside.addWidget(self.story)
        for words, reading in ((tr("争议事项"), self.matters), (tr("申请事项"), self.requests)):
            inside.addWidget(label(words, "muted"))
            inside.addWidget(reading)
        registered, self._inside = section(theme, tr("登记情况"))
        self._facts = Facts(theme)
        self._inside.addWidget(self._facts)
        self.subsidy = SubsidySection(context)
        beside = QWidget()
        left = QVBoxLayout(beside)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(told)
        left.addWidget(self.subsidy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(scrolled(Columns(theme, (beside, registered), (3, 2))))

    def show_case(self, case: CaseDetail) -> None:
        """Show another case."""
        self._case_id = case.id
        self.story.show_text(case.facts)
        self.matters.show_text(case.disputed_matters)
        lines = [f"{at}. {text}" for at, text in enumerate(case.requests, start=1)]
        self.requests.show_text("\n".join(lines))
        self._facts = replaced(self._inside, self._facts, self._registered(case))
        self.subsidy.show_case(case)

    def _registered(self, case: CaseDetail) -> Facts:
        names = self._context.desk.reference.label
        facts = Facts(self._context.theme)
        facts.add(tr("受理调委会"), case.committee_name)
        facts.add(tr("纠纷类型"), case.type_label)
        facts.add(tr("难易程度"), case.difficulty_label)
        facts.add(tr("风险等级"), tr(case.risk_label) if case.risk_label else tr("没有定"))
        source = case.source_label
        if case.source_reference:
            source = f"{source}（{case.source_reference}）"
        facts.add(tr("案件来源"), source)
        facts.add(tr("受理方式"), _origin(case))
        facts.add(tr("发生地点"), case.place)
        facts.add(tr("发生日期"), case.occurred_on.isoformat() if case.occurred_on else "")
        facts.add(tr("登记日期"), case.registered_on.isoformat())
        facts.add(tr("受理日期"), case.accepted_on.isoformat() if case.accepted_on else "")
        facts.add(tr("登记人"), case.recorded_by)
        facts.add(tr("主办调解员"), mediator_words(case, Role.LEAD))
        facts.add(tr("协办调解员"), mediator_words(case, Role.CO))
        facts.add(tr("记录人"), mediator_words(case, Role.RECORDER))
        if any(part.to_on is not None or part.reason for part in case.assignments):
            facts.add(tr("指派经过"), "\n".join(map(_part_words, case.assignments)))
        facts.add(tr("邀请参加"), "、".join(guest.name for guest in case.invited))
        if case.claim_fen is not None:
            facts.add(tr("请求金额"), tr("{amount} 元", amount=format_yuan(case.claim_fen)))
        facts.add(tr("涉及人数"), str(case.people_involved))
        if case.flags:
            facts.add(tr("案件标记"), "、".join(names("case_flags", flag) for flag in case.flags))
        if case.cross_committee:
            facts.add(tr("跨调委会"), tr("是"))
        if not case.is_public:
            facts.add(tr("是否公开"), tr("不公开调解"))
        return facts


def _part_words(part: AssignmentRow) -> str:
    """Return 2025-03-03 至 2025-03-05 调样甲（主办调解员，当事人选定）：外出."""
    until = tr("至 {day}", day=part.to_on) if part.to_on else tr("起")
    roles = "，".join((tr(part.role.label), tr(part.chosen_by.label)))
    words = f"{part.from_on} {until} {part.mediator_name}（{roles}）"
    return f"{words}：{part.reason}" if part.reason else words


def _origin(case: CaseDetail) -> str:
    if case.application_form is None:
        return tr(case.origin.label)
    return f"{tr(case.origin.label)}（{tr(case.application_form.label)}）"
