"""What must not be forgotten is counted in indexes, the calendar's sessions are found by their day.

The number of cases no longer decides how long the first page waits.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    _index(
        "ix_dispute_open",
        "state IN ('registered', 'accepted', 'mediating')",
        *("state", "due_on", "extended_to", "registered_on", "accepted_on", "next_session_at"),
        *("difficulty", "id", "deleted_on", "destroyed_on"),
    )
    _index(
        "ix_dispute_unsigned",
        "state = 'agreed' AND effect_on IS NULL",
        *("state", "effect_on", "due_on", "extended_to", "deleted_on", "destroyed_on"),
    )
    _index(
        "ix_dispute_effect_on",
        "effect_on IS NOT NULL",
        *("effect_on", "visited_on", "agreed_form", "filed_on"),
        *("due_on", "extended_to", "deleted_on", "destroyed_on"),
    )
    _index(
        "ix_dispute_next_visit_on",
        "next_visit_on IS NOT NULL",
        *("next_visit_on", "due_on", "extended_to", "deleted_on", "destroyed_on"),
    )
    op.create_index("ix_session_held_at", "session", ["held_at"])


def _index(name: str, where: str, *columns: str) -> None:
    some = sa.text(where)
    op.create_index(name, "dispute", list(columns), sqlite_where=some, postgresql_where=some)
