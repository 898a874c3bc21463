"""Which session an issued record (人民调解记录) is of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; records issued before are of no session that is known."""
    op.add_column("issued_paper", sa.Column("session_ordinal", sa.Integer(), nullable=True))
