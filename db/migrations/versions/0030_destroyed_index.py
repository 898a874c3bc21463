"""How many cases there are is counted in indexes alone: the destroyed ones have one too."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    some = sa.text("destroyed_on IS NOT NULL")
    op.create_index(
        "ix_dispute_destroyed_on",
        "dispute",
        ["destroyed_on", "deleted_on"],
        sqlite_where=some,
        postgresql_where=some,
    )
