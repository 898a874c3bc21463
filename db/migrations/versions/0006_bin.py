"""The bin, retention, and destruction proposed by one and approved by another."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FACTS = {
    "accepted": "committee_id accepted_on effect_on terminated_on agreed_form type_group source"
    " difficulty party_count agreed_fen performed_on confirmed_on",
    "effect": "committee_id effect_on accepted_on terminated_on agreed_form agreed_fen",
    "terminated": "committee_id terminated_on accepted_on effect_on agreed_form",
    "performed": "committee_id performed_on effect_on agreed_form",
    "confirmed": "committee_id confirmed_on agreed_form",
}
PARTIAL = ("terminated", "performed", "confirmed")


def upgrade() -> None:
    """Add the columns; the statistics' covering indexes learn what is in the bin."""
    op.add_column("dispute", sa.Column("deleted_on", sa.Date(), nullable=True))
    op.add_column(
        "dispute", sa.Column("deletion_reason", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "dispute", sa.Column("retention", sa.String(16), server_default="", nullable=False)
    )
    op.add_column("dispute", sa.Column("kept_until", sa.Date(), nullable=True))
    op.add_column("dispute", sa.Column("destroyed_on", sa.Date(), nullable=True))
    for name, columns in FACTS.items():
        op.drop_index(f"ix_dispute_{name}_fact", "dispute")
        some = {}
        if name in PARTIAL:
            where = sa.text(f"{name}_on IS NOT NULL")
            some = {"sqlite_where": where, "postgresql_where": where}
        op.create_index(
            f"ix_dispute_{name}_fact", "dispute", [*columns.split(), "deleted_on"], **some
        )
    op.create_index(
        "ix_dispute_deleted_on",
        "dispute",
        ["deleted_on"],
        sqlite_where=sa.text("deleted_on IS NOT NULL"),
        postgresql_where=sa.text("deleted_on IS NOT NULL"),
    )
    op.create_index(
        "ix_dispute_closed_on",
        "dispute",
        ["closed_on"],
        sqlite_where=sa.text("closed_on IS NOT NULL"),
        postgresql_where=sa.text("closed_on IS NOT NULL"),
    )
    _make_destructions()


def _make_destructions() -> None:
    op.create_table(
        "destruction",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("proposer_id", sa.String(36), nullable=False),
        sa.Column("proposed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("proposed_at", sa.String(27), nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", sa.String(27), nullable=True),
        sa.Column("decision_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "state in ('proposed', 'done', 'refused')", name=op.f("ck_destruction_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    op.create_table(
        "destruction_item",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("destruction_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("ground", sa.String(16), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("retention", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destruction_id"], ["destruction.id"], name=op.f("fk_destruction_item_destruction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_item")),
    )
    op.create_index(
        op.f("ix_destruction_item_destruction_id"), "destruction_item", ["destruction_id"]
    )
    op.create_index(op.f("ix_destruction_item_case_id"), "destruction_item", ["case_id"])
