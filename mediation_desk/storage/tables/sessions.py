"""Sessions of mediation, one row each, with who was present."""

from sqlalchemy import Column, Index, Integer, String, Table

from mediation_desk.storage.tables.base import Instant, Json, key, link, metadata, text

session = Table(
    "session",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("ordinal", Integer, nullable=False),
    Column("held_at", Instant, nullable=False),
    Column("ended_at", Instant),
    text("place"),
    text("subject"),
    Column("present", Json, nullable=False),
    text("absent_note"),
    text("record"),
    Column("result", String(16), nullable=False),
    Column("next_at", Instant),
    text("recorded_by"),
)

Index("ix_session_held_at", session.c.held_at)
