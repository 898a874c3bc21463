"""The office, its committees, mediators, settings, number counters and imported days."""

from sqlalchemy import Column, Date, Integer, String, Table, UniqueConstraint

from mediation_desk.storage.tables.base import (
    Instant,
    Json,
    flag,
    key,
    link,
    metadata,
    revision,
    text,
)

office = Table(
    "office",
    metadata,
    key(),
    text("name"),
    text("region_code"),
    text("region_name"),
    flag("demo"),
    *revision(),
)

committee = Table(
    "committee",
    metadata,
    key(),
    link("parent_id", "committee", required=False),
    text("name"),
    text("short_name"),
    Column("kind", String(32), nullable=False),
    text("specialty"),
    text("region_code"),
    text("township"),
    text("village"),
    text("address"),
    text("phone"),
    Column("founded_on", Date),
    Column("term_ends_on", Date),
    text("number_pattern"),
    flag("active", default=True),
    Column("position", Integer, nullable=False, server_default="0"),
    *revision(),
)

mediator = Table(
    "mediator",
    metadata,
    key(),
    link("committee_id", "committee"),
    text("name"),
    Column("sex", String(1), nullable=False, server_default="0"),
    text("id_number"),
    Column("born_on", Date),
    text("ethnicity"),
    text("education"),
    text("major"),
    text("employer"),
    text("other_identity"),
    text("position"),
    text("employment"),
    flag("purchased_service"),
    text("origin"),
    Column("since_year", Integer),
    text("experience"),
    text("injury_on_duty"),
    text("phone"),
    text("mobile"),
    text("email"),
    text("politics"),
    text("marital_status"),
    text("occupation"),
    text("qualification"),
    text("address"),
    text("introduction"),
    text("grade"),
    Column("graded_on", Date),
    Column("term_from", Date),
    Column("term_to", Date),
    text("licence_number"),
    flag("subsidised", default=True),
    flag("active", default=True),
    text("bank_name"),
    text("bank_card"),
    Column("grade_until", Date),
    *revision(),
)

setting = Table(
    "setting",
    metadata,
    key(),
    Column("name", String(64), nullable=False, unique=True),
    Column("value", Json, nullable=False),
    *revision(),
)

calendar_day = Table(
    "calendar_day",
    metadata,
    key(),
    Column("day", Date, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    text("name"),
    *revision(),
)

case_number = Table(
    "case_number",
    metadata,
    key(),
    link("committee_id", "committee", index=False),
    Column("year", Integer, nullable=False),
    Column("series", String(8), nullable=False, server_default=""),
    Column("sequence", Integer, nullable=False),
    text("number"),
    link("case_id", "dispute", required=False),
    text("void_reason"),
    Column("given_at", Instant, nullable=False),
    UniqueConstraint("committee_id", "year", "series", "sequence"),
)
"""Every number ever given; a voided one keeps its row and reason and is never given again."""
