"""Typed and not saved yet: drafts of forms; names and addresses are found without a scan."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the drafts, and the indexes by which earlier cases of a person are found."""
    op.create_table(
        "draft",
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("owner", "form", name=op.f("pk_draft")),
    )
    op.create_index("ix_party_name", "party", ["name"], unique=False)
    op.create_index("ix_party_address", "party", ["address"], unique=False)
