"""What the journal hashes, and how: canonical text, so that every altered byte shows.

A change line is hashed in two steps. Its content (before, after, reason) goes with a random salt
into a content hash; that hash and the line's other columns make the line's digest. Content that is
destroyed after retention leaves its content hash behind (`sealed`): the digest, and with it the
audit chain, stays verifiable, and without the salt nobody can guess a short content (a phone
number) from its hash.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any

from sqlalchemy import Date, RowMapping, Table

from mediation_desk.storage.tables.base import Instant, instant_text

Line = Mapping[str, Any] | RowMapping
"""A line of the journal by its column names."""

GENESIS = "0" * 64
"""What the first audit line names as the line before."""

LINE = (
    "seq",
    "write_id",
    "at",
    "actor",
    "device",
    "counter",
    "aggregate_id",
    "table_name",
    "row_id",
    "field",
)
"""The columns of a change line that stay when its content is destroyed, in hashing order."""

AUDIT = (
    "seq",
    "write_id",
    "at",
    "actor",
    "device",
    "action",
    "subject_table",
    "subject_id",
    "detail",
    "last_change",
    "changes_hash",
    "previous_hash",
)
"""The columns of an audit line that its hash covers, in hashing order."""

_LINE, _AUDIT = itemgetter(*LINE), itemgetter(*AUDIT)
_CONTENT = itemgetter("salt", "before", "after", "reason")
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_ANY = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr)


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: dates and instants as stored, bytes as their hash."""
    if value is None or isinstance(value, str | int):
        return value  # nearly every one
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return {"sha256": sha256(value).hexdigest()}
    return value


def canonical(value: Any) -> str | None:
    """Return the JSON text of a value as the change log stores it, None for None."""
    return None if value is None else _PLAIN.encode(plain(value))


def restored(text: str | None) -> Any:
    """Return the plain value behind a stored text."""
    return None if text is None else json.loads(text)


def typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row, as a line of the change log has them, as the table takes them."""
    return {name: _typed(table.c[name].type, value) for name, value in row.items()}


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(kind, Instant) else value


def hash_of(content: Any) -> str:
    """Return the SHA-256 of content in canonical JSON."""
    return _sha(_PLAIN.encode(plain(content)))


def new_salt() -> str:
    """Return 128 random bits as 22 characters."""
    return secrets.token_urlsafe(16)


def content_hash(line: Line) -> str:
    """Return the salted hash of a change line's content, or what stands for a destroyed one."""
    if line["sealed"]:
        return str(line["sealed"])
    return _digest(list(_CONTENT(line)))


def change_digest(line: Line) -> str:
    """Return the digest of one change line."""
    return _digest([*_LINE(line), content_hash(line)])


def changes_hash(digests: Iterable[str]) -> str:
    """Return what an audit line says of the change lines it covers, in their order."""
    total = sha256()
    for digest in digests:
        total.update(digest.encode())
    return total.hexdigest()


def audit_hash(line: Line) -> str:
    """Return the hash of an audit line, the hash of the line before included."""
    return _digest(list(_AUDIT(line)))


def _digest(parts: list[Any]) -> str:
    return _sha(_ANY.encode(parts))


def _sha(text: str) -> str:
    # surrogateescape: raw SQL can leave text in the store that is not UTF-8; it must not match.
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
