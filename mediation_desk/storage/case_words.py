"""What a case can be found by: the texts of the case and its people, each with what it is called.

The search index is made of these and a search compares these, so that neither knows of a text the
other does not.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, Text, func, select, type_coerce

from mediation_desk.storage.tables.cases import assignment, dispute
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.people import agent, party

TEXT, NAME, NUMBER = "text", "name", "number"


@dataclass(frozen=True, slots=True)
class Field:
    """A text that can be found; a NAME also by its pinyin, of a NUMBER the end, from four on."""

    label: str
    text: str
    kind: str = TEXT


def _packed(*columns: ColumnElement[Any]) -> Select[Any]:
    """Return rows of another table in one column of a case's own row, as SQLite packs them."""
    return select(func.json_group_array(func.json_array(*columns)))


def _of_case(query: Select[Any]) -> ScalarSelect[Any]:
    return query.correlate(dispute).scalar_subquery()


_PARTIES = _packed(
    *(party.c[one] for one in "position side name id_number phone credit_code address".split())
).where(party.c.case_id == dispute.c.id)
_AGENTS = (
    _packed(party.c.position, agent.c.position, agent.c.name, agent.c.id_number, agent.c.phone)
    .join_from(party, agent, agent.c.party_id == party.c.id)
    .where(party.c.case_id == dispute.c.id)
)
_LEADS = (
    _packed(mediator.c.name)
    .join_from(assignment, mediator, mediator.c.id == assignment.c.mediator_id)
    .where(assignment.c.case_id == dispute.c.id, assignment.c.to_on.is_(None))
)
TABLES = frozenset(one.name for one in (dispute, party, agent, assignment, mediator))
"""Where the words of a case stand: what is written elsewhere leaves them as they are."""

WORDS: tuple[ColumnElement[Any], ...] = (
    *(dispute.c[one] for one in "number title place facts disputed_matters".split()),
    type_coerce(dispute.c.requests, Text).label("requests"),
    _of_case(_PARTIES).label("parties"),
    _of_case(_AGENTS).label("agents"),
    _of_case(_LEADS).label("leads"),
)
"""The columns `fields_of` reads."""


def fields_of(case: Row[*tuple[Any, ...]]) -> Iterator[Field]:
    """Yield what a case can be found by, the field that says most first."""
    yield Field("编号", case.number)
    for _, _, name, id_number, phone, credit_code, address in _unpacked(case.parties):
        yield from _person("当事人", name, id_number, phone)
        yield Field("信用代码", credit_code, NUMBER)
        yield Field("住址", address)
    for _, _, name, id_number, phone in _unpacked(case.agents):
        yield from _person("代理人", name, id_number, phone)
    yield Field("案件名称", case.title, NAME)
    yield Field("地点", case.place, NAME)
    yield Field("简要情况", case.facts)
    yield Field("争议事项", case.disputed_matters)
    for one in _unpacked(case.requests):
        yield Field("申请事项", str(one))
    for (name,) in _unpacked(case.leads):
        yield Field("调解员", name, NAME)


def sides_of(case: Row[*tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the side and the name of each party, in their order."""
    for _, side, name, *_ in _unpacked(case.parties):
        yield side, name


@lru_cache(maxsize=64)
def _unpacked(packed: str) -> tuple[Any, ...]:
    """Return the rows packed in a column, in order; a case's are asked for more than once."""
    return tuple(sorted(json.loads(packed))) if packed != "[]" else ()


def _person(who: str, name: str, id_number: str, phone: str) -> Iterator[Field]:
    yield Field(who, name, NAME)
    yield Field("证件号码", id_number, NUMBER)
    yield Field("电话", phone, NUMBER)
