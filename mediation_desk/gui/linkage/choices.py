"""Lists that the forms of linkage offer: committees, cases, informants, codes."""

from collections.abc import Sequence

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice
from mediation_desk.gui.find_field import FindField
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Filters
from mediation_desk.services.quick_find import Findable

LATEST = 300
"""Cases on offer; older ones get their letter from the case itself."""


def committee_field(context: GuiContext, kinds: Sequence[str] = ()) -> FindField:
    """Return the field of a committee (of some kinds), the one last registered for chosen."""
    rows = [
        one
        for one in context.desk.office.committees(active_only=True)
        if not kinds or one.kind in kinds
    ]
    field = FindField(
        "committee_id", [Findable(one.id, one.name, (one.short_name,)) for one in rows]
    )
    usual = ""
    if context.desk.sign_in.may(Permission.REGISTER):
        usual = context.desk.intake.remembered().committee_id
    ids = [one.id for one in rows]
    if usual in ids or len(ids) == 1:
        field.set_value(usual if usual in ids else ids[0])
    return field


def case_field(context: GuiContext, case_id: str = "", title: str = "") -> FindField:
    """Return the field of a case, `case_id` of a title chosen; it may stay empty."""
    rows = context.desk.listing.cases(Filters(), limit=LATEST)
    found = [Findable(one.id, f"{one.number} {one.title}".strip(), (one.number,)) for one in rows]
    if case_id and case_id not in {one.value for one in found}:
        found.append(Findable(case_id, title))
    field = FindField("case_id", found, hint=tr("打案号或当事人的姓；没有就空着"))
    field.set_value(case_id)
    return field


def code_choices(context: GuiContext, name: str) -> list[Choice]:
    """Return the items of a code list as choices."""
    return [(one.code, one.label) for one in context.desk.reference.items(name)]
