"""Printed papers bear which text they are; the digits of a text's hash find its paper."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the edition, and an index on the hash of the text."""
    edition = sa.Column("edition", sa.Integer(), server_default="0", nullable=False)
    op.add_column("issued_paper", edition)
    op.create_index("ix_issued_paper_text_hash", "issued_paper", ["text_hash"])
