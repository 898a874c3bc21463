"""The office's own wording of papers."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; until something is saved in it every paper keeps the program's wording."""
    op.create_table(
        "wording",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tree", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("saved_at", sa.String(27), nullable=False),
        sa.Column("saved_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
    )
    op.create_index("ix_wording_kind", "wording", ["kind"], unique=False)
