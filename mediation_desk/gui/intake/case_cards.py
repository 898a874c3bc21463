"""The two cards about the dispute itself: what it is and where it came from; what happened."""

from typing import Any

from mediation_desk.domain.codes import Form, Origin
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    CheckField,
    ChoiceField,
    DateField,
    LinesField,
    MoneyField,
    NumberField,
    TextField,
    TickField,
)
from mediation_desk.gui.find_field import FindField
from mediation_desk.gui.intake.card import FormCard
from mediation_desk.gui.intake.place_field import PlaceField
from mediation_desk.gui.words import tr
from mediation_desk.services.intake import Choices

ORAL, WRITTEN, INITIATIVE = "oral", "written", "initiative"
"""How a dispute came to the committee, as one choice: two columns of the draft."""

_OWN, _APPLIED = "own_initiative", "application"


class DisputeCard(FormCard):
    """受理: type, origin, source, committee, day, difficulty."""

    def __init__(self, context: GuiContext, choices: Choices) -> None:
        """Draw the card."""
        super().__init__(context.theme, tr("纠纷"))
        today = context.desk.clock.today()
        form = self.form
        hint = tr("打几个字、拼音首字母或代码")
        form.put(tr("纠纷类型"), FindField("type", choices.types, hint=hint), span=2, required=True)
        form.put(tr("提出方式"), ChoiceField("origin", _origins()))
        form.put(tr("案件来源"), FindField("source", choices.sources), required=True)
        committee = FindField("committee_id", choices.committees)
        form.put(tr("受理的调委会"), committee, span=2, required=True)
        day = DateField("registered_on", today=today, required=True)
        form.put(tr("登记日期"), day, required=True)
        grades = [(one.code, one.label) for one in context.desk.reference.items("difficulty")]
        form.put(tr("难易程度"), ChoiceField("difficulty", grades))
        form.put(tr("来源文号"), TextField("source_reference"), span=2, more=True)
        form.put(tr("登记人"), TextField("recorded_by"), more=True)
        form.put(tr("公开"), CheckField("is_public", tr("可以公开调解")), more=True)
        form.put(
            tr("跨调委会"), CheckField("cross_committee", tr("与别的调委会共同调解")), more=True
        )
        form.arrange()
        form.fields["origin"].touched.connect(self._follow_origin)

    def set_choices(self, choices: Choices) -> None:
        """Offer other lists."""
        for name, listed in (
            ("type", choices.types),
            ("source", choices.sources),
            ("committee_id", choices.committees),
        ):
            field = self.form.fields[name]
            assert isinstance(field, FindField)
            field.set_choices(listed)

    def _follow_origin(self) -> None:
        """Keep the source from contradicting the origin: 主动 has no applicant who applied."""
        source, own = self.form.fields["source"], self.form.fields["origin"].value() == INITIATIVE
        if source.state()[0] in (_OWN, _APPLIED):
            source.set_value(_OWN if own else _APPLIED)


class FactsCard(FormCard):
    """情况: where, when, what happened, what is asked for."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the card."""
        super().__init__(context.theme, tr("纠纷情况"))
        today = context.desk.clock.today()
        flags = [(one.code, one.label) for one in context.desk.reference.items("case_flags")]
        form = self.form
        form.put(tr("发生地点"), PlaceField("place"), span=2)
        form.put(tr("发生日期"), DateField("occurred_on", today=today))
        form.put(tr("请求金额"), MoneyField("claim_fen"))
        hint = tr("谁和谁，为什么事，现在怎样；一句话也可以。Tab 到下一栏")
        form.put(tr("纠纷简要情况"), AreaField("facts", hint=hint), span=4, required=True)
        hint = tr("一行一项")
        form.put(tr("申请事项"), LinesField("requests", lines=2, hint=hint), span=2, more=True)
        form.put(tr("争议事项"), AreaField("disputed_matters", lines=2), span=2, more=True)
        hint = tr("不写就是当事人数")
        form.put(tr("涉及人数"), NumberField("people_involved", hint=hint), more=True)
        ticks = TickField("flags", flags, spacing=context.theme.px(12))
        form.put(tr("案件标记"), ticks, span=4, more=True)
        form.arrange()


def split_origin(choice: Any) -> dict[str, Any]:
    """Return the draft's two fields for what was chosen."""
    if choice == INITIATIVE:
        return {"origin": Origin.INITIATIVE, "application_form": None}
    return {"origin": Origin.APPLICATION, "application_form": Form(choice)}


def join_origin(origin: Origin, form: Form | None) -> str:
    """Return the choice that stands for the draft's two fields."""
    return INITIATIVE if origin is Origin.INITIATIVE else (form or Form.ORAL).value


def _origins() -> list[tuple[str, str]]:
    return [
        (ORAL, tr("当事人口头申请")),
        (WRITTEN, tr("当事人书面申请")),
        (INITIATIVE, tr("调委会主动调解")),
    ]
