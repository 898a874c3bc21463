"""Evidence and scans of a case; what an issued paper said, to be compared with the case."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; papers issued before do not know what they said."""
    op.add_column(
        "issued_paper",
        sa.Column("text_hash", sa.String(length=64), server_default="", nullable=False),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=True),
        sa.Column("slot", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("is_copy", sa.Integer(), server_default="0", nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("proves", sa.Text(), server_default="", nullable=False),
        sa.Column("collected_on", sa.Date(), nullable=True),
        sa.Column("media", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.String(length=27), nullable=False),
        sa.Column("added_by", sa.Text(), server_default="", nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(), nullable=False),
        sa.CheckConstraint("is_copy in (0, 1)", name=op.f("ck_evidence_is_copy")),
        sa.CheckConstraint("pages >= 0", name=op.f("ck_evidence_pages")),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_evidence_case_id")),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_paper.id"], name=op.f("fk_evidence_paper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_case_id", "evidence", ["case_id"], unique=False)
    op.create_index("ix_evidence_paper_id", "evidence", ["paper_id"], unique=False)
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"], unique=False)
