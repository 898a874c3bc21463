"""Verifying the audit and every row, against the same rows read raw and every byte hashed once.

The floor proves nothing: no canonical text, no chain, no salts, no row worked out anew. It is what
reading and hashing cost however the proof is written.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import insert

from mediation_desk.app import Desk, build
from mediation_desk.paths import find
from mediation_desk.storage.audit import head
from mediation_desk.storage.hashing import (
    audit_hash,
    canonical,
    change_digest,
    changes_hash,
    restored,
)
from mediation_desk.storage.tables.base import instant_text
from mediation_desk.storage.tables.journal import audit, change
from mediation_desk.storage.tables.people import person
from tests.bench import office
from tests.bench.measure import Row, once

LINES = 200_000
"""Audit and change lines together, three change lines to each audit line as saves make them."""

LONGEST_MS = 60_000 / 1_000_000
"""What one line may take: a million in a minute."""

CHANGES = 3
BATCH = 5_000


def run(folder: Path, lines: int = LINES) -> list[Row]:
    """Return the row of one verification from the first line to the last."""
    desk = build(find(folder / "auditing"))
    writes = lines // (CHANGES + 1)
    _fill(desk, writes)
    raw = office.raw(desk)
    mine = once(lambda: _whole(desk))
    bare = once(lambda: _read(raw))
    raw.close()
    desk.close()
    goal = lines * LONGEST_MS / bare
    return [Row(f"verify {lines:,} lines, every row", mine, "the same read and hashed", bare, goal)]


def _whole(desk: Desk) -> None:
    report = desk.audits.verify()
    if not report.whole:
        raise RuntimeError(report.sentence)


def _read(raw: driver.Connection) -> None:
    total = sha256()
    for table, order in (("audit", "seq"), ("change", "seq"), ("person", "id")):
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            total.update(repr(row).encode("utf-8", "surrogateescape"))


def _fill(desk: Desk, writes: int) -> None:
    """Put that many writes into the journal, chained as the program chains them."""
    with desk._context.db.write() as connection:
        standing = head(connection)
        last = connection.execute(change.select().order_by(change.c.seq.desc()).limit(1)).first()
        made = _writes(desk, standing.seq, standing.hash, last.seq if last else 0)
        for _ in range(0, writes, BATCH):
            batch = list(islice(made, min(BATCH, writes)))
            lines = [line for of_one, _ in batch for line in of_one]
            connection.execute(insert(change), lines)
            connection.execute(insert(person), [restored(line["after"]) for line in lines])
            connection.execute(insert(audit), [line for _, line in batch])


def _writes(
    desk: Desk, seq: int, before: str, changes: int
) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
    now = desk.clock.now()
    while True:
        seq += 1
        same = {"write_id": f"{seq:036d}", "at": instant_text(now), "actor": "管样（admin-yang）"}
        lines = []
        for _ in range(CHANGES):
            changes += 1
            lines.append(_line(changes, seq, same))
        line = {
            **same,
            "seq": seq,
            "device": "d" * 36,
            "action": "revise_case",
            "subject_table": "dispute",
            "subject_id": f"{seq:036d}",
            "detail": "",
            "last_change": changes,
            "changes_hash": changes_hash(map(change_digest, lines)),
            "previous_hash": before,
        }
        before = line["hash"] = audit_hash(line)
        yield [{**one, "at": now} for one in lines], {**line, "at": now}


def _line(number: int, seq: int, same: dict[str, Any]) -> dict[str, Any]:
    return {
        **same,
        "seq": number,
        "device": "d" * 36,
        "counter": seq,
        "aggregate_id": f"{seq:036d}",
        "table_name": person.name,
        "row_id": f"{number:036d}",
        "field": "*",
        "before": None,
        "after": canonical(_person(number, seq)),
        "reason": "",
        "salt": f"{number:022d}",
        "sealed": "",
    }


def _person(number: int, seq: int) -> dict[str, Any]:
    return {
        "id": f"{number:036d}",
        "kind": "natural",
        "name": f"样人{number}",
        "rev_device": "d" * 36,
        "rev_counter": seq,
        "rev_parents": [],
    }
