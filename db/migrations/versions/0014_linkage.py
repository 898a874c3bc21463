"""Linkage: letters, lines of the front desk, sweeps, prevention, zero reports, reports due."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_letter()
    _make_informant()
    _make_inquiry()
    _make_sweep()
    _make_prevention()
    _make_zero_report()
    _make_venue()
    _make_escalation()


def _make_letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("direction", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.String(32), nullable=False),
        sa.Column("body_name", sa.Text(), server_default="", nullable=False),
        sa.Column("own_number", sa.Text(), server_default="", nullable=False),
        sa.Column("their_number", sa.Text(), server_default="", nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("parties", sa.Text(), server_default="", nullable=False),
        sa.Column("attachments", sa.Text(), server_default="", nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_letter_committee_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_letter_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_case_id"), "letter", ["case_id"])
    op.create_index(op.f("ix_letter_committee_id"), "letter", ["committee_id"])
    op.create_index(op.f("ix_letter_dated_on"), "letter", ["dated_on"])
    op.create_index("ix_letter_open", "letter", ["answered_on", "due_on"])


def _make_informant() -> None:
    op.create_table(
        "informant",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("area", sa.Text(), server_default="", nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("active in (0, 1)", name=op.f("ck_informant_active")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_informant_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_informant")),
    )
    op.create_index(op.f("ix_informant_committee_id"), "informant", ["committee_id"])


def _make_inquiry() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("informant_id", sa.String(36), nullable=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_inquiry_case_id")),
        sa.ForeignKeyConstraint(
            ["informant_id"], ["informant.id"], name=op.f("fk_inquiry_informant_id")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_inquiry_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    op.create_index(op.f("ix_inquiry_case_id"), "inquiry", ["case_id"])
    op.create_index(op.f("ix_inquiry_committee_id"), "inquiry", ["committee_id"])
    op.create_index(op.f("ix_inquiry_day"), "inquiry", ["day"])
    op.create_index(op.f("ix_inquiry_informant_id"), "inquiry", ["informant_id"])
    op.create_index("ix_inquiry_state", "inquiry", ["state", "day"])


def _make_sweep() -> None:
    op.create_table(
        "sweep",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("swept_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("people", sa.Text(), server_default="", nullable=False),
        sa.Column("found", sa.Integer(), server_default="0", nullable=False),
        sa.Column("settled", sa.Integer(), server_default="0", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_sweep_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweep")),
    )
    op.create_index(op.f("ix_sweep_committee_id"), "sweep", ["committee_id"])
    op.create_index(op.f("ix_sweep_swept_on"), "sweep", ["swept_on"])


def _make_prevention() -> None:
    op.create_table(
        "prevention",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=False),
        sa.Column("sweep_id", sa.String(36), nullable=True),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("prevented_on", sa.Date(), nullable=False),
        sa.Column("effect", sa.String(16), nullable=False),
        sa.Column("people_involved", sa.Integer(), server_default="0", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("facts", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["sweep_id"], ["sweep.id"], name=op.f("fk_prevention_sweep_id")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_prevention_committee_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_prevention_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention")),
    )
    op.create_index(op.f("ix_prevention_case_id"), "prevention", ["case_id"])
    op.create_index(op.f("ix_prevention_committee_id"), "prevention", ["committee_id"])
    op.create_index(op.f("ix_prevention_prevented_on"), "prevention", ["prevented_on"])
    op.create_index(op.f("ix_prevention_sweep_id"), "prevention", ["sweep_id"])


def _make_zero_report() -> None:
    op.create_table(
        "zero_report",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("reported_by", sa.Text(), server_default="", nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_zero_report_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zero_report")),
        sa.UniqueConstraint(
            "committee_id", "month", name=op.f("uq_zero_report_committee_id_month")
        ),
    )


def _make_venue() -> None:
    op.create_table(
        "venue",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("committee_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("keeper", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("active in (0, 1)", name=op.f("ck_venue_active")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_venue_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
    )
    op.create_index(op.f("ix_venue_committee_id"), "venue", ["committee_id"])


def _make_escalation() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("facts", sa.Text(), server_default="", nullable=False),
        sa.Column("known_at", sa.String(27), nullable=False),
        sa.Column("due_at", sa.String(27), nullable=False),
        sa.Column("reported_at", sa.String(27), nullable=True),
        sa.Column("reported_to", sa.Text(), server_default="", nullable=False),
        sa.Column("reported_by", sa.Text(), server_default="", nullable=False),
        sa.Column("manner", sa.Text(), server_default="", nullable=False),
        sa.Column("measures", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_escalation_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    op.create_index(op.f("ix_escalation_case_id"), "escalation", ["case_id"])
    still = sa.text("reported_at IS NULL")
    op.create_index(
        "ix_escalation_open", "escalation", ["due_at"], sqlite_where=still, postgresql_where=still
    )
