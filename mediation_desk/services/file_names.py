"""The names a file uses for committees, mediators and parties, bound to their ids."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from mediation_desk.errors import InvalidInput
from mediation_desk.services.office import OfficeService
from mediation_desk.services.rows import CaseDetail


def bound(known: Mapping[str, str], name: str, place: str, what: str) -> str:
    """Return the id behind a name. Raises InvalidInput at `place` with the names there are."""
    found = known.get(name)
    if found is None:
        raise InvalidInput({place: f"{what}里没有“{name}”，{_offer(name, list(known))}"})
    return found


def _offer(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    if near:
        return f"是不是：{'、'.join(near)}？"
    shown = "、".join(known[:12]) or "（还没有）"
    return f"可以写：{shown}{'等' if len(known) > 12 else ''}。"


def committee(office: OfficeService, name: str) -> str:
    """Return the id of the committee of a full or short name. Raises InvalidInput."""
    rows = office.committees()
    for row in rows:
        if name in (row.name, row.short_name):
            return row.id
    offer = _offer(name, [row.name for row in rows])
    raise InvalidInput({"committee": f"没有调委会“{name}”，请写全称或简称，{offer}"})


def people(office: OfficeService, case: CaseDetail) -> dict[str, str]:
    """Return mediators by name, those of the case's own committee first among namesakes."""
    known: dict[str, str] = {}
    for row in sorted(office.mediators(), key=lambda row: row.committee_id != case.committee_id):
        known.setdefault(row.name, row.id)
    return known


def parties(case: CaseDetail) -> dict[str, str]:
    """Return parties by name; a second one of the same name is 姓名#2."""
    known: dict[str, str] = {}
    for party in case.parties:
        name, number = party.name, 1
        while name in known:
            number += 1
            name = f"{party.name}#{number}"
        known[name] = party.id
    return known
