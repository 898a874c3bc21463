"""Money of mediation: what came in and went out; payments without a sum are found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the money, and the index."""
    op.create_table(
        "fund",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("flow", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("amount_fen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(), nullable=False),
        sa.CheckConstraint("flow in ('received', 'spent')", name=op.f("ck_fund_flow")),
        sa.CheckConstraint("quarter between 0 and 4", name=op.f("ck_fund_quarter")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_fund_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
    )
    op.create_index("ix_fund_committee_id", "fund", ["committee_id"])
    op.create_index("ix_fund_first_on", "fund", ["first_on"])
    op.create_index(
        "ix_clause_unpriced",
        "clause",
        ["agreement_id"],
        sqlite_where=sa.text("kind = 'payment' AND counted = 1 AND coalesce(amount_fen, 0) = 0"),
    )
