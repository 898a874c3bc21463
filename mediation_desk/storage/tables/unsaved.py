"""What is typed and not saved yet (未保存的草稿), so that a crash loses nothing.

Not part of the record: never logged, never exchanged, gone for good with the form it belongs to.
"""

from sqlalchemy import Column, String, Table

from mediation_desk.storage.tables.base import Instant, metadata, text

draft = Table(
    "draft",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("form", String(32), primary_key=True),
    Column("saved_at", Instant, nullable=False),
    text("content"),
)
"""One row a person and form; `content` is the form's own JSON."""
