"""What is written on a dossier's covers."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "dossier",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("compiled_by", sa.Text(), server_default="", nullable=False),
        sa.Column("compiled_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_dossier_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    op.create_index("ix_dossier_case_id", "dossier", ["case_id"], unique=False)
