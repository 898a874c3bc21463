"""Scans that found no case by themselves wait until somebody says whose they are."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "stray_scan",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("media", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.String(length=27), nullable=False),
        sa.Column("added_by", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("pages >= 0", name=op.f("ck_stray_scan_pages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stray_scan")),
    )
    op.create_index("ix_stray_scan_sha256", "stray_scan", ["sha256"], unique=False)
