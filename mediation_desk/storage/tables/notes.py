"""Notes taken at the table (笔记), one row each, under their case. No paper reads them."""

from sqlalchemy import Column, Table

from mediation_desk.storage.tables.base import Instant, flag, key, link, metadata, text

note = Table(
    "note",
    metadata,
    key(),
    link("case_id", "dispute"),
    flag("aside"),
    text("content"),
    text("with_whom"),
    text("noted_by"),
    Column("noted_at", Instant, nullable=False),
    text("moved_to"),
    Column("moved_at", Instant),
)
"""`aside`: taken while talking with one side alone (单独谈话、背靠背); `moved_to` says into which
record a person put it by hand, "" while it is a note alone."""
