"""One party: the few fields of a simple case, the rest behind 更多, guardians and agents below."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.codes import AgentKind, Capacity, PartyKind, Sex, Side, Willingness
from mediation_desk.domain.identity import RESIDENT_CARD
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    CheckField,
    ChoiceField,
    DateField,
    TextField,
    TickField,
)
from mediation_desk.gui.find_field import FindField
from mediation_desk.gui.intake.agents import Agents
from mediation_desk.gui.intake.card import FormCard
from mediation_desk.gui.intake.numbers import NumberWatch
from mediation_desk.gui.intake.reading import values_of
from mediation_desk.gui.parts import button
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import PartyDraft, typed
from mediation_desk.services.quick_find import Findable

_OF_PEOPLE = (
    "id_number",
    "id_kind",
    "sex",
    "born_on",
    "ethnicity",
    "occupation",
    "employer",
    "capacity",
    "special_groups",
)
_OF_ORGANISATIONS = ("credit_code", "legal_representative", "legal_representative_title")
_TEXTS = (
    "name",
    "id_number",
    "credit_code",
    "legal_representative",
    "phone",
    "address",
    "occupation",
    "employer",
    "note",
)
"""A card with none of these typed is nobody's."""

_TELLING = ("name", "id_number", "credit_code", "address")
"""Leaving one of these may tell that somebody was here before."""


