"""Subsidy by case: the county's schemes, claims, shares; mediators' bank cards."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and where a mediator's money goes."""
    op.add_column("mediator", sa.Column("bank_name", sa.Text(), server_default="", nullable=False))
    op.add_column("mediator", sa.Column("bank_card", sa.Text(), server_default="", nullable=False))
    _make_schemes()
    _make_claims()


def _make_schemes() -> None:
    op.create_table(
        "subsidy_scheme",
        sa.Column("id", sa.String(36), nullable=False),
        _text("title"),
        _text("note"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("oral_percent", sa.Integer(), nullable=False),
        sa.Column("failed_percent", sa.Integer(), nullable=False),
        sa.Column("lead_percent", sa.Integer(), nullable=False),
        _number("month_cap_fen"),
        _number("year_cap_fen"),
        _json("needs"),
        _json("exclusions"),
        *_revision(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_scheme")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_subsidy_scheme_valid_from")),
    )
    op.create_table(
        "subsidy_tier",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("scheme_id", sa.String(36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("label"),
        _number("base_fen"),
        _number("performance_fen"),
        _json("difficulties"),
        _json("types"),
        _json("flags"),
        _number("parties_from"),
        _number("people_from"),
        _number("amount_from_fen"),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["subsidy_scheme.id"], name=op.f("fk_subsidy_tier_scheme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_tier")),
    )
    op.create_index(op.f("ix_subsidy_tier_scheme_id"), "subsidy_tier", ["scheme_id"])


def _make_claims() -> None:
    op.create_table(
        "subsidy_claim",
        sa.Column("id", sa.String(36), nullable=False),
        _text("period"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        _text("note"),
        sa.Column("paid_on", sa.Date(), nullable=True),
        *_revision(),
        sa.CheckConstraint(
            "state in ('draft', 'submitted', 'returned', 'approved', 'paid')",
            name=op.f("ck_subsidy_claim_state"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_subsidy_claim_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_claim")),
    )
    op.create_table(
        "subsidy_line",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("claim_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("result_on", sa.Date(), nullable=True),
        _text("tier"),
        _number("amount_fen"),
        _json("why"),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["subsidy_claim.id"], name=op.f("fk_subsidy_line_claim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_line")),
        sa.UniqueConstraint("case_id", name=op.f("uq_subsidy_line_case_id")),
    )
    op.create_index(op.f("ix_subsidy_line_claim_id"), "subsidy_line", ["claim_id"])
    op.create_table(
        "subsidy_share",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("line_id", sa.String(36), nullable=False),
        sa.Column("mediator_id", sa.String(36), nullable=False),
        _number("leads"),
        _number("amount_fen"),
        _number("cut_fen"),
        _text("why_cut"),
        sa.CheckConstraint("leads in (0, 1)", name=op.f("ck_subsidy_share_leads")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["subsidy_line.id"], name=op.f("fk_subsidy_share_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_subsidy_share_mediator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_share")),
    )
    op.create_index(op.f("ix_subsidy_share_line_id"), "subsidy_share", ["line_id"])
    op.create_index(op.f("ix_subsidy_share_mediator_id"), "subsidy_share", ["mediator_id"])
    _make_steps()


def _make_steps() -> None:
    op.create_table(
        "subsidy_step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("claim_id", sa.String(36), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        _text("by"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("case_id", sa.String(36), server_default="", nullable=False),
        _text("reason"),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["subsidy_claim.id"], name=op.f("fk_subsidy_step_claim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_step")),
    )
    op.create_index(op.f("ix_subsidy_step_claim_id"), "subsidy_step", ["claim_id"])
    op.create_index(op.f("ix_subsidy_step_case_id"), "subsidy_step", ["case_id"])


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def _json(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(none_as_null=True), nullable=False)


def _revision() -> list[sa.Column]:
    return [
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
    ]
