"""The change log and the chained audit: written with every write, never deleted.

The one update there is: destruction after retention puts a hash in the place of content
(hashing.py says why the chain stays verifiable).
"""

from sqlalchemy import Column, Index, Integer, String, Table

from mediation_desk.storage.tables.base import Instant, metadata, text

meta = Table(
    "meta",
    metadata,
    Column("name", String(32), primary_key=True),
    text("value"),
)
"""Facts about this store: the device's id, its counter, the kind of store."""

change = Table(
    "change",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("write_id", String(36), nullable=False),
    Column("at", Instant, nullable=False),
    text("actor"),
    Column("device", String(36), nullable=False),
    Column("counter", Integer, nullable=False),
    Column("aggregate_id", String(36), nullable=False, server_default=""),
    Column("table_name", String(32), nullable=False),
    Column("row_id", String(36), nullable=False),
    Column("field", String(32), nullable=False),
    text("before", required=False),
    text("after", required=False),
    text("reason"),
    Column("salt", String(22), nullable=False, server_default=""),
    Column("sealed", String(64), nullable=False, server_default=""),
)
"""One row a changed field; a new row is one line with field `*` holding the whole row.

`before` and `after` are canonical JSON text (hashing.canonical), so that what is hashed is what is
stored. A row that was removed has `*` with nothing after; one that was destroyed also nothing
before. `seq` has no gaps: the audit lines say which change lines they cover.
"""
Index("ix_change_aggregate_id", change.c.aggregate_id, change.c.seq)
Index("ix_change_row_id", change.c.row_id, change.c.seq)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("write_id", String(36), nullable=False),
    Column("at", Instant, nullable=False),
    text("actor"),
    Column("device", String(36), nullable=False),
    Column("action", String(48), nullable=False),
    Column("subject_table", String(32), nullable=False, server_default=""),
    Column("subject_id", String(36), nullable=False, server_default=""),
    text("detail"),
    Column("last_change", Integer, nullable=False, server_default="0"),
    Column("changes_hash", String(64), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One line a write: what was done, bound to its change rows and to the line before.

It covers the change rows after the previous line's `last_change` up to its own.
"""
Index("ix_audit_write_id", audit.c.write_id, unique=True)
Index("ix_audit_subject_id", audit.c.subject_id, audit.c.seq)
