"""当事人: everybody in the case beside what is known of the chosen one; numbers masked."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.codes import AgentKind, PartyKind
from mediation_desk.domain.identity import mask_id
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.people import party_words
from mediation_desk.gui.cases.secrets import SecretsTab
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, card, heading, row, scrolled
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import AgentRow, CaseDetail, PartyRow, Revealed

PARTY_COLUMNS = (
    Column("身份", lambda party: tr(party.side.label), width=86),
    Column("姓名（名称）", lambda party: party.name, width=150),
    Column("意愿", lambda party: tr(party.willingness.label), width=86, rank=1),
)


class PartiesTab(SecretsTab):
    """The parties as a list, the chosen one in full."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__(context)
        theme = context.theme
        self._whole: dict[str, Revealed] = {}
        self.table = ListView(theme, RowsModel(PARTY_COLUMNS), lambda _: None)
        self.table.setAccessibleName(tr("当事人"))
        self.table.stretch(1)
        self.table.chosen_changed.connect(self._look)
        frame, inside = card(theme)
        inside.addWidget(self.table)
        detail, around = card(theme)
        self._area = scrolled(QWidget())
        around.addWidget(self._area, 1)
        self.person_button = button(tr("这个人的全部案件"), self._all_cases)
        around.addLayout(row(self.person_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (frame, detail), (2, 3)))

    def show_case(self, case: CaseDetail) -> None:
        """Show another case."""
        self._case_id = case.id
        self.table.show_rows(case.parties)

    def look(self) -> None:
        """Fetch the whole numbers of the chosen party and of those acting for it."""
        party = self.table.chosen()
        if party is not None:
            found = self._context.desk.reveals.numbers(self._case_id, party.id)
            self._whole = {row.id: row for row in found}

    def _all_cases(self) -> None:
        party = self.table.chosen()
        if party is not None:
            self._context.go_to("people", party.person_id)

    def _look(self, party: PartyRow | None) -> None:
        theme = self._context.theme
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(4), 0)
        layout.setSpacing(theme.px(10))
        if party is not None:
            title = heading(theme, party_words(party, self._context.desk.clock.today()), 1.1)
            title.setWordWrap(True)
            layout.addWidget(title)
            layout.addWidget(self._party(party))
            for agent in party.agents:
                layout.addWidget(heading(theme, tr(agent.kind.label)))
                layout.addWidget(self._agent(agent))
        layout.addStretch(1)
        self._area.setWidget(content)

    def _party(self, party: PartyRow) -> Facts:
        facts = Facts(self._context.theme)
        facts.add(tr("身份"), tr(party.side.label))
        facts.add(tr("意愿"), tr(party.willingness.label))
        if party.kind is PartyKind.NATURAL:
            self._person(facts, party)
        else:
            facts.add(tr("性质"), tr(party.kind.label))
            code = party.credit_code
            facts.add_secret(tr("统一社会信用代码"), mask_id(code), lambda: code)
            officer = " ".join((party.legal_representative, party.legal_representative_title))
            facts.add(tr("法定代表人（负责人）"), officer.strip())
        facts.add_secret(tr("电话"), party.phone, lambda: self._whole[party.id].phone)
        facts.add(tr("住址"), party.address)
        if party.is_representative:
            facts.add(tr("推选的代表人"), tr("是"))
        if party.note:
            facts.add(tr("备注"), party.note)
        return facts

    def _person(self, facts: Facts, party: PartyRow) -> None:
        names = self._context.desk.reference.label
        facts.add(tr("民族"), names("ethnicities", party.ethnicity))
        facts.add(tr("出生日期"), party.born_on.isoformat() if party.born_on else "")
        facts.add_secret(tr("身份证号码"), party.id_number, lambda: self._whole[party.id].id_number)
        facts.add(tr("行为能力"), tr(party.capacity.label))
        if party.native_region:
            facts.add(tr("籍贯（按证件）"), party.native_region)
        facts.add(tr("职业"), party.occupation)
        facts.add(tr("工作单位"), party.employer)
        groups = [names("special_groups", group) for group in party.special_groups]
        if groups:
            facts.add(tr("特殊群体"), "、".join(groups))

    def _agent(self, agent: AgentRow) -> Facts:
        facts = Facts(self._context.theme)
        facts.add(tr("姓名"), agent.name)
        facts.add(tr("关系"), agent.relation)
        facts.add_secret(tr("身份证号码"), agent.id_number, lambda: self._whole[agent.id].id_number)
        facts.add_secret(tr("电话"), agent.phone, lambda: self._whole[agent.id].phone)
        if agent.kind is AgentKind.AGENT:
            facts.add(tr("代理权限"), tr(agent.authority.label))
            facts.add(tr("授权委托书"), tr("有") if agent.has_letter else tr("没有"))
        return facts
