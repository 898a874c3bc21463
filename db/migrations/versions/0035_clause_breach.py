"""What happens where a promise is not kept, as data of the clause."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("clause", sa.Column("breach", sa.Text(), server_default="", nullable=False))
