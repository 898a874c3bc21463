"""The risk colour (风险等级) of a case."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the colour; nobody has given one yet."""
    op.add_column(
        "dispute", sa.Column("risk", sa.String(length=16), server_default="", nullable=False)
    )
