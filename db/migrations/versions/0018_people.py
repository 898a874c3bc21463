"""Who was told apart from whom, and from whose cases."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "told_apart",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("first_id", sa.String(36), nullable=False),
        sa.Column("second_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_told_apart"),
    )
    for name in ("first_id", "second_id"):
        op.create_index(f"ix_told_apart_{name}", "told_apart", [name])
    op.create_table(
        "unlike",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("id_number", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name="fk_unlike_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unlike"),
    )
    op.create_index("ix_unlike_case_id", "unlike", ["case_id"])
