"""Visits, investigations, deliveries, receipts, urgings and supplements of a case."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; a case knows its last visit and the next one."""
    op.add_column("dispute", sa.Column("visited_on", sa.Date(), nullable=True))
    op.add_column("dispute", sa.Column("next_visit_on", sa.Date(), nullable=True))
    _make(
        "follow_up",
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("method", sa.String(8), nullable=False),
        _text("reached"),
        sa.Column("performance", sa.String(16), nullable=False),
        sa.Column("opinion", sa.String(16), nullable=False),
        _text("opinion_note"),
        sa.Column("litigated", sa.String(8), nullable=False),
        _text("litigation_note"),
        sa.Column("hidden", sa.String(8), nullable=False),
        _text("hidden_note"),
        _text("measures"),
        _text("visited_by"),
        sa.Column("next_on", sa.Date(), nullable=True),
    )
    _make_investigation()
    _make(
        "delivery",
        *map(_text, ("papers", "recipient", "address")),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        *map(_text, ("received_by", "relation", "failure", "delivered_by", "note")),
    )
    _make_of_performance()
    _make(
        "supplement",
        sa.Column("noted_on", sa.Date(), nullable=False),
        _text("content"),
        _text("recorded_by"),
    )


def _make_investigation() -> None:
    _make(
        "investigation",
        sa.Column("held_at", sa.String(27), nullable=False),
        sa.Column("ended_at", sa.String(27), nullable=True),
        *map(_text, ("place", "subject", "attended", "name")),
        sa.Column("sex", sa.String(1), server_default="0", nullable=False),
        sa.Column("age", sa.Integer(), server_default="0", nullable=False),
        *map(_text, ("occupation", "address", "phone", "record", "investigators", "recorded_by")),
    )


def _make_of_performance() -> None:
    _make(
        "receipt",
        sa.Column("instalment_id", sa.String(36), nullable=True),
        _text("payer"),
        _text("payee"),
        sa.Column("amount_fen", sa.Integer(), nullable=True),
        _text("purpose"),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        _text("witness"),
        _text("note"),
        _of_instalment("receipt"),
    )
    _make(
        "urging",
        sa.Column("instalment_id", sa.String(36), nullable=True),
        sa.Column("urged_on", sa.Date(), nullable=False),
        sa.Column("method", sa.String(8), nullable=False),
        _text("reached"),
        _text("answer"),
        sa.Column("promised_on", sa.Date(), nullable=True),
        _text("urged_by"),
        _of_instalment("urging"),
    )
    for name in ("receipt", "urging"):
        op.create_index(f"ix_{name}_instalment_id", name, ["instalment_id"])


def _make(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=f"fk_{name}_case_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _of_instalment(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["instalment_id"], ["instalment.id"], name=f"fk_{name}_instalment_id"
    )
