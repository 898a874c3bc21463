"""The journal can be proven: salted contents, and which change lines an audit line covers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = (
    "seq, write_id, at, actor, device, counter, aggregate_id, table_name, row_id, field, before,"
    " after, reason"
)


def upgrade() -> None:
    """Add what verification and lawful destruction need, and the indexes history reads by."""
    op.add_column(
        "audit", sa.Column("last_change", sa.Integer(), server_default="0", nullable=False)
    )
    op.create_index("ix_audit_write_id", "audit", ["write_id"], unique=True)
    # A column declared JSON turns the text of a number into a number: contents must stay text.
    op.drop_index("ix_change_aggregate_id", "change")
    op.rename_table("change", "change_before")
    _make_change()
    op.execute(f"INSERT INTO change ({KEPT}) SELECT {KEPT} FROM change_before")
    op.drop_table("change_before")
    op.create_index("ix_change_aggregate_id", "change", ["aggregate_id", "seq"], unique=False)
    op.create_index("ix_change_row_id", "change", ["row_id", "seq"], unique=False)


def _make_change() -> None:
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("write_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("aggregate_id", sa.String(length=36), server_default="", nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.String(length=22), server_default="", nullable=False),
        sa.Column("sealed", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
