"""Facts that nobody disputes (无争议事实记载), stored with the case."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "undisputed",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name="fk_undisputed_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_undisputed"),
    )
    op.create_index("ix_undisputed_case_id", "undisputed", ["case_id"])
