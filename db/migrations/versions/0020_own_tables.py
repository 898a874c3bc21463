"""Tables an office put together itself."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "own_table",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False, server_default=""),
        sa.Column("rows", sa.String(16), nullable=False),
        sa.Column("across", sa.String(16), nullable=False),
        sa.Column("counted", sa.String(16), nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_table")),
    )
