"""What a registration may be saved without but its papers ask for later (待补)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mediation_desk.domain.codes import (
    AgentKind,
    Capacity,
    Origin,
    PartyKind,
    Sex,
    Side,
    Willingness,
)
from mediation_desk.services.drafts import CaseDraft, PartyDraft

_CASE: Mapping[str, str] = {
    "place": "发生地点",
    "occurred_on": "发生日期",
    "recorded_by": "登记人",
}
_PERSON: Mapping[str, str] = {
    "id_number": "证件号码",
    "sex": "性别",
    "born_on": "出生日期",
    "ethnicity": "民族",
    "occupation": "职业",
    "phone": "联系电话",
    "address": "住址",
    "willingness": "调解意愿",
}
_ORGANISATION: Mapping[str, str] = {
    "credit_code": "统一社会信用代码",
    "legal_representative": "法定代表人（负责人）",
    "legal_representative_title": "职务",
    "phone": "联系电话",
    "address": "地址",
    "willingness": "调解意愿",
}
_NOTHING = ("", None, (), Sex.UNKNOWN, Willingness.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to fill in later; `field` as in InvalidInput ("parties.0.phone"), to jump to."""

    field: str
    label: str


def gaps(draft: CaseDraft) -> tuple[Gap, ...]:
    """Return everything a registration still lacks, in the order of the form."""
    found: list[Gap] = []
    for number, party in enumerate(draft.parties):
        found += _of_party(f"parties.{number}.", party)
    if not any(party.side is Side.RESPONDENT for party in draft.parties):
        found.append(Gap("parties", "被申请人"))
    found += _blank("", draft, _CASE)
    if draft.origin is Origin.APPLICATION and not draft.requests:
        found.append(Gap("requests", "申请事项"))
    return tuple(found)


def _of_party(place: str, party: PartyDraft) -> Iterable[Gap]:
    natural = party.kind is PartyKind.NATURAL
    who = f"{party.name}：" if party.name else ""
    for gap in _blank(place, party, _PERSON if natural else _ORGANISATION):
        yield Gap(gap.field, who + gap.label)
    guarded = any(acting.kind is AgentKind.GUARDIAN for acting in party.agents)
    if natural and party.capacity is not Capacity.FULL and not guarded:
        yield Gap(f"{place}agents", f"{who}监护人")


def _blank(place: str, draft: CaseDraft | PartyDraft, labels: Mapping[str, str]) -> list[Gap]:
    return [
        Gap(place + name, label)
        for name, label in labels.items()
        if getattr(draft, name) in _NOTHING
    ]
