"""The search index of cases: one entry a case, kept with every write, newest cases first.

A contentless FTS5 table holds the tokens; `search_entry` says which case an entry is. The rowid
carries the day of registration in its high bits, so that reading it backwards is by recency.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count, groupby, islice
from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    table,
    text,
)

from mediation_desk.storage.case_words import NAME, NUMBER, WORDS, Field, fields_of
from mediation_desk.storage.search_query import query_of
from mediation_desk.storage.search_tokens import name_tokens, number_tokens, text_tokens
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.journal import meta
from mediation_desk.storage.tables.search import search_entry

DAY_BITS = 22
"""Four million cases a day are enough."""

TOKENS_NAME, TOKENS = "search_index", "2"
"""Which tokens the index holds, as `meta` says; other ones, or none, and it is made anew."""

BATCH = 1000
"""Cases written together when the index is made anew."""


def in_use(connection: Connection, case_id: str) -> bool:
    """Return whether a case can be worked on: it is neither in the bin nor destroyed."""
    query = select(dispute.c.deleted_on, dispute.c.destroyed_on).where(dispute.c.id == case_id)
    case = connection.execute(query).one_or_none()
    return case is None or not (case.deleted_on or case.destroyed_on)


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
    connection.execute(_ADD_TOKENS, {"rowid": rowid, "tokens": tokens_of(fields_of(case))})
    return True


def proposed(typed: str, *, limit: int, before: int = 0) -> FromClause | None:
    """Return the newest entries (`rowid`, `case_id`) of what may match, None for no words.

    `before` goes on from a rowid. The tokens of a text are unordered: whoever asks compares the
    words themselves.
    """
    query = query_of(typed)
    if not query:
        return None
    rowid = _TOKENS.c.rowid
    newest = (
        select(rowid)
        .where(text("search_tokens MATCH :query").bindparams(query=query))
        .order_by(rowid.desc())
        .limit(limit)
    )
    if before:
        newest = newest.where(rowid < before)
    found = newest.subquery("newest")
    return (
        select(search_entry)
        .select_from(found.join(search_entry, search_entry.c.rowid == found.c.rowid))
        .subquery("proposed")
    )


def is_current(connection: Connection) -> bool:
    """Tell whether the index holds every case, by the tokens that are asked for now."""
    query = select(meta.c.value).where(meta.c.name == TOKENS_NAME)
    return connection.execute(query).scalar_one_or_none() == TOKENS


def rebuild(connection: Connection) -> int:
    """Make the whole index anew; return the number of cases in it."""
    connection.execute(text("INSERT INTO search_tokens (search_tokens) VALUES ('delete-all')"))
    connection.execute(delete(search_entry))
    entries, number = _entries(connection), 0
    while batch := list(islice(entries, BATCH)):
        connection.execute(_ADD_ENTRY, batch)
        connection.execute(_ADD_TOKENS, batch)
        number += len(batch)
    mark_current(connection)
    return number


def mark_current(connection: Connection) -> None:
    """Say that the index, empty or full, holds what it should."""
    connection.execute(delete(meta).where(meta.c.name == TOKENS_NAME))
    connection.execute(insert(meta), {"name": TOKENS_NAME, "value": TOKENS})


def tokens_of(fields: Iterator[Field]) -> str:
    """Return the tokens of a case's fields, each once."""
    return " ".join(dict.fromkeys(token for field in fields for token in _tokens(field)))


def first_rowid(day: date) -> int:
    """Return the first entry of a day."""
    return day.toordinal() << DAY_BITS


def _tokens(field: Field) -> Iterator[str]:
    if field.kind == NUMBER:
        yield from number_tokens(field.text)
        return
    yield from text_tokens(field.text)
    if field.kind == NAME:
        yield from name_tokens(field.text)


def _entries(connection: Connection) -> Iterator[dict[str, Any]]:
    """Yield the entry of every case that can be found, day by day."""
    cases = connection.execute(_FINDABLE)
    for day, group in groupby(cases, key=lambda case: case.registered_on):
        for rowid, case in zip(count(first_rowid(day)), group, strict=False):
            yield {"rowid": rowid, "case_id": case.id, "tokens": tokens_of(fields_of(case))}


def _forget(connection: Connection, case_id: str) -> None:
    where = search_entry.c.case_id == case_id
    rowid = connection.execute(select(search_entry.c.rowid).where(where)).scalar_one_or_none()
    if rowid is not None:
        connection.execute(text("DELETE FROM search_tokens WHERE rowid = :rowid"), {"rowid": rowid})
        connection.execute(delete(search_entry).where(where))


def _next_rowid(connection: Connection, day: date) -> int:
    days = {"first": first_rowid(day), "last": first_rowid(day) + (1 << DAY_BITS) - 1}
    last = connection.execute(_LAST_OF_DAY, days).scalar_one()
    return days["first"] if last is None else int(last) + 1


_TOKENS = table("search_tokens", column("rowid"))
_CASE = (
    select(
        search_entry.c.rowid,
        dispute.c.registered_on,
        dispute.c.deleted_on,
        dispute.c.destroyed_on,
        *WORDS,
    )
    .select_from(dispute.outerjoin(search_entry, search_entry.c.case_id == dispute.c.id))
    .where(dispute.c.id == bindparam("case_id"))
)
_FINDABLE = (
    select(dispute.c.id, dispute.c.registered_on, *WORDS)
    .where(IN_USE, dispute.c.destroyed_on.is_(None))
    .order_by(dispute.c.registered_on, dispute.c.id)
)
_LAST_OF_DAY = select(func.max(search_entry.c.rowid)).where(
    search_entry.c.rowid.between(bindparam("first"), bindparam("last"))
)
_ADD_ENTRY = insert(search_entry)
_ADD_TOKENS = text("INSERT INTO search_tokens (rowid, tokens) VALUES (:rowid, :tokens)")
