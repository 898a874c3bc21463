"""Subsidy by case (以案定补): the county's schemes, claims with their cases, shares and steps.

A case's id in a claim is no link: a claim and what was paid stay when a case's content is
destroyed. One case stands in one claim only, which the table itself holds to.
"""

from sqlalchemy import CheckConstraint, Column, Date, Integer, String, Table, UniqueConstraint

from mediation_desk.storage.tables.base import (
    Instant,
    Json,
    fen,
    flag,
    key,
    link,
    metadata,
    revision,
    text,
)

subsidy_scheme = Table(
    "subsidy_scheme",
    metadata,
    key(),
    text("title"),
    text("note"),
    Column("valid_from", Date, nullable=False, unique=True),
    Column("oral_percent", Integer, nullable=False),
    Column("failed_percent", Integer, nullable=False),
    Column("lead_percent", Integer, nullable=False),
    fen("month_cap_fen", required=True),
    fen("year_cap_fen", required=True),
    Column("needs", Json, nullable=False),
    Column("exclusions", Json, nullable=False),
    *revision(),
)

subsidy_tier = Table(
    "subsidy_tier",
    metadata,
    key(),
    link("scheme_id", "subsidy_scheme"),
    Column("position", Integer, nullable=False),
    text("label"),
    fen("base_fen", required=True),
    fen("performance_fen", required=True),
    Column("difficulties", Json, nullable=False),
    Column("types", Json, nullable=False),
    Column("flags", Json, nullable=False),
    Column("parties_from", Integer, nullable=False, server_default="0"),
    Column("people_from", Integer, nullable=False, server_default="0"),
    fen("amount_from_fen", required=True),
)

subsidy_claim = Table(
    "subsidy_claim",
    metadata,
    key(),
    text("period"),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    link("committee_id", "committee", required=False, index=False),
    Column("state", String(16), nullable=False),
    text("note"),
    Column("paid_on", Date),
    *revision(),
    CheckConstraint(
        "state in ('draft', 'submitted', 'returned', 'approved', 'paid')", name="state"
    ),
)

subsidy_line = Table(
    "subsidy_line",
    metadata,
    key(),
    link("claim_id", "subsidy_claim"),
    Column("case_id", String(36), nullable=False),
    Column("result_on", Date),
    text("tier"),
    fen("amount_fen", required=True),
    Column("why", Json, nullable=False),
    UniqueConstraint("case_id"),
)
"""A case of a claim; what it brings is written when the claim is submitted."""

subsidy_share = Table(
    "subsidy_share",
    metadata,
    key(),
    link("line_id", "subsidy_line"),
    link("mediator_id", "mediator"),
    flag("leads"),
    fen("amount_fen", required=True),
    fen("cut_fen", required=True),
    text("why_cut"),
)

subsidy_step = Table(
    "subsidy_step",
    metadata,
    key(),
    link("claim_id", "subsidy_claim"),
    Column("at", Instant, nullable=False),
    text("by"),
    Column("kind", String(16), nullable=False),
    Column("case_id", String(36), nullable=False, server_default="", index=True),
    text("reason"),
)
"""What happened to a claim, or to one of its cases, and why; it stays when a claim is mended."""
