"""Cases can be found by any word, name, pinyin or end of a number."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MAKE_TOKENS = (
    "CREATE VIRTUAL TABLE search_tokens USING fts5(tokens, content='', contentless_delete=1,"
    " detail=none, tokenize='ascii')"
)


def upgrade() -> None:
    """Make the index; the program fills it for the cases that are there when it next starts."""
    op.create_table(
        "search_entry",
        sa.Column("rowid", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("rowid", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("case_id", name=op.f("uq_search_entry_case_id")),
    )
    op.execute(MAKE_TOKENS)
