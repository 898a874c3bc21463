"""The first schema: office, committees, disputes, sessions, agreements, papers, journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first schema."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("write_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=48), nullable=False),
        sa.Column("subject_table", sa.String(length=32), server_default="", nullable=False),
        sa.Column("subject_id", sa.String(length=36), server_default="", nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("changes_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("write_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("aggregate_id", sa.String(length=36), server_default="", nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
    op.create_index("ix_change_aggregate_id", "change", ["aggregate_id", "seq"], unique=False)
    op.create_table(
        "committee",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("short_name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("specialty", sa.Text(), server_default="", nullable=False),
        sa.Column("region_code", sa.Text(), server_default="", nullable=False),
        sa.Column("township", sa.Text(), server_default="", nullable=False),
        sa.Column("village", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("term_ends_on", sa.Date(), nullable=True),
        sa.Column("number_pattern", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("active in (0, 1)", name=op.f("ck_committee_active")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["committee.id"], name=op.f("fk_committee_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
    )
    op.create_index(op.f("ix_committee_parent_id"), "committee", ["parent_id"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("region_code", sa.Text(), server_default="", nullable=False),
        sa.Column("region_name", sa.Text(), server_default="", nullable=False),
        sa.Column("demo", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("demo in (0, 1)", name=op.f("ck_office_demo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("id_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("id_number", sa.String(length=32), server_default="", nullable=False),
        sa.Column("credit_code", sa.String(length=18), server_default="", nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_credit_code"), "person", ["credit_code"], unique=False)
    op.create_index(op.f("ix_person_id_number"), "person", ["id_number"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
    )
    op.create_table(
        "mediator",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("sex", sa.String(length=1), server_default="0", nullable=False),
        sa.Column("id_number", sa.Text(), server_default="", nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("ethnicity", sa.Text(), server_default="", nullable=False),
        sa.Column("education", sa.Text(), server_default="", nullable=False),
        sa.Column("major", sa.Text(), server_default="", nullable=False),
        sa.Column("employer", sa.Text(), server_default="", nullable=False),
        sa.Column("other_identity", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Text(), server_default="", nullable=False),
        sa.Column("employment", sa.Text(), server_default="", nullable=False),
        sa.Column("purchased_service", sa.Integer(), server_default="0", nullable=False),
        sa.Column("origin", sa.Text(), server_default="", nullable=False),
        sa.Column("since_year", sa.Integer(), nullable=True),
        sa.Column("experience", sa.Text(), server_default="", nullable=False),
        sa.Column("injury_on_duty", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("mobile", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("politics", sa.Text(), server_default="", nullable=False),
        sa.Column("marital_status", sa.Text(), server_default="", nullable=False),
        sa.Column("occupation", sa.Text(), server_default="", nullable=False),
        sa.Column("qualification", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("introduction", sa.Text(), server_default="", nullable=False),
        sa.Column("grade", sa.Text(), server_default="", nullable=False),
        sa.Column("graded_on", sa.Date(), nullable=True),
        sa.Column("term_from", sa.Date(), nullable=True),
        sa.Column("term_to", sa.Date(), nullable=True),
        sa.Column("licence_number", sa.Text(), server_default="", nullable=False),
        sa.Column("subsidised", sa.Integer(), server_default="1", nullable=False),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("active in (0, 1)", name=op.f("ck_mediator_active")),
        sa.CheckConstraint(
            "purchased_service in (0, 1)", name=op.f("ck_mediator_purchased_service")
        ),
        sa.CheckConstraint("subsidised in (0, 1)", name=op.f("ck_mediator_subsidised")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_mediator_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator")),
    )
    op.create_index(op.f("ix_mediator_committee_id"), "mediator", ["committee_id"], unique=False)
    op.create_table(
        "dispute",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=64), server_default="", nullable=False),
        sa.Column("series", sa.String(length=8), server_default="", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("application_form", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("source_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("type_group", sa.String(length=32), nullable=False),
        sa.Column("difficulty", sa.String(length=16), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("facts", sa.Text(), server_default="", nullable=False),
        sa.Column("disputed_matters", sa.Text(), server_default="", nullable=False),
        sa.Column("requests", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("claim_fen", sa.Integer(), nullable=True),
        sa.Column("people_involved", sa.Integer(), server_default="0", nullable=False),
        sa.Column("flags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("is_public", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cross_committee", sa.Integer(), server_default="0", nullable=False),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("refusal_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("termination_ground", sa.Text(), server_default="", nullable=False),
        sa.Column("termination_note", sa.Text(), server_default="", nullable=False),
        sa.Column("remedies", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("outcome", sa.String(length=16), server_default="", nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("lead_id", sa.String(length=36), nullable=True),
        sa.Column("next_session_at", sa.String(length=27), nullable=True),
        sa.Column("party_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_form", sa.String(length=8), server_default="", nullable=False),
        sa.Column("effect_on", sa.Date(), nullable=True),
        sa.Column("agreed_fen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("performed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("rev_device", sa.String(length=36), nullable=False),
        sa.Column("rev_counter", sa.Integer(), nullable=False),
        sa.Column("rev_parents", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "agreed_form in ('', 'written', 'oral')", name=op.f("ck_dispute_agreed_form")
        ),
        sa.CheckConstraint(
            "origin in ('application', 'initiative')", name=op.f("ck_dispute_origin")
        ),
        sa.CheckConstraint("cross_committee in (0, 1)", name=op.f("ck_dispute_cross_committee")),
        sa.CheckConstraint("is_public in (0, 1)", name=op.f("ck_dispute_is_public")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_dispute_committee_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["mediator.id"], name=op.f("fk_dispute_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    op.create_index(
        "ix_dispute_accepted_fact",
        "dispute",
        [
            "committee_id",
            "accepted_on",
            "effect_on",
            "terminated_on",
            "agreed_form",
            "type_group",
            "source",
            "difficulty",
            "party_count",
            "agreed_fen",
            "performed_on",
            "confirmed_on",
        ],
        unique=False,
    )
    op.create_index(
        "ix_dispute_confirmed_fact",
        "dispute",
        ["committee_id", "confirmed_on", "agreed_form"],
        unique=False,
        sqlite_where=sa.text("confirmed_on IS NOT NULL"),
        postgresql_where=sa.text("confirmed_on IS NOT NULL"),
    )
    op.create_index(
        "ix_dispute_effect_fact",
        "dispute",
        ["committee_id", "effect_on", "accepted_on", "terminated_on", "agreed_form", "agreed_fen"],
        unique=False,
    )
    op.create_index("ix_dispute_number", "dispute", ["number"], unique=False)
    op.create_index(
        "ix_dispute_performed_fact",
        "dispute",
        ["committee_id", "performed_on", "effect_on", "agreed_form"],
        unique=False,
        sqlite_where=sa.text("performed_on IS NOT NULL"),
        postgresql_where=sa.text("performed_on IS NOT NULL"),
    )
    op.create_index("ix_dispute_registered_on", "dispute", ["registered_on", "id"], unique=False)
    op.create_index("ix_dispute_state", "dispute", ["state", "due_on"], unique=False)
    op.create_index(
        "ix_dispute_terminated_fact",
        "dispute",
        ["committee_id", "terminated_on", "accepted_on", "effect_on", "agreed_form"],
        unique=False,
        sqlite_where=sa.text("terminated_on IS NOT NULL"),
        postgresql_where=sa.text("terminated_on IS NOT NULL"),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.Text(), server_default="", nullable=False),
        sa.Column("disputed_matters", sa.Text(), server_default="", nullable=False),
        sa.Column("responsibility", sa.Text(), server_default="", nullable=False),
        sa.Column("performance_manner", sa.Text(), server_default="", nullable=False),
        sa.Column("performance_deadline", sa.Text(), server_default="", nullable=False),
        sa.Column("performance_place", sa.Text(), server_default="", nullable=False),
        sa.Column("performed_on_spot", sa.Integer(), server_default="0", nullable=False),
        sa.Column("party_asked_written", sa.Integer(), server_default="0", nullable=False),
        sa.Column("effect_on", sa.Date(), nullable=True),
        sa.Column("effect_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "party_asked_written in (0, 1)", name=op.f("ck_agreement_party_asked_written")
        ),
        sa.CheckConstraint(
            "performed_on_spot in (0, 1)", name=op.f("ck_agreement_performed_on_spot")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_agreement_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index(op.f("ix_agreement_case_id"), "agreement", ["case_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("mediator_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("chosen_by", sa.String(length=16), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_assignment_case_id")),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_assignment_mediator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_case_id"), "assignment", ["case_id"], unique=False)
    op.create_index(op.f("ix_assignment_mediator_id"), "assignment", ["mediator_id"], unique=False)
    op.create_table(
        "case_number",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("committee_id", sa.String(length=36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=8), server_default="", nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("void_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("given_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_case_number_case_id")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_case_number_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_number")),
        sa.UniqueConstraint(
            "committee_id",
            "year",
            "series",
            "sequence",
            name=op.f("uq_case_number_committee_id_year_series_sequence"),
        ),
    )
    op.create_index(op.f("ix_case_number_case_id"), "case_number", ["case_id"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("court", sa.Text(), server_default="", nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("docket_number", sa.Text(), server_default="", nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("ruled_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_confirmation_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
    )
    op.create_index(op.f("ix_confirmation_case_id"), "confirmation", ["case_id"], unique=False)
    op.create_table(
        "invited",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation", sa.Text(), server_default="", nullable=False),
        sa.Column("relation", sa.Text(), server_default="", nullable=False),
        sa.Column("consented", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("consented in (0, 1)", name=op.f("ck_invited_consented")),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_invited_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invited")),
    )
    op.create_index(op.f("ix_invited_case_id"), "invited", ["case_id"], unique=False)
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("facts_hash", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", sa.String(length=27), nullable=False),
        sa.Column("issued_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_issued_paper_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
    )
    op.create_index(op.f("ix_issued_paper_case_id"), "issued_paper", ["case_id"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("sex", sa.String(length=1), server_default="0", nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("ethnicity", sa.Text(), server_default="", nullable=False),
        sa.Column("id_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("id_number", sa.Text(), server_default="", nullable=False),
        sa.Column("native_region", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("occupation", sa.Text(), server_default="", nullable=False),
        sa.Column("employer", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("credit_code", sa.Text(), server_default="", nullable=False),
        sa.Column("legal_representative", sa.Text(), server_default="", nullable=False),
        sa.Column("legal_representative_title", sa.Text(), server_default="", nullable=False),
        sa.Column("capacity", sa.String(length=8), server_default="full", nullable=False),
        sa.Column("willingness", sa.String(length=8), server_default="unknown", nullable=False),
        sa.Column("special_groups", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("is_representative", sa.Integer(), server_default="0", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("kind in ('natural', 'legal', 'other')", name=op.f("ck_party_kind")),
        sa.CheckConstraint(
            "side in ('applicant', 'respondent', 'third')", name=op.f("ck_party_side")
        ),
        sa.CheckConstraint("is_representative in (0, 1)", name=op.f("ck_party_is_representative")),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_party_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_party_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_case_id"), "party", ["case_id"], unique=False)
    op.create_index(op.f("ix_party_person_id"), "party", ["person_id"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.String(length=27), nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("present", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("absent_note", sa.Text(), server_default="", nullable=False),
        sa.Column("record", sa.Text(), server_default="", nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("next_at", sa.String(length=27), nullable=True),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["dispute.id"], name=op.f("fk_session_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_case_id"), "session", ["case_id"], unique=False)
    op.create_table(
        "agent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("relation", sa.Text(), server_default="", nullable=False),
        sa.Column("id_number", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("authority", sa.String(length=8), server_default="general", nullable=False),
        sa.Column("has_letter", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("has_letter in (0, 1)", name=op.f("ck_agent_has_letter")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_agent_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
    )
    op.create_index(op.f("ix_agent_party_id"), "agent", ["party_id"], unique=False)
    op.create_table(
        "clause",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("debtor_id", sa.String(length=36), nullable=True),
        sa.Column("creditor_id", sa.String(length=36), nullable=True),
        sa.Column("amount_fen", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_text", sa.Text(), server_default="", nullable=False),
        sa.Column("manner", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("period_months", sa.Integer(), server_default="0", nullable=False),
        sa.Column("counted", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("counted in (0, 1)", name=op.f("ck_clause_counted")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_clause_agreement_id")
        ),
        sa.ForeignKeyConstraint(["creditor_id"], ["party.id"], name=op.f("fk_clause_creditor_id")),
        sa.ForeignKeyConstraint(["debtor_id"], ["party.id"], name=op.f("fk_clause_debtor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
    )
    op.create_index(op.f("ix_clause_agreement_id"), "clause", ["agreement_id"], unique=False)
    op.create_table(
        "signature",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("signer_id", sa.String(length=36), server_default="", nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("manner", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_signature_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index(op.f("ix_signature_agreement_id"), "signature", ["agreement_id"], unique=False)
    op.create_table(
        "instalment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("clause_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("amount_fen", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("performed_on", sa.Date(), nullable=True),
        sa.Column("performed_note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_instalment_agreement_id")
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_instalment_clause_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instalment")),
    )
    op.create_index(
        op.f("ix_instalment_agreement_id"), "instalment", ["agreement_id"], unique=False
    )
