"""Proving that nobody altered the journal (审计核验): the chain and the change lines it covers.

One pass over both tables in step, in constant memory. A chain cannot prove its own end: whoever
cuts off the newest lines leaves a shorter, valid chain. That is why the head goes, as an anchor,
into every backup, packet and frozen report; `check_anchor` asks whether the line it names is
still there, unaltered.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, Text, func, select, type_coerce

from mediation_desk.storage.hashing import (
    AUDIT,
    GENESIS,
    LINE,
    audit_hash,
    change_digest,
)
from mediation_desk.storage.reading import Progress, any_bytes, stream
from mediation_desk.storage.tables.journal import audit, change

STEP = 5000
"""Lines between two reports of progress."""

_CONTENT = ("before", "after", "reason", "salt", "sealed")


@dataclass(frozen=True, slots=True)
class Head:
    """The newest audit line: its number and hash. Kept elsewhere it is an anchor (锚点)."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first audit line that is not as it was written, in words."""

    seq: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification read, up to the first fault; without one, everything."""

    lines: int
    changes: int
    head: Head
    fault: Fault | None


def head(connection: Connection) -> Head:
    """Return the newest audit line; number 0 in a store nothing was ever written to."""
    query = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Head(row.seq, row.hash) if row else Head(0, GENESIS)


def check_anchor(connection: Connection, anchor: Head) -> Fault | None:
    """Return why the line an anchor names is not there any more; None when it is."""
    if anchor.seq == 0:
        return None
    query = select(audit.c.hash).where(audit.c.seq == anchor.seq)
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        last = head(connection).seq
        return Fault(
            last + 1, f"审计记录被截断：第 {last + 1} 条起不见了，此前曾记到第 {anchor.seq} 条。"
        )
    if found != anchor.hash:
        return Fault(anchor.seq, f"审计记录被改动：第 {anchor.seq} 条与此前留下的校验值不符。")
    return None


def verify(connection: Connection, progress: Progress | None = None) -> Verdict:
    """Read the whole journal once and return whether it is as it was written."""
    with any_bytes(connection):
        return _Walk(connection, progress).run()


class _Walk:
    """The audit lines and the change lines, walked in step."""

    def __init__(self, connection: Connection, progress: Progress | None) -> None:
        self._connection = connection
        query = select(func.count()).select_from(audit)
        self._total = connection.execute(query).scalar_one()
        self._progress = progress
        self._audits = stream(connection, _raw(audit, (*AUDIT, "hash")))
        self._changes = stream(connection, _raw(change, (*LINE, *_CONTENT)))
        self._head = Head(0, GENESIS)
        self._last_change = 0
        self._unproven: dict[tuple[str, str], int] = {}

    def run(self) -> Verdict:
        """Walk to the end, or to the first fault."""
        for line in self._audits:
            reason = self._wrong(line)
            if reason:
                return self._found(reason)
            self._head = Head(line["seq"], line["hash"])
            self._last_change = line["last_change"]
            if self._progress is not None and self._head.seq % STEP == 0:
                self._progress(self._head.seq, self._total)
        if self._unproven:
            return self._found("有内容被抹去，却没有销毁记录", min(self._unproven.values()))
        if next(self._changes, None) is not None or self._strays():
            return self._found("有变更记录没有对应的审计记录")
        if self._progress is not None:
            self._progress(self._total, self._total)
        return Verdict(self._head.seq, self._last_change, self._head, None)

    def _strays(self) -> int:
        """Return how many lines stand before number 1, where none was ever written."""
        both = (select(func.count()).where(table.c.seq < 1) for table in (audit, change))
        return sum(self._connection.execute(query).scalar_one() for query in both)

    def _found(self, reason: str, seq: int = 0) -> Verdict:
        seq = seq or self._head.seq + 1
        fault = Fault(seq, f"审计记录被改动：第 {seq} 条起（{reason}）。")
        return Verdict(self._head.seq, self._last_change, self._head, fault)

    def _wrong(self, line: RowMapping) -> str:
        """Return what is wrong with the next audit line and its change lines, "" for nothing."""
        if line["seq"] != self._head.seq + 1:
            return "这一条不见了，或编号被改"
        if line["previous_hash"] != self._head.hash:
            return "与上一条接不上"
        if line["hash"] != audit_hash(line):
            return "内容与校验值不符"
        return self._wrong_changes(line)

    def _wrong_changes(self, line: RowMapping) -> str:
        total = sha256()
        for seq in range(self._last_change + 1, line["last_change"] + 1):
            changed = next(self._changes, None)
            if changed is None or changed["seq"] != seq:
                return f"变更记录第 {seq} 条不见了，或编号被改"
            if not self._lawful(changed):
                return f"变更记录第 {seq} 条的内容与校验值不符"
            total.update(change_digest(changed).encode())
        if total.hexdigest() != line["changes_hash"]:
            first = self._last_change + 1
            return f"它的变更记录（第 {first} 条起）与校验值不符"
        return ""

    def _lawful(self, line: RowMapping) -> bool:
        """Return whether a destroyed content is really gone; note rows whose destruction follows.

        A row's destruction is itself a change line, so every sealed row must meet its own.
        """
        row = (line["table_name"], line["row_id"])
        if line["sealed"]:
            self._unproven.setdefault(row, self._head.seq + 1)
            return line["before"] is None and line["after"] is None and not line["reason"]
        if line["field"] == "*" and line["before"] is None and line["after"] is None:
            self._unproven.pop(row, None)
        return True


def _raw(table: Table, names: tuple[str, ...]) -> Select[Any]:
    """Select lines in order as they are stored, instants as text."""
    columns = [table.c[name] for name in names if name != "at"]
    at = type_coerce(table.c.at, Text).label("at")
    return select(at, *columns).where(table.c.seq >= 1).order_by(table.c.seq)