class PartyCard(FormCard):
    """A party as typed; `left` says that a field was left by which people are recognised."""

    left = Signal()
    changed_lines = Signal()

    def __init__(self, context: GuiContext, ethnicities: tuple[Findable, ...], side: Side) -> None:
        """Draw an empty card for a natural person on a side."""
        super().__init__(context.theme, "")
        self._context = context
        self.party_id = ""
        self._put_first()
        self._put_more(ethnicities)
        fields = self.form.fields
        fields["side"].set_value(side)
        fields["id_kind"].set_value(RESIDENT_CARD)
        self.agents = Agents(context.theme)
        self.agents.changed_lines.connect(self.changed_lines)
        self.body.addWidget(self.agents)
        self.agent_button = button(tr("加代理人"), lambda: self.add_agent(AgentKind.AGENT))
        self.remove_button = button(tr("移除"), lambda: None)
        for at, one in enumerate((self.agent_button, self.remove_button), start=1):
            one.setProperty("quiet", True)
            self.head.insertWidget(at, one)
        self._watch = NumberWatch(self.form, context.desk.reference, context.desk.clock.today())
        fields["id_number"].editingFinished.connect(self._on_id_left)
        fields["credit_code"].editingFinished.connect(self._watch.code_left)
        fields["kind"].touched.connect(self._follow_kind)
        fields["capacity"].touched.connect(self._follow_capacity)
        for name in _TELLING:
            fields[name].editingFinished.connect(self.left)
        self._follow_kind()

    @property
    def blank(self) -> bool:
        """Whether nothing is typed: the card stands ready and is nobody's."""
        return not self.agents.lines and not any(
            self.form.fields[name].state().strip() for name in _TEXTS
        )

    def stops(self) -> list[QWidget]:
        """Return everything the cursor stops at, in order."""
        fields = [*self.form.stops(), *self.agents.stops()]
        return [*fields, self.agent_button, self.remove_button, self.more_button]

    def add_agent(self, kind: AgentKind) -> None:
        """Add a line for somebody who acts for the party, the cursor in it."""
        self.agents.add(kind).form.fields["name"].setFocus()

    def read(self) -> tuple[PartyDraft, dict[str, str]]:
        """Return the party, and the faults by field; what cannot be read is empty in it."""
        values, faults = values_of(self.form)
        acting, wrong = self.agents.read()
        draft = PartyDraft(**values, agents=acting, id=self.party_id)
        return draft, faults | wrong

    def fill(self, draft: PartyDraft) -> None:
        """Show a party."""
        self.party_id = draft.id
        self.form.fill(typed(draft))
        self.agents.fill(draft.agents)
        self._follow_kind()
        if any(getattr(draft, name) for name in ("occupation", "special_groups", "note")):
            self.form.unfold(True)

    def keep(self) -> dict[str, Any]:
        """Return what stands here, readable or not."""
        return {
            "id": self.party_id,
            "form": self.form.keep(),
            "agents": self.agents.keep(),
            "open": self.form.unfolded,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what `keep` returned."""
        self.party_id = state["id"]
        self.form.restore(state["form"])
        self.agents.restore(state["agents"])
        self._follow_kind()
        self.form.unfold(state["open"])

    def show_faults(self, faults: dict[str, str]) -> bool:
        """Put faults beside their fields; return whether any is here."""
        in_agents = self.agents.show_faults(faults)
        if "agents" in faults:
            faults = {**faults, "name": faults["agents"]}
        return self.form.show_faults(faults) or in_agents

    def jump(self, name: str) -> None:
        """Put the cursor into a field, opening what hides it; "agents" asks for a guardian."""
        if name.startswith("agents."):
            _, number, field = name.split(".")
            self.agents.lines[int(number)].form.fields[field].setFocus()
            return
        if name == "agents":
            self.agents.ask_guardian()
            self.agents.lines[0].form.fields["name"].setFocus()
            return
        if self.form.is_folded(name):
            self.form.unfold(True)
        self.form.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _put_first(self) -> None:
        put = self.form.put
        put(tr("当事人地位"), ChoiceField("side", [(one, tr(one.label)) for one in Side]))
        put(tr("类别"), ChoiceField("kind", [(one, tr(one.label)) for one in PartyKind]))
        put(tr("姓名（名称）"), TextField("name"), required=True)
        put(tr("证件号码"), TextField("id_number"))
        put(tr("统一社会信用代码"), TextField("credit_code"))
        put(tr("联系电话"), TextField("phone"))
        wills = [(one, tr(one.label)) for one in Willingness]
        put(tr("调解意愿"), ChoiceField("willingness", wills))
        put(tr("住址（地址）"), TextField("address"), span=2)
        put(tr("法定代表人（负责人）"), TextField("legal_representative"))
        put(tr("职务"), TextField("legal_representative_title"))

    def _put_more(self, ethnicities: tuple[Findable, ...]) -> None:
        reference, put = self._context.desk.reference, self.form.put
        kinds = [(one.code, one.label) for one in reference.items("id_kinds")]
        groups = [(one.code, one.label) for one in reference.items("special_groups")]
        born = DateField("born_on", today=self._context.desk.clock.today())
        put(tr("性别"), ChoiceField("sex", [(one, tr(one.label)) for one in Sex]), more=True)
        put(tr("出生日期"), born, more=True)
        put(tr("民族"), FindField("ethnicity", ethnicities), more=True)
        put(tr("证件种类"), ChoiceField("id_kind", kinds), more=True)
        put(tr("职业"), TextField("occupation"), more=True)
        put(tr("工作单位"), TextField("employer"), more=True)
        abilities = [(one, tr(one.label)) for one in Capacity]
        put(tr("民事行为能力"), ChoiceField("capacity", abilities), more=True)
        words = tr("推选出来代表本方")
        put(tr("代表人"), CheckField("is_representative", words), more=True)
        ticks = TickField("special_groups", groups, spacing=self._context.theme.px(12))
        put(tr("特殊群体"), ticks, span=4, more=True)
        put(tr("备注"), AreaField("note", lines=2), span=4, more=True)

    def _follow_kind(self) -> None:
        natural = self.form.fields["kind"].value() is PartyKind.NATURAL
        self.form.leave_out(_OF_ORGANISATIONS if natural else _OF_PEOPLE)

    def _follow_capacity(self) -> None:
        if self.form.fields["capacity"].value() is not Capacity.FULL:
            self.agents.ask_guardian()

    def _on_id_left(self) -> None:
        if self._watch.id_left():
            self.agents.ask_guardian()
