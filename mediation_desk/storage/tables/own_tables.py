"""Tables an office put together itself (自定义表): chosen or designed, every version kept."""

from sqlalchemy import Column, Index, Integer, String, Table

from mediation_desk.storage.tables.base import Instant, Json, key, metadata, revision, text

own_table = Table(
    "own_table",
    metadata,
    key(),
    text("title"),
    Column("rows", String(16), nullable=False),
    Column("across", String(16), nullable=False),
    Column("counted", String(16), nullable=False),
    Column("design", Json),
    *revision(),
)
"""`design` is the whole table where it was designed column by column; `across` and `counted` are
then of no meaning."""

own_table_version = Table(
    "own_table_version",
    metadata,
    key(),
    Column("table_id", String(36), nullable=False),
    Column("version", Integer, nullable=False),
    Column("design", Json, nullable=False),
    Column("saved_at", Instant, nullable=False),
    text("saved_by"),
)
"""A design as it was saved; the id is no link: versions stay when the table is taken away."""

Index("ix_own_table_version_table_id", own_table_version.c.table_id)
