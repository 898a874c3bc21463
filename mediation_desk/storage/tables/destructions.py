"""Destruction of cases whose retention has run out (销毁清册): proposed, decided, kept for ever."""

from sqlalchemy import CheckConstraint, Column, Date, String, Table

from mediation_desk.storage.tables.base import Instant, key, link, metadata, revision, text

destruction = Table(
    "destruction",
    metadata,
    key(),
    Column("state", String(16), nullable=False),
    text("reason"),
    Column("proposer_id", String(36), nullable=False),
    text("proposed_by"),
    Column("proposed_at", Instant, nullable=False),
    text("decided_by"),
    Column("decided_at", Instant),
    text("decision_reason"),
    *revision(),
    CheckConstraint("state in ('proposed', 'done', 'refused')", name="state"),
)

destruction_item = Table(
    "destruction_item",
    metadata,
    key(),
    link("destruction_id", "destruction"),
    Column("case_id", String(36), nullable=False, index=True),
    text("number"),
    text("title"),
    Column("ground", String(16), nullable=False),
    Column("closed_on", Date),
    text("retention"),
    Column("due_on", Date, nullable=False),
)
"""One case of a list, as it was called; what the case held is gone with its destruction."""
