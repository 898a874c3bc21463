"""Comparing every row with what the change log says it is (数据核对).

The journal proves itself (audit.py); this proves the rows by the journal: each row is worked out
anew from its change lines and laid beside what stands in its table. Both are read in the order of
the row ids, in constant memory. Only tables that are written through the journal take part.
"""

import heapq
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import JSON, Connection, LargeBinary, Table, Text, func, select, type_coerce

from mediation_desk.storage.hashing import plain, restored
from mediation_desk.storage.reading import Progress, any_bytes, stream
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.base import defaults
from mediation_desk.storage.tables.journal import change, meta

MOST = 1000
"""More differences are not listed: the store is not to be mended row by row then."""

STEP = 5000

_NEEDED = ("row_id", "table_name", "field", "after", "device", "counter")
"""What of a change line makes the row; the rest is the journal's to prove."""

Key = tuple[str, str]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what the change log says: altered in `fields`, gone, or of no origin."""

    table: str
    row_id: str
    fields: tuple[str, ...]
    missing: bool = False
    unknown: bool = False


def logged_tables() -> tuple[Table, ...]:
    """Return the tables written through the journal: those whose rows have travelling ids."""
    return tuple(
        table
        for table in metadata.sorted_tables
        if "id" in table.c and not table.info.get("unlogged")
    )


def compare(connection: Connection, progress: Progress | None = None) -> tuple[Difference, ...]:
    """Return the rows that differ from the change log, at most MOST."""
    tables = {table.name: table for table in logged_tables()}
    found = _counter_wrong(connection)
    with any_bytes(connection):
        rows = heapq.merge(*(_rows(connection, table) for table in tables.values()))
        for difference in _differences(_expected(connection, tables, progress), rows):
            found.append(difference)
            if len(found) == MOST:
                break
    return tuple(found)


def _differences(
    expected: Iterator[tuple[Key, Values | None]], rows: Iterator[tuple[Key, Values]]
) -> Iterator[Difference]:
    """Walk both in the order of their keys (row id, table)."""
    end: Key = ("\U0010ffff", "")
    logged, stored = next(expected, (end, None)), next(rows, (end, {}))
    while (key := min(logged[0], stored[0])) != end:
        row_id, table = key
        if logged[0] > key or (logged[1] is None and stored[0] == key):
            yield Difference(table, row_id, (), unknown=True)
        elif stored[0] > key and logged[1] is not None:
            yield Difference(table, row_id, (), missing=True)
        elif logged[1] is not None and (fields := _unlike(logged[1], stored[1])):
            yield Difference(table, row_id, fields)
        if logged[0] == key:
            logged = next(expected, (end, None))
        if stored[0] == key:
            stored = next(rows, (end, {}))


def _unlike(logged: Values, stored: Values) -> tuple[str, ...]:
    return tuple(name for name, value in stored.items() if logged.get(name) != value)


def _expected(
    connection: Connection, tables: Mapping[str, Table], progress: Progress | None
) -> Iterator[tuple[Key, Values | None]]:
    """Yield each row as its change lines make it; None for one that is gone."""
    total = connection.execute(select(func.count()).select_from(change)).scalar_one()
    wanted = (change.c[name] for name in _NEEDED)
    lines = stream(connection, select(*wanted).order_by(change.c.row_id, change.c.seq))
    done = 0
    for row_id, group in groupby(lines, key=lambda line: str(line["row_id"])):
        made: dict[str, Values | None] = {}
        for line in group:
            done += 1
            if progress is not None and (done % STEP == 0 or done == total):
                progress(done, total)
            name = line["table_name"]
            if name in tables:
                made[name] = _after(tables[name], made.get(name), line)
        for name in sorted(made):
            yield (row_id, name), made[name]


def _after(table: Table, row: Values | None, line: Mapping[Any, Any]) -> Values | None:
    """Return the row after one change line."""
    if line["field"] == "*":
        after = restored(line["after"])
        return None if after is None else {**defaults(table), **after}
    row = row or dict(defaults(table))
    row[line["field"]] = restored(line["after"])
    if "rev_counter" in row and row["rev_counter"] != line["counter"]:
        row["rev_parents"] = [[row["rev_device"], row["rev_counter"]]]
        row["rev_device"], row["rev_counter"] = line["device"], line["counter"]
    return row


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Key, Values]]:
    """Yield a table's rows as JSON would hold them, read without trust in their types."""
    columns = [type_coerce(column, Text).label(column.name) for column in table.c]
    reading = [(column.name, _json) for column in table.c if isinstance(column.type, JSON)]
    reading += [(column.name, plain) for column in table.c if isinstance(column.type, LargeBinary)]
    names = table.c.keys()
    query = select(*columns).order_by(table.c.id)
    for row in connection.execution_options(yield_per=1000).execute(query):
        values = dict(zip(names, row, strict=True))
        for name, read in reading:
            values[name] = read(values[name])
        yield (values["id"], table.name), values


def _json(value: Any) -> Any:
    if isinstance(value, int | float):
        return value  # SQLite keeps the JSON text of a number as a number
    try:
        return restored(value)
    except (json.JSONDecodeError, TypeError):
        return ("unreadable", value)


def _counter_wrong(connection: Connection) -> list[Difference]:
    """Return the device's counter when it is behind what the device has written."""
    facts = dict(connection.execute(select(meta.c.name, meta.c.value)).all())
    query = select(func.max(change.c.counter)).where(change.c.device == facts.get("device"))
    highest = connection.execute(query).scalar_one() or 0
    if str(facts.get("counter", "")).isdecimal() and int(facts["counter"]) >= highest:
        return []
    return [Difference("meta", "counter", ("value",))]
