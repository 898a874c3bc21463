"""Money of mediation (经费): a line for a term, a committee, a source and a kind."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, String, Table

from mediation_desk.storage.tables.base import fen, key, link, metadata, revision, text

fund = Table(
    "fund",
    metadata,
    key(),
    link("committee_id", "committee"),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("flow", String(8), nullable=False),
    Column("source", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    fen("amount_fen", required=True),
    text("note"),
    text("recorded_by"),
    *revision(),
    CheckConstraint("flow in ('received', 'spent')", name="flow"),
    CheckConstraint("quarter between 0 and 4", name="quarter"),
)
"""`quarter` 0 is the whole year; the days are those of the term as the office counted it then."""

Index("ix_fund_first_on", fund.c.first_on)
