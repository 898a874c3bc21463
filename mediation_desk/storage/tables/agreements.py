"""Agreements: clauses as data, what falls due, who signed."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, and_, func, literal_column

from mediation_desk.storage.tables.base import fen, flag, key, link, metadata, text

agreement = Table(
    "agreement",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("form", String(8), nullable=False),
    Column("reached_on", Date, nullable=False),
    text("facts"),
    text("disputed_matters"),
    text("responsibility"),
    text("performance_manner"),
    text("performance_deadline"),
    text("performance_place"),
    flag("performed_on_spot"),
    flag("party_asked_written"),
    Column("effect_on", Date),
    text("effect_reason"),
    Column("copies", Integer, nullable=False),
    Column("withdrawn_on", Date),
    text("withdrawn_reason"),
)

clause = Table(
    "clause",
    metadata,
    key(),
    link("agreement_id", "agreement"),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    text("content"),
    link("debtor_id", "party", required=False, index=False),
    link("creditor_id", "party", required=False, index=False),
    fen("amount_fen"),
    Column("due_on", Date),
    text("due_text"),
    text("manner"),
    text("place"),
    text("breach"),
    Column("period_months", Integer, nullable=False, server_default="0"),
    flag("counted", default=True),
)

UNPRICED = and_(
    clause.c.kind == literal_column("'payment'"),
    clause.c.counted == literal_column("1"),
    func.coalesce(clause.c.amount_fen, literal_column("0")) == literal_column("0"),
)
"""A payment that is to be counted and says no sum of its own; its instalments may."""

Index("ix_clause_unpriced", clause.c.agreement_id, sqlite_where=UNPRICED)

instalment = Table(
    "instalment",
    metadata,
    key(),
    link("agreement_id", "agreement"),
    link("clause_id", "clause", index=False),
    Column("position", Integer, nullable=False),
    Column("due_on", Date),
    fen("amount_fen"),
    text("content"),
    Column("performed_on", Date),
    text("performed_note"),
)

# Partial on PostgreSQL too, where the migration says so (see tables/cases.py).
Index("ix_instalment_owed", instalment.c.due_on, sqlite_where=instalment.c.performed_on.is_(None))

signature = Table(
    "signature",
    metadata,
    key(),
    link("agreement_id", "agreement"),
    Column("role", String(16), nullable=False),
    Column("signer_id", String(36), nullable=False, server_default=""),
    Column("signed_on", Date, nullable=False),
    text("manner"),
    text("signed_by"),
)
