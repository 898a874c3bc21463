"""The first session can be planned; what is still owed is found without a scan."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the planned moment and the index of what is owed."""
    op.add_column("dispute", sa.Column("first_session_at", sa.String(27), nullable=True))
    owed = sa.text("performed_on IS NULL")
    op.create_index(
        "ix_instalment_owed",
        "instalment",
        ["due_on"],
        sqlite_where=owed,
        postgresql_where=owed,
    )
    op.create_index("ix_dispute_next_session_at", "dispute", ["next_session_at"])
