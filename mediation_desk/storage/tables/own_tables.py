"""Tables an office put together itself (自定义表): what it chose, not what follows from it."""

from sqlalchemy import Column, String, Table

from mediation_desk.storage.tables.base import key, metadata, revision, text

own_table = Table(
    "own_table",
    metadata,
    key(),
    text("title"),
    Column("rows", String(16), nullable=False),
    Column("across", String(16), nullable=False),
    Column("counted", String(16), nullable=False),
    *revision(),
)
