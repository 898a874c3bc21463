"""Replies to the questions of plausibility, on record."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "question_reply",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("basis", sa.String(32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False, server_default=""),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("replied_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("replied_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["dispute.id"], name=op.f("fk_question_reply_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_reply")),
        sa.UniqueConstraint(
            "case_id", "code", "basis", name=op.f("uq_question_reply_case_id_code_basis")
        ),
    )
    op.create_index(op.f("ix_question_reply_case_id"), "question_reply", ["case_id"])
