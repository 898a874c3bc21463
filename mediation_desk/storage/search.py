"""The search index of cases: one entry a case, kept with every write, newest cases first.

A contentless FTS5 table holds the tokens; `search_entry` says which case an entry is. The rowid
carries the day of registration in its high bits, so that reading it backwards is by recency.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    union_all,
)

from mediation_desk.storage.search_tokens import (
    name_tokens,
    number_tokens,
    phrase_tokens,
    query_of,
    text_tokens,
)
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.people import agent, party
from mediation_desk.storage.tables.search import search_entry

AnyRow = Row[*tuple[Any, ...]]

DAY_BITS = 22
"""Four million cases a day are enough."""

_FINDABLE = (IN_USE, dispute.c.destroyed_on.is_(None))


def refresh_case(connection: Connection, case_id: str) -> bool:
    """Put a case's present words into the index; return whether the case can be worked on.

    One that is gone, in the bin or destroyed is taken out of the index.
    """
    case = connection.execute(_CASE, {"case_id": case_id}).one_or_none()
    if case is None or case.rowid is not None:
        _forget(connection, case_id)
    if case is None:
        return True
    if case.deleted_on or case.destroyed_on:
        return False
    rowid = _next_rowid(connection, case.registered_on)
    connection.execute(_ADD_ENTRY, {"rowid": rowid, "case_id": case_id})
    people = connection.execute(_PEOPLE, {"case_id": case_id}).all()
    tokens = " ".join(dict.fromkeys(_tokens(case, people)))
    connection.execute(_ADD_TOKENS, {"rowid": rowid, "tokens": tokens})
    return True


def candidates(
    connection: Connection, typed: str, *, limit: int, before: int = 0
) -> list[tuple[int, str]]:
    """Return (rowid, case id) of what may match, newest first; `before` goes on from a rowid.

    The tokens of a text are unordered: whoever asks compares the words themselves.
    """
    query = query_of(typed)
    if not query:
        return []
    older = "AND search_tokens.rowid < :before " if before else ""
    statement = text(
        "SELECT search_entry.rowid, search_entry.case_id FROM search_tokens "
        "JOIN search_entry ON search_entry.rowid = search_tokens.rowid "
        f"WHERE search_tokens MATCH :query {older}"
        "ORDER BY search_tokens.rowid DESC LIMIT :limit"
    )
    values = {"query": query, "limit": limit} | ({"before": before} if before else {})
    return [(row[0], row[1]) for row in connection.execute(statement, values)]


def is_complete(connection: Connection) -> bool:
    """Tell whether every case that can be found has its entry."""
    counted = select(func.count()).select_from(dispute).where(*_FINDABLE)
    cases = connection.execute(counted).scalar_one()
    entries = connection.execute(select(func.count()).select_from(search_entry)).scalar_one()
    return bool(cases == entries)


def rebuild(connection: Connection) -> int:
    """Make the whole index anew; return the number of cases in it."""
    connection.execute(text("DELETE FROM search_tokens"))
    connection.execute(delete(search_entry))
    query = select(dispute.c.id).where(*_FINDABLE).order_by(dispute.c.registered_on)
    ids = connection.execute(query).scalars().all()
    for case_id in ids:
        refresh_case(connection, case_id)
    return len(ids)


def _forget(connection: Connection, case_id: str) -> None:
    where = search_entry.c.case_id == case_id
    rowid = connection.execute(select(search_entry.c.rowid).where(where)).scalar_one_or_none()
    if rowid is not None:
        connection.execute(text("DELETE FROM search_tokens WHERE rowid = :rowid"), {"rowid": rowid})
        connection.execute(delete(search_entry).where(where))


def _next_rowid(connection: Connection, day: date) -> int:
    first = day.toordinal() << DAY_BITS
    days = {"first": first, "last": first + (1 << DAY_BITS) - 1}
    last = connection.execute(_LAST_OF_DAY, days).scalar_one()
    return first if last is None else int(last) + 1


def _tokens(case: AnyRow, people: Sequence[AnyRow]) -> Iterator[str]:
    names = [one.name for one in people]
    short = [*names, case.place, case.title]
    long = [*short, case.number, case.facts, case.disputed_matters]
    long += [str(one) for one in _listed(case.requests)]
    long += [one.address for one in people]
    for words in long:
        yield from text_tokens(words)
    for name in names:
        yield from name_tokens(name)
    for words in short:
        yield from phrase_tokens(words)
    for one in people:
        for number in (one.id_number, one.phone, one.credit_code):
            yield from number_tokens(number)


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


_CASE = (
    select(
        search_entry.c.rowid,
        dispute.c.registered_on,
        dispute.c.number,
        dispute.c.title,
        dispute.c.place,
        dispute.c.facts,
        dispute.c.disputed_matters,
        dispute.c.requests,
        dispute.c.deleted_on,
        dispute.c.destroyed_on,
    )
    .select_from(dispute.outerjoin(search_entry, search_entry.c.case_id == dispute.c.id))
    .where(dispute.c.id == bindparam("case_id"))
)
_NONE: ColumnElement[str] = literal("")
_PEOPLE = union_all(
    select(
        party.c.name, party.c.id_number, party.c.phone, party.c.credit_code, party.c.address
    ).where(party.c.case_id == bindparam("case_id")),
    select(agent.c.name, agent.c.id_number, agent.c.phone, _NONE, _NONE)
    .join(party, party.c.id == agent.c.party_id)
    .where(party.c.case_id == bindparam("case_id")),
    select(mediator.c.name, _NONE, _NONE, _NONE, _NONE)
    .join(assignment, assignment.c.mediator_id == mediator.c.id)
    .where(assignment.c.case_id == bindparam("case_id"), assignment.c.to_on.is_(None)),
)
"""Everybody a case can be found by: parties, who acts for them, who mediates."""

_LAST_OF_DAY = select(func.max(search_entry.c.rowid)).where(
    search_entry.c.rowid.between(bindparam("first"), bindparam("last"))
)
_ADD_ENTRY = insert(search_entry)
_ADD_TOKENS = text("INSERT INTO search_tokens (rowid, tokens) VALUES (:rowid, :tokens)")
