"""Tables designed column by column, and every version of them."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the designs."""
    op.add_column("own_table", sa.Column("design", sa.JSON(), nullable=True))
    op.create_table(
        "own_table_version",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("table_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("design", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.Column("saved_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_table_version")),
    )
    op.create_index("ix_own_table_version_table_id", "own_table_version", ["table_id"])
