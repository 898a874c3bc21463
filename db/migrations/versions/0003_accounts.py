"""Accounts, the passwords they had, and an index that finds the audit of one subject."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables and the index."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("mediator_id", sa.String(length=36), nullable=True),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.Column("must_change", sa.Integer(), server_default="0", nullable=False),
        sa.Column("password_changed_at", sa.String(length=27), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("last_sign_in_at", sa.String(length=27), nullable=True),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("active in (0, 1)", name=op.f("ck_account_active")),
        sa.CheckConstraint("must_change in (0, 1)", name=op.f("ck_account_must_change")),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_account_mediator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "former_password",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_former_password_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_password")),
    )
    op.create_index(
        "ix_former_password_account_id", "former_password", ["account_id"], unique=False
    )
    op.create_index("ix_audit_subject_id", "audit", ["subject_id", "seq"], unique=False)
