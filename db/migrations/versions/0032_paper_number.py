"""Printed papers keep the case number they bear, so that nobody has to open them for it."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the number; of papers made before, their bytes tell it."""
    op.add_column("issued_paper", sa.Column("number", sa.Text(), nullable=True))
