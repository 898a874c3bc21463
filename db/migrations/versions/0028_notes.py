"""Notes taken at the table, those of a talk with one side alone marked."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "note",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("aside", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("content", sa.Text(), nullable=False, server_default=""),
        sa.Column("with_whom", sa.Text(), nullable=False, server_default=""),
        sa.Column("noted_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("noted_at", sa.String(27), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=False, server_default=""),
        sa.Column("moved_at", sa.String(27), nullable=True),
        sa.CheckConstraint("aside in (0, 1)", name=op.f("ck_note_aside")),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_note_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_case_id"), "note", ["case_id"])
