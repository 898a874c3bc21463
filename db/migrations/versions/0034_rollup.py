"""Reports of other offices: who reports here, what came in, what was counted twice."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "signing_key",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("private_key", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "reporting_place",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("office_id", sa.String(length=36), server_default="", nullable=False),
        sa.Column("unit", sa.String(length=64), server_default="", nullable=False),
        sa.Column("public_key", sa.String(length=64), server_default="", nullable=False),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("active in (0, 1)", name=op.f("ck_reporting_place_active")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_place")),
    )
    op.create_table(
        "received_report",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("place_id", sa.String(length=36), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("table_key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("period_name", sa.Text(), server_default="", nullable=False),
        sa.Column("unit_label", sa.Text(), server_default="", nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("rules", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.Column("cases", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.String(length=27), nullable=False),
        sa.Column("submitted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("received_at", sa.String(length=27), nullable=False),
        sa.Column("received_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["reporting_place.id"], name=op.f("fk_received_report_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_report")),
        sa.UniqueConstraint("digest", name=op.f("uq_received_report_digest")),
    )
    op.create_index("ix_received_report_place_id", "received_report", ["place_id"])
    op.create_table(
        "reported_twin",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("one", sa.String(length=36), nullable=False),
        sa.Column("other", sa.String(length=36), nullable=False),
        sa.Column("kept", sa.String(length=36), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_twin")),
        sa.UniqueConstraint("one", "other", name=op.f("uq_reported_twin_one_other")),
    )
