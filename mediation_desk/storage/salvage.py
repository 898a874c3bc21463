"""What a damaged store's journal still holds after a backup, read page by page around the damage.

Reads a copy, never the original. A page that fails its check makes SQLCipher refuse everything on
that connection, so each failure costs a new one; lines are read in blocks, and one by one where a
block fails.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediation_desk.storage.audit import Head
from mediation_desk.storage.hashing import (
    AUDIT,
    LINE,
    Line,
    audit_hash,
    change_digest,
    changes_hash,
)
from mediation_desk.storage.raw import Mode, driver, open_raw

_BLOCK = 64
_EMPTY_BLOCKS = 16
"""Where the end cannot be read, so many blocks without a line are taken for the end."""

_AUDIT_COLUMNS = (*AUDIT, "hash")
_CHANGE_COLUMNS = (*LINE, "before", "after", "reason", "salt", "sealed")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Write:
    """One save of the damaged store: its audit line and the change lines found for it."""

    audit: Line
    changes: tuple[Line, ...]

    @property
    def whole(self) -> bool:
        """Whether every line is there, as it was written."""
        digests = (change_digest(line) for line in self.changes)
        return (
            self.audit["hash"] == audit_hash(self.audit)
            and changes_hash(digests) == self.audit["changes_hash"]
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The saves after a backup, in order; which audit lines could not be read; was the end seen."""

    writes: tuple[Write, ...]
    unreadable: tuple[int, ...]
    orphans: tuple[Line, ...]
    end_known: bool
    same_history: bool


class DamagedFile:
    """A copy of a damaged store, with its log file where that helps."""

    def __init__(self, file: Path, key: bytes, mode: Mode) -> None:
        """Read `file`, which may be short or have bad pages."""
        self._file = file
        self._key = key
        self._mode = mode
        self._raw: Any = None

    def ask(self, query: str, *given: Any) -> list[tuple[Any, ...]] | None:
        """Return the rows of a query, None when the damage is in its way."""
        try:
            if self._raw is None:
                self._raw = open_raw(self._file, self._key, self._mode)
                # Forgives a file that is shorter than its header says.
                self._raw.execute("PRAGMA writable_schema=ON")
            return list(self._raw.execute(query, given))
        except driver().DatabaseError:
            self.close()
            return None

    def value(self, table: str, row_id: str, column: str) -> Any:
        """Return one value of a row, None when it cannot be read."""
        found = self.ask(f'SELECT "{column}" FROM "{table}" WHERE id = ?', row_id)
        return found[0][0] if found else None

    def close(self) -> None:
        """Let go of the file."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None


def read(damaged: DamagedFile, since: Head, last_change: int) -> Found:
    """Return what was saved after the state `since`, whose last change line is given."""
    audits, unreadable, end_known = _scan(damaged, "audit", _AUDIT_COLUMNS, since.seq)
    changes, _, _ = _scan(damaged, "change", _CHANGE_COLUMNS, last_change)
    by_write: dict[str, list[Line]] = {}
    for line in changes:
        by_write.setdefault(line["write_id"], []).append(line)
    writes = [Write(line, tuple(by_write.pop(line["write_id"], ()))) for line in audits]
    orphans = tuple(line for lines in by_write.values() for line in lines)
    same = _same_history(damaged, since, audits)
    log.info("salvage: %d saves, %d audit lines unreadable", len(writes), len(unreadable))
    return Found(tuple(writes), tuple(unreadable), orphans, end_known, same)


def _same_history(damaged: DamagedFile, since: Head, after: list[Line]) -> bool:
    """Tell whether the damaged store was once in the state `since`."""
    if since.seq == 0:
        return True
    if after and after[0]["seq"] == since.seq + 1:
        return bool(after[0]["previous_hash"] == since.hash)
    found = damaged.ask("SELECT hash FROM audit WHERE seq = ?", since.seq)
    if found is None:  # the very line is damaged: what comes after it must speak for itself
        return bool(after)
    return found == [(since.hash,)]


def _scan(
    damaged: DamagedFile, table: str, columns: tuple[str, ...], since: int
) -> tuple[list[Line], list[int], bool]:
    """Return the lines after number `since`, the numbers that cannot be read, was the end seen."""
    names = ", ".join(f'"{name}"' for name in columns)
    query = f'SELECT {names} FROM "{table}" WHERE seq BETWEEN ? AND ? ORDER BY seq'
    end = damaged.ask(f'SELECT max(seq) FROM "{table}"')
    last = (end[0][0] or 0) if end else None
    lines: list[Line] = []
    unreadable: list[int] = []
    empty = 0
    for first in _blocks(since + 1, last):
        before = len(lines)
        for low, high in _narrowing(first, first + _BLOCK - 1):
            rows = damaged.ask(query, low, high)
            if rows is not None:
                lines += [dict(zip(columns, row, strict=True)) for row in rows]
                if high > low:
                    break
            elif low == high:
                unreadable.append(low)
        empty = 0 if len(lines) > before else empty + 1
        if last is None and empty == _EMPTY_BLOCKS:
            break
    highest = last if last is not None else max((line["seq"] for line in lines), default=0)
    return lines, [seq for seq in unreadable if seq <= highest], last is not None


def _blocks(first: int, last: int | None) -> Iterator[int]:
    while last is None or first <= last:
        yield first
        first += _BLOCK


def _narrowing(low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the whole block, then each of its lines for when the block cannot be read."""
    yield low, high
    for seq in range(low, high + 1):
        yield seq, seq
