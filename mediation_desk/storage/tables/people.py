"""People and organisations, stored once; a party is their part in one case, as typed for it."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, String, Table

from mediation_desk.storage.tables.base import Json, flag, key, link, metadata, revision, text

person = Table(
    "person",
    metadata,
    key(),
    Column("kind", String(8), nullable=False),
    text("name"),
    text("id_kind"),
    Column("id_number", String(32), nullable=False, server_default="", index=True),
    Column("credit_code", String(18), nullable=False, server_default="", index=True),
    *revision(),
)

party = Table(
    "party",
    metadata,
    key(),
    link("case_id", "dispute"),
    link("person_id", "person"),
    Column("position", Integer, nullable=False),
    Column("side", String(16), nullable=False),
    Column("kind", String(8), nullable=False),
    text("name"),
    Column("sex", String(1), nullable=False, server_default="0"),
    Column("born_on", Date),
    text("ethnicity"),
    text("id_kind"),
    text("id_number"),
    text("native_region"),
    text("phone"),
    text("occupation"),
    text("employer"),
    text("address"),
    text("credit_code"),
    text("legal_representative"),
    text("legal_representative_title"),
    Column("capacity", String(8), nullable=False, server_default="full"),
    Column("willingness", String(8), nullable=False, server_default="unknown"),
    Column("special_groups", Json, nullable=False),
    flag("is_representative"),
    text("note"),
    CheckConstraint("side in ('applicant', 'respondent', 'third')", name="side"),
    CheckConstraint("kind in ('natural', 'legal', 'other')", name="kind"),
)
Index("ix_party_name", party.c.name)
Index("ix_party_address", party.c.address)

agent = Table(
    "agent",
    metadata,
    key(),
    link("party_id", "party"),
    Column("position", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    text("name"),
    text("relation"),
    text("id_number"),
    text("phone"),
    Column("authority", String(8), nullable=False, server_default="general"),
    flag("has_letter"),
)

told_apart = Table(
    "told_apart",
    metadata,
    key(),
    Column("first_id", String(36), nullable=False, index=True),
    Column("second_id", String(36), nullable=False, index=True),
)
"""Two people of one name who are two, the smaller id first; either may be merged away later."""

unlike = Table(
    "unlike",
    metadata,
    key(),
    link("case_id", "dispute"),
    text("name"),
    text("id_number"),
)
"""Somebody typed at the door who has nothing to do with an earlier case (不是同一件)."""
