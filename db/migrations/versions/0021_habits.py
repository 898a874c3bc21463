"""How each person has arranged the program: columns, saved filters, the cases opened last."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the habits."""
    op.create_table(
        "habit",
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("owner", "name", name=op.f("pk_habit")),
    )
