"""What befalls mediators: training, awards, leave, discipline; cases handed over by who leaves."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, String, Table

from mediation_desk.storage.tables.base import flag, key, link, metadata, revision, text

mediator_record = Table(
    "mediator_record",
    metadata,
    key(),
    link("mediator_id", "mediator"),
    Column("kind", String(16), nullable=False),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date),
    text("title"),
    text("organiser"),
    Column("hours", Integer, nullable=False, server_default="0"),
    text("note"),
    *revision(),
    CheckConstraint("kind in ('training', 'award', 'leave', 'discipline')", name="kind"),
)

handover = Table(
    "handover",
    metadata,
    key(),
    link("from_id", "mediator", index=False),
    link("to_id", "mediator", index=False),
    Column("handed_on", Date, nullable=False),
    text("reason"),
    *revision(),
)

handover_item = Table(
    "handover_item",
    metadata,
    key(),
    link("handover_id", "handover"),
    Column("case_id", String(36), nullable=False),
    text("role"),
    flag("moved"),
)
"""A case of a hand-over; one not `moved` keeps its mediator on record and is only looked after.

The id is no link: the list stays when a case's content is destroyed.
"""
