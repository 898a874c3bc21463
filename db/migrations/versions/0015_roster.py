"""Mediators' training, awards, leave and discipline; grades that run out; hand-overs of cases."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and until when a mediator's grade holds."""
    op.add_column("mediator", sa.Column("grade_until", sa.Date(), nullable=True))
    op.create_table(
        "mediator_record",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("mediator_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        _text("title"),
        _text("organiser"),
        sa.Column("hours", sa.Integer(), server_default="0", nullable=False),
        _text("note"),
        *_revision(),
        sa.CheckConstraint(
            "kind in ('training', 'award', 'leave', 'discipline')",
            name=op.f("ck_mediator_record_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_mediator_record_mediator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator_record")),
    )
    op.create_index(op.f("ix_mediator_record_mediator_id"), "mediator_record", ["mediator_id"])
    _make_handovers()


def _make_handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("from_id", sa.String(36), nullable=False),
        sa.Column("to_id", sa.String(36), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        _text("reason"),
        *_revision(),
        sa.ForeignKeyConstraint(["from_id"], ["mediator.id"], name=op.f("fk_handover_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["mediator.id"], name=op.f("fk_handover_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_table(
        "handover_item",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("handover_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        _text("role"),
        sa.Column("moved", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("moved in (0, 1)", name=op.f("ck_handover_item_moved")),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_item_handover_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_item")),
    )
    op.create_index(op.f("ix_handover_item_handover_id"), "handover_item", ["handover_id"])


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _revision() -> list[sa.Column]:
    return [
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
    ]
