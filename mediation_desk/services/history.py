"""A case's history in words, read from the change log (nothing keeps a log of its own)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.services.history_codes import NAMES
from mediation_desk.services.history_rows import HistoryEntry, HistoryLine
from mediation_desk.services.history_values import DESTROYED, NOTHING, Words, names_of
from mediation_desk.services.history_words import (
    ActionKind,
    action_of,
    field_label,
    is_shown,
)
from mediation_desk.services.reference import Reference
from mediation_desk.storage.hashing import plain, restored
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.journal import audit, change

UNDO, REDO = "undo_change", "redo_change"
"""The actions of undo.py; their detail is the id of the write they turn round."""

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
    words = _words(connection, reference, lines, rows)
    undone: dict[str, bool] = {}
    entries = []
    for write_id, group in groupby(lines, key=lambda line: str(line["write_id"])):
        mine = list(group)
        if mine[0]["action"] in (UNDO, REDO):
            undone[mine[0]["detail"]] = mine[0]["action"] == UNDO
        entries.append((write_id, mine))
    made = [
        _entry(mine[0], mine, rows, words, undone=undone.get(write_id, False))
        for write_id, mine in reversed(entries)
    ]
    return tuple(entry for entry in made if not kinds or entry.kind in kinds)


def entry_of(
    connection: Connection, reference: Reference, line: RowMapping, changes: Sequence[RowMapping]
) -> HistoryEntry:
    """Return one action in words from its audit line and change lines."""
    rows = _present(connection, changes) | _rows(changes)
    words = _words(connection, reference, changes, rows)
    return _entry(line, changes, rows, words)


def _words(
    connection: Connection, reference: Reference, lines: Sequence[RowMapping], rows: Rows
) -> Words:
    names = {row_id: row["name"] for row_id, row in rows.items() if row.get("name")}
    return Words(reference, names_of(connection, _ids(lines)) | names)


def _entry(
    head: RowMapping,
    lines: Iterable[RowMapping],
    rows: Rows,
    words: Words,
    *,
    undone: bool = False,
) -> HistoryEntry:
    action = action_of(head["action"])
    lines = tuple(lines)
    return HistoryEntry(
        write_id=head["write_id"],
        at=head["at"],
        actor=head["actor"],
        action=action.label,
        kind=action.kind,
        reason=lines[0]["reason"] if lines else "",
        lines=tuple(shown for line in lines for shown in _lines(line, rows, words)),
        undone=undone,
    )


def _lines(line: RowMapping, rows: Rows, words: Words) -> Iterator[HistoryLine]:
    """Yield the lines a person reads: a whole row becomes a line for every filled field."""
    table, row_id = line["table_name"], line["row_id"]
    if table == "person":
        return
    name = words.row(table, rows.get(row_id, {}))
    if line["sealed"]:
        yield HistoryLine(name, field_label(table, line["field"]), DESTROYED, DESTROYED, table)
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
    return HistoryLine(row, field_label(*where), before, after, where[0])


def _present(connection: Connection, lines: Iterable[RowMapping]) -> Rows:
    """Return the rows these lines changed as they now are, for their names."""
    ids: dict[str, set[str]] = {}
    for line in lines:
        ids.setdefault(line["table_name"], set()).add(line["row_id"])
    rows: Rows = {}
    for name, wanted in ids.items():
        table = metadata.tables[name]
        for row in connection.execute(select(table).where(table.c.id.in_(wanted))).mappings():
            rows[row["id"]] = plain(row)
    return rows


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
