"""Recusals and disclosures of mediators."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "recusal",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("mediator_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        _text("raised_by"),
        sa.Column("relation", sa.String(16), nullable=False),
        _text("ground"),
        sa.Column("decision", sa.String(16), nullable=False),
        _text("opinions"),
        _text("decided_by"),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name="fk_recusal_case_id"),
        sa.ForeignKeyConstraint(["mediator_id"], ["mediator.id"], name="fk_recusal_mediator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recusal"),
    )
    op.create_index("ix_recusal_case_id", "recusal", ["case_id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)
