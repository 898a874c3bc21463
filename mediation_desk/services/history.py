"""A case's history in words, read from the change log (nothing keeps a log of its own)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.services.history_values import DESTROYED, NOTHING, Words, names_of
from mediation_desk.services.history_words import (
    NAMES,
    ActionKind,
    action_of,
    field_label,
    is_shown,
)
from mediation_desk.services.reference import Reference
from mediation_desk.services.rows import HistoryEntry, HistoryLine
from mediation_desk.storage.hashing import restored
from mediation_desk.storage.tables.journal import audit, change

Rows = dict[str, dict[str, Any]]
"""What is known of each row, by its id, while the history is read from its beginning."""


def read_history(
    connection: Connection,
    reference: Reference,
    aggregate_id: str,
    kinds: Collection[ActionKind] = (),
) -> tuple[HistoryEntry, ...]:
    """Return what was saved about one case (or other aggregate), newest first.

    `kinds` leaves only actions of these kinds; empty means all.
    """
    query = (
        select(change, audit.c.action, audit.c.detail)
        .join(audit, audit.c.write_id == change.c.write_id)
        .where(change.c.aggregate_id == aggregate_id)
        .order_by(change.c.seq)
    )
    lines = connection.execute(query).mappings().all()
    rows = _rows(lines)
    names = {row_id: row["name"] for row_id, row in rows.items() if row.get("name")}
    words = Words(reference, names_of(connection, _ids(lines)) | names)
    entries = [
        _entry(list(group), rows, words)
        for _, group in groupby(lines, key=lambda line: str(line["write_id"]))
    ]
    chosen = [entry for entry in entries if not kinds or entry.kind in kinds]
    return tuple(reversed(chosen))


def _entry(lines: list[RowMapping], rows: Rows, words: Words) -> HistoryEntry:
    first = lines[0]
    action = action_of(first["action"])
    return HistoryEntry(
        write_id=first["write_id"],
        at=first["at"],
        actor=first["actor"],
        action=action.label,
        kind=action.kind,
        reason=first["reason"],
        lines=tuple(shown for line in lines for shown in _lines(line, rows, words)),
    )


def _lines(line: RowMapping, rows: Rows, words: Words) -> Iterator[HistoryLine]:
    """Yield the lines a person reads: a whole row becomes a line for every filled field."""
    table, row_id = line["table_name"], line["row_id"]
    if table == "person":
        return
    name = words.row(table, rows.get(row_id, {}))
    if line["sealed"]:
        yield HistoryLine(name, field_label(table, line["field"]), DESTROYED, DESTROYED)
        return
    before, after = restored(line["before"]), restored(line["after"])
    if line["field"] != "*":
        if is_shown(table, line["field"]):
            yield _field(words, name, (table, line["field"]), (before, after))
        return
    whole = after or before or {}
    for field, value in whole.items():
        if is_shown(table, field) and words.value(table, field, value) not in (NOTHING, "否"):
            pair = (None, value) if after else (value, None)
            yield _field(words, name, (table, field), pair)


def _field(words: Words, row: str, where: tuple[str, str], pair: tuple[Any, Any]) -> HistoryLine:
    before, after = (words.value(*where, value) for value in pair)
    return HistoryLine(row, field_label(*where), before, after)


def _rows(lines: Iterable[Mapping[Any, Any]]) -> Rows:
    """Return what each row was last known as, removed ones included."""
    rows: Rows = {}
    for line in lines:
        if line["field"] == "*":
            known = restored(line["after"]) or restored(line["before"])
            if known:
                rows[line["row_id"]] = known
        elif line["row_id"] in rows:
            rows[line["row_id"]][line["field"]] = restored(line["after"])
    return rows


def _ids(lines: Iterable[Mapping[Any, Any]]) -> set[str]:
    """Return the ids that stand in these lines and want a name."""
    found: set[str] = set()
    for line in lines:
        for value in (restored(line["before"]), restored(line["after"])):
            whole = value if line["field"] == "*" else {line["field"]: value}
            for field in NAMES & set(whole or ()):
                held = whole[field]
                found.update(held if isinstance(held, list) else [held])
    return {str(one) for one in found if one}
