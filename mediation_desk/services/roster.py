"""Mediators pasted from a sheet or typed one to a line, read into drafts."""

import re

from mediation_desk.domain.codes import Sex
from mediation_desk.errors import InvalidInput
from mediation_desk.services.drafts import MediatorDraft

_SPLIT = re.compile(r"[\t,，;；、]+|\s{1,}")
_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE}
_POSITIONS = {"主任": "director", "副主任": "deputy", "委员": "member", "调解员": "mediator"}


def mediators_from_text(text: str, committee: str) -> tuple[MediatorDraft, ...]:
    """Return a mediator for every line: 姓名, and in any order 性别, 职务, 电话.

    `committee` is the name the drafts give their committee. Raises InvalidInput on `mediators`
    naming the line.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part for part in _SPLIT.split(line.strip()) if part]
        if parts:
            found.append(_mediator(parts, committee, number))
    names = [one.name for one in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InvalidInput({"mediators": f"{'、'.join(twice)}写了两次，请核对。"})
    return tuple(found)


def _mediator(parts: list[str], committee: str, number: int) -> MediatorDraft:
    sex, position, mobile = Sex.UNKNOWN, "mediator", ""
    for part in parts[1:]:
        if part in _SEXES:
            sex = _SEXES[part]
        elif part in _POSITIONS:
            position = _POSITIONS[part]
        elif re.fullmatch(r"[\d+-]{7,20}", part):
            mobile = part
        else:
            raise InvalidInput(
                {
                    "mediators": f"第{number}行的“{part}”看不懂；"
                    "每行写姓名，后面可写性别、职务（主任、副主任、委员、调解员）和电话。"
                }
            )
    return MediatorDraft(
        committee_id=committee, name=parts[0], sex=sex, position=position, mobile=mobile
    )
