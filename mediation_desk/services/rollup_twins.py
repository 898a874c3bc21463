"""Cases that two offices report and that may be one: a transferred case counts once (一案一计).

No name leaves an office, so twins are found by identity, number, the number of a letter that both
know, or by everything else being alike. Whether they are one is decided by hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from mediation_desk.services.rollup_rows import Part
from mediation_desk.services.rollup_sums import Dropped

NEAR = 3
"""So many days may lie between the days two offices accepted what may be one matter."""

Told = tuple[str, Mapping[str, Any], str]
"""A case's id, what is told of it, its place's id."""


def suspected(parts: Sequence[Part]) -> dict[tuple[str, str], str]:
    """Return pairs of ids (each of another place) and why they may be one."""
    found: dict[tuple[str, str], str] = {}
    for why, groups in (
        ("案号相同", _by_number(parts)),
        ("同一函号", _by_letter(parts)),
        ("类型、受理日期、当事人数和协议金额都一样", _alike(parts)),
    ):
        for group in groups:
            for (one, at), (other, there) in combinations(sorted(group), 2):
                if at != there and one != other:
                    found.setdefault((min(one, other), max(one, other)), why)
    return found


def repeated(parts: Sequence[Part], dropped: Iterable[str]) -> Dropped:
    """Return which reported cases do not count: the `dropped` ones, and those whose very id an
    earlier place reports, as a case that was taken along on a laptop.
    """
    out, seen = set(dropped), set[str]()
    found = set()
    for part in parts:
        for case_id in part.facts.keys() & part.shares.keys():
            if case_id in out or case_id in seen:
                found.add((part.place.id, case_id))
            seen.add(case_id)
    return frozenset(found)


Group = set[tuple[str, str]]


def _cases(parts: Sequence[Part]) -> Iterator[Told]:
    for part in parts:
        for case_id, facts in part.facts.items():
            if case_id in part.shares:
                yield case_id, facts, part.place.id


def _by_number(parts: Sequence[Part]) -> Iterator[Group]:
    found: dict[str, Group] = {}
    for part in parts:
        for case_id in part.facts.keys() & part.shares.keys():
            number = "".join(part.shares[case_id].number.split())
            if number:
                found.setdefault(number, set()).add((case_id, part.place.id))
    yield from (group for group in found.values() if len(group) > 1)


def _by_letter(parts: Sequence[Part]) -> Iterator[Group]:
    found: dict[str, Group] = {}
    for case_id, facts, place in _cases(parts):
        for number in facts["letters"]:
            found.setdefault("".join(number.split()), set()).add((case_id, place))
    yield from (group for group in found.values() if len(group) > 1)


def _alike(parts: Sequence[Part]) -> Iterator[Group]:
    """Yield pairs with the same type, number of parties and sum, accepted within NEAR days."""
    found: dict[tuple[Any, ...], list[tuple[date, str, str]]] = {}
    for case_id, facts, place in _cases(parts):
        if facts["agreed_fen"] and facts["accepted_on"]:
            key = (facts["type"], facts["party_count"], facts["agreed_fen"])
            day = date.fromisoformat(facts["accepted_on"])
            found.setdefault(key, []).append((day, case_id, place))
    for group in found.values():
        for one, other in combinations(sorted(group), 2):
            if (other[0] - one[0]).days <= NEAR:
                yield {one[1:], other[1:]}
