"""The change log and the chained audit: written with every write, never updated, never deleted."""

from sqlalchemy import Column, Index, Integer, String, Table

from mediation_desk.storage.tables.base import Instant, Json, metadata, text

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
    Column("seq", Integer, primary_key=True),
    Column("write_id", String(36), nullable=False),
    Column("at", Instant, nullable=False),
    text("actor"),
    Column("device", String(36), nullable=False),
    Column("counter", Integer, nullable=False),
    Column("aggregate_id", String(36), nullable=False, server_default=""),
    Column("table_name", String(32), nullable=False),
    Column("row_id", String(36), nullable=False),
    Column("field", String(32), nullable=False),
    Column("before", Json),
    Column("after", Json),
    text("reason"),
)
"""One row a changed field; a new row is one line with field `*` holding the whole row."""
Index("ix_change_aggregate_id", change.c.aggregate_id, change.c.seq)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("write_id", String(36), nullable=False),
    Column("at", Instant, nullable=False),
    text("actor"),
    Column("device", String(36), nullable=False),
    Column("action", String(48), nullable=False),
    Column("subject_table", String(32), nullable=False, server_default=""),
    Column("subject_id", String(36), nullable=False, server_default=""),
    text("detail"),
    Column("changes_hash", String(64), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One line a write: what was done, bound to its change rows and to the line before."""
