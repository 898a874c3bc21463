"""What a committee's and a mediator's record must hold, and what the Act expects of them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from mediation_desk.domain.codes import Sex
from mediation_desk.domain.identity import check_resident_id, contradictions
from mediation_desk.domain.numbering import NumberPattern
from mediation_desk.errors import InvalidInput
from mediation_desk.services.drafts import CommitteeDraft, MediatorDraft, OfficeDraft
from mediation_desk.services.reference import Reference

TERM_WARNING_DAYS = 90
TWIN = "已有同名或同简称的调委会，编号会重复，请改名。"


def check_set_up(draft: OfficeDraft, reference: Reference, today: date) -> OfficeDraft:
    """Return a whole office with what the ID numbers say filled in.

    Raises InvalidInput naming every field, those of the lists as committees.0.name.
    """
    problems: dict[str, str] = {}
    if not draft.name.strip():
        problems["name"] = "请填写单位名称。"
    names: set[str] = set()
    short_names: set[str] = set()
    for number, one in enumerate(draft.committees):
        place = f"committees.{number}."
        with _collecting(problems, place):
            check_committee(one, reference)
        if one.name in names or one.short_name in short_names:
            problems[f"{place}short_name"] = TWIN
        if one.parent_id and one.parent_id not in names:
            problems[f"{place}parent_id"] = (
                f"前面没有调委会“{one.parent_id}”；上级调委会要写在下级的前面。"
            )
        names.add(one.name)
        short_names.add(one.short_name)
    mediators = []
    for number, typed in enumerate(draft.mediators):
        place = f"mediators.{number}."
        with _collecting(problems, place):
            mediators.append(check_mediator(typed, today))
        if typed.committee_id and typed.committee_id not in names:
            problems[f"{place}committee_id"] = f"名单里没有调委会“{typed.committee_id}”。"
    if problems:
        raise InvalidInput(problems)
    return replace(draft, name=draft.name.strip(), mediators=tuple(mediators))


@contextmanager
def _collecting(problems: dict[str, str], place: str) -> Iterator[None]:
    """Add the faults found inside to `problems`, their fields prefixed with `place`."""
    try:
        yield
    except InvalidInput as error:
        problems.update({place + name: sentence for name, sentence in error.fields.items()})


def check_committee(draft: CommitteeDraft, reference: Reference) -> None:
    """Raise InvalidInput naming each field that cannot be taken."""
    problems: dict[str, str] = {}
    if not draft.name.strip():
        problems["name"] = "请填写调委会全称。"
    if not draft.short_name.strip():
        problems["short_name"] = "请填写编号用的简称，如“泾示”。"
    if not reference.has("committee_kinds", draft.kind):
        problems["kind"] = "请选择调委会类型。"
    if draft.number_pattern:
        try:
            NumberPattern.parse(draft.number_pattern)
        except InvalidInput as error:
            problems["number_pattern"] = error.message
    if problems:
        raise InvalidInput(problems)


def check_mediator(draft: MediatorDraft, today: date) -> MediatorDraft:
    """Return the draft with what the ID number says filled in. Raises InvalidInput."""
    problems: dict[str, str] = {}
    if not draft.name.strip():
        problems["name"] = "请填写调解员姓名。"
    if not draft.committee_id:
        problems["committee_id"] = "请选择所属调委会。"
    card = re.sub(r"[\s-]", "", draft.bank_card)
    if card and not re.fullmatch(r"\d{8,30}", card, re.ASCII):
        problems["bank_card"] = "银行卡号只有数字，请核对。"
    draft = replace(draft, bank_card=card)
    if draft.id_number:
        try:
            known = check_resident_id(draft.id_number, today=today)
            problems.update(contradictions(known, draft.born_on, draft.sex))
            draft = replace(
                draft, id_number=known.number, born_on=known.birth_date, sex=Sex(known.sex)
            )
        except InvalidInput as error:
            problems.update(error.fields)
    if problems:
        raise InvalidInput(problems)
    return draft


def committee_warnings(row: RowMapping, members: Sequence[Any], today: date) -> tuple[str, ...]:
    """Return what the Act asks for and the record does not show (Act arts 8, 9)."""
    warnings = []
    committee_members = [member for member in members if member.position in _ON_COMMITTEE]
    if committee_members and not 3 <= len(committee_members) <= 9:
        warnings.append(f"委员 {len(committee_members)} 人，应为三至九人（《人民调解法》第八条）。")
    sexes = {member.sex for member in committee_members or members}
    if sexes and Sex.FEMALE not in sexes:
        known = sexes == {Sex.MALE}
        told = "没有女性成员" if known else "没有登记女性成员，请核对性别"
        warnings.append(f"{told}（《人民调解法》第八条）。")
    ends = row["term_ends_on"]
    if ends is not None and (ends - today).days <= TERM_WARNING_DAYS:
        state = "已届满" if ends < today else "即将届满"
        warnings.append(f"任期{state}：{ends:%Y-%m-%d}（每届三年，可以连选连任）。")
    return tuple(warnings)


def mediator_warnings(row: RowMapping, today: date, leave: str) -> tuple[str, ...]:
    """Return what a mediator's record asks to look at: term, grade, leave (in words, "" none)."""
    warnings = [leave] if leave else []
    for name, words in (("term_to", "聘期"), ("grade_until", "等级有效期")):
        ends = row[name]
        if row["active"] and ends is not None and (ends - today).days <= TERM_WARNING_DAYS:
            state = "已到期" if ends < today else "即将到期"
            warnings.append(f"{words}{state}：{ends}")
    return tuple(warnings)


_ON_COMMITTEE = frozenset({"director", "deputy", "member"})
