"""What a store holds, in figures and hashes, so that two stores can be compared.

Works on a raw driver connection: it is asked of live stores, of backups and of damaged copies.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mediation_desk.errors import DamagedStore
from mediation_desk.storage.hashing import GENESIS
from mediation_desk.storage.raw import APPLICATION_ID

SAMPLED = 50
"""Rows of each table that are compared one by one after a backup; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The figures of one state of a store."""

    office: str
    """The office's id, which stays when a store moves to another computer; "" before set-up."""
    device: str
    schema: str
    counts: Mapping[str, int]
    sample: str
    """Hash over an evenly spread sample of every table's rows, the same on every reading."""
    audit_seq: int
    audit_head: str
    change_seq: int


def contents(raw: Any) -> Contents:
    """Return the figures of the state that `raw` sees."""
    counts = {name: _value(raw, f'SELECT count(*) FROM "{name}"') for name in tables(raw)}
    digest = hashlib.sha256()
    for name, number in counts.items():
        _add_sample(digest, raw, name, number)
    # Also asked of a store of an older schema, before its upgrade.
    query = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"
    seq, head = raw.execute(query).fetchone() or (0, GENESIS)
    return Contents(
        office=(raw.execute("SELECT id FROM office").fetchone() or [""])[0],
        device=_value(raw, "SELECT value FROM meta WHERE name = 'device'"),
        schema=_value(raw, "SELECT version_num FROM alembic_version"),
        counts=counts,
        sample=digest.hexdigest(),
        audit_seq=seq,
        audit_head=head,
        change_seq=_value(raw, "SELECT coalesce(max(seq), 0) FROM change"),
    )


def logical_hash(raw: Any) -> str:
    """Return one hash over every row of every table: equal for equal stores only."""
    digest = hashlib.sha256()
    for name in tables(raw):
        digest.update(f"table {name}\n".encode())
        for row in raw.execute(f'SELECT * FROM "{name}"{_ordered(raw, name)}'):
            _add(digest, row)
    return digest.hexdigest()


def verify(raw: Any) -> None:
    """Raise DamagedStore unless every page of a file that is alone is as it should be.

    Pages that nothing uses at present are read too.
    """
    altered = raw.execute("PRAGMA cipher_integrity_check").fetchall()
    if altered:
        raise DamagedStore("检测到数据损坏，程序没有继续写入，原文件没有改动。", "请从备份恢复。")
    verify_used(raw)


def verify_used(raw: Any) -> None:
    """Raise DamagedStore unless every page in use, index, link and the file's mark are right.

    For a store with a log file over it: whoever was killed while folding the log into the file may
    have left half a page there, which the log covers.
    """
    if _value(raw, "PRAGMA integrity_check") != "ok":
        raise DamagedStore("检测到数据损坏，程序没有继续写入，原文件没有改动。", "请从备份恢复。")
    if raw.execute("PRAGMA foreign_key_check").fetchone():
        raise DamagedStore("数据之间的联系对不上，原文件没有改动。", "请从备份恢复。")
    if _value(raw, "PRAGMA application_id") != APPLICATION_ID:
        raise DamagedStore("这个文件不是本程序建立的，没有改动它。", "请选择本程序的数据文件。")


def tables(raw: Any) -> list[str]:
    """Return the names of all tables that hold rows, in order."""
    listed = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
        " AND name NOT LIKE 'sqlite#_%' ESCAPE '#' ORDER BY name"
    )
    return [name for (name,) in listed]


def _add_sample(digest: Any, raw: Any, name: str, number: int) -> None:
    order = _ordered(raw, name)
    if not order:  # a table without rowid, kept by the search index: counted only
        return
    step = max(1, number // SAMPLED)
    query = f'SELECT * FROM "{name}" WHERE rowid % {step} = 0{order} LIMIT {SAMPLED * 4}'
    digest.update(f"table {name}\n".encode())
    for row in raw.execute(query):
        _add(digest, row)


def _ordered(raw: Any, name: str) -> str:
    """Return the ORDER BY of a table; one without rowid is read in the order of its key anyhow."""
    without = _value(raw, "SELECT wr FROM pragma_table_list WHERE name = ?", name)
    return "" if without else " ORDER BY rowid"


def _add(digest: Any, row: tuple[Any, ...]) -> None:
    digest.update(repr(row).encode("utf-8", "surrogatepass"))


def _value(raw: Any, query: str, *given: Any) -> Any:
    return raw.execute(query, given).fetchone()[0]
