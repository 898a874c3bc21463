"""Writing rows so that every write leaves its trace in the same transaction (design.md §3).

A Writer is made for one user action. It puts rows, a `change` line for every changed field and, at
the end, one `audit` line whose hash covers the line before and all of this write's change lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    RowMapping,
    Select,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from mediation_desk.clock import Clock
from mediation_desk.errors import Conflict, NotFound
from mediation_desk.storage.database import Database
from mediation_desk.storage.hashing import (
    GENESIS,
    audit_hash,
    canonical,
    change_digest,
    changes_hash,
    new_salt,
)
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.tables.base import instant_text
from mediation_desk.storage.tables.journal import audit, change, meta


@dataclass(frozen=True, slots=True)
class Act:
    """What a user does: who, the action's stable name, on what, and why."""

    action: str
    actor: str
    reason: str = ""
    detail: str = ""


class Writer:
    """One user action's writes; made by `writing`, never kept."""

    def __init__(self, connection: Connection, clock: Clock, act: Act) -> None:
        """Read the device's identity and start a write."""
        self.connection = connection
        self._act = act
        self._now = instant_text(clock.now())
        self._write_id = new_id()
        facts = dict(connection.execute(_META).all())
        self.device = facts["device"]
        self._counter = int(facts["counter"])
        self._lines: list[dict[str, Any]] = []
        self._subjects: list[tuple[str, str]] = []

    @property
    def subjects(self) -> tuple[tuple[str, str], ...]:
        """The table's name and the id of each aggregate this write is about."""
        return tuple(self._subjects)

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that were written to so far."""
        return frozenset(line["table_name"] for line in self._lines)

    def about(self, table: Table, row_id: str) -> None:
        """Name the aggregate that what is written now belongs to; its id groups the change lines.

        What was written before the first call belongs to it too. A write about several aggregates
        calls this anew for each.
        """
        if not self._subjects:
            for line in self._lines:
                line["aggregate_id"] = row_id
        if (table.name, row_id) not in self._subjects[-1:]:
            self._subjects.append((table.name, row_id))

    def insert(self, table: Table, values: Mapping[str, Any]) -> str:
        """Add a row (id and revision filled in) and return its id."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """Add rows of one table and return their ids, in order."""
        if not rows:
            return []
        full = [self._completed(table, row) for row in rows]
        self.connection.execute(_insert(table), full)
        for row in full:
            self._line(table, row["id"], "*", None, row)
        return [row["id"] for row in full]

    def update(
        self, table: Table, row_id: str, values: Mapping[str, Any], *, seen: int | None = None
    ) -> bool:
        """Change a row's fields; return whether anything changed.

        `seen` is the revision counter the user had on screen; a newer one raises Conflict.
        Raises NotFound when the row is gone.
        """
        return self._update(table, self.row(table, row_id), values, seen)

    def row(self, table: Table, row_id: str) -> RowMapping:
        """Return the present row. Raises NotFound."""
        row = self.connection.execute(_by_id(table), {"row_id": row_id}).mappings().one_or_none()
        if row is None:
            raise NotFound("要修改的内容已经不在了，没有改动任何数据。", "请刷新后重试。")
        return row

    def remove(self, table: Table, row_id: str) -> None:
        """Take away a part of an aggregate; its whole content stays in the change log."""
        row = self.row(table, row_id)
        self.connection.execute(delete(table).where(table.c.id == row_id))
        self._line(table, row_id, "*", dict(row), None)

    def destroy(self, table: Table, row_id: str, *, stub: Mapping[str, Any] | None = None) -> None:
        """Take away a row for good, without a word of it in the change log.

        With a `stub` the row stays and holds that. The lines it has in the log are sealed by
        redaction.py, the only caller.
        """
        self._line(table, row_id, "*", None, None)
        if stub is None:
            self.connection.execute(delete(table).where(table.c.id == row_id))
            return
        row = self.row(table, row_id)
        self._counter += 1
        full = {
            **stub,
            "rev_device": self.device,
            "rev_counter": self._counter,
            "rev_parents": [[row["rev_device"], row["rev_counter"]]],
        }
        self.connection.execute(update(table).where(table.c.id == row_id).values(full))
        self._line(table, row_id, "*", None, full)

    def revive(self, table: Table, row: Mapping[str, Any]) -> None:
        """Put back a row that was taken away, as it was; its revision follows the one it had."""
        full = dict(row)
        if "rev_counter" in table.c:
            self._counter += 1
            full["rev_parents"] = [[row["rev_device"], row["rev_counter"]]]
            full.update(rev_device=self.device, rev_counter=self._counter)
        self.connection.execute(insert(table), full)
        self._line(table, full["id"], "*", None, full)

    def rewrite(self, table: Table, ids: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Make the rows with these ids hold `rows`, in order; more are added, fewer taken away."""
        for row_id, row in zip(ids, rows, strict=False):
            self.update(table, row_id, row)
        self.insert_many(table, rows[len(ids) :])
        for row_id in ids[len(rows) :]:
            self.remove(table, row_id)

    def finish(self) -> None:
        """Write the change lines, then the audit line that covers them."""
        last = self.connection.execute(_LAST_AUDIT).one_or_none()
        before = last.last_change if last else 0
        table_name, row_id = self._subjects[0] if len(self._subjects) == 1 else ("", "")
        for seq, line in enumerate(self._lines, start=before + 1):
            line["seq"] = seq
        if self._lines:
            self.connection.execute(_INSERT_CHANGE, self._lines)
        line = {
            "seq": last.seq + 1 if last else 1,
            "write_id": self._write_id,
            "at": self._now,
            "actor": self._act.actor,
            "device": self.device,
            "action": self._act.action,
            "subject_table": table_name,
            "subject_id": row_id,
            "detail": self._act.detail,
            "last_change": before + len(self._lines),
            "changes_hash": changes_hash(change_digest(line) for line in self._lines),
            "previous_hash": last.hash if last else GENESIS,
        }
        self.connection.execute(_INSERT_AUDIT, {**line, "hash": audit_hash(line)})
        self.connection.execute(_COUNT, {"counter": str(self._counter)})

    def _completed(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        full = {**row, "id": row.get("id") or new_id()}
        if "rev_counter" in table.c:
            self._counter += 1
            full.update(rev_device=self.device, rev_counter=self._counter, rev_parents=[])
        return full

    def _update(
        self, table: Table, row: RowMapping, values: Mapping[str, Any], seen: int | None
    ) -> bool:
        if seen is not None and row["rev_counter"] != seen:
            raise Conflict(
                "这条记录在您打开之后被别处改过，您的修改没有保存，内容还在窗口里。",
                "请刷新，对照后再保存。",
            )
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return False
        revision: dict[str, Any] = {}
        if "rev_counter" in table.c:
            self._counter += 1
            parent = [row["rev_device"], row["rev_counter"]]
            revision = {
                "rev_device": self.device,
                "rev_counter": self._counter,
                "rev_parents": [parent],
            }
        for name, value in changed.items():
            self._line(table, row["id"], name, row[name], value)
        statement = update(table).where(table.c.id == bindparam("row_id"))
        self.connection.execute(statement.values(changed | revision), {"row_id": row["id"]})
        return True

    def _line(self, table: Table, row_id: str, field: str, before: Any, after: Any) -> None:
        self._lines.append(
            {
                "write_id": self._write_id,
                "at": self._now,
                "actor": self._act.actor,
                "device": self.device,
                "counter": self._counter,
                "aggregate_id": self._subjects[-1][1] if self._subjects else row_id,
                "table_name": table.name,
                "row_id": row_id,
                "field": field,
                "before": canonical(before),
                "after": canonical(after),
                "reason": self._act.reason,
                "salt": new_salt(),
                "sealed": "",
            }
        )


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _by_id(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("row_id"))


def _as_stored(table: Table) -> Insert:
    """Return an insert that takes its instant as the text that was hashed."""
    return insert(table).values(at=bindparam("at", type_=String))


# Made once: putting a statement together costs as much as running it.
_META = select(meta.c.name, meta.c.value)
_COUNT = update(meta).where(meta.c.name == "counter").values(value=bindparam("counter"))
_LAST_AUDIT = (
    select(audit.c.seq, audit.c.hash, audit.c.last_change).order_by(audit.c.seq.desc()).limit(1)
)
_INSERT_CHANGE = _as_stored(change)
_INSERT_AUDIT = _as_stored(audit)


@contextmanager
def writing(db: Database, clock: Clock, act: Act) -> Iterator[Writer]:
    """Give a Writer inside one transaction; its trace is written just before the commit."""
    with db.write() as connection:
        writer = Writer(connection, clock, act)
        yield writer
        writer.finish()
