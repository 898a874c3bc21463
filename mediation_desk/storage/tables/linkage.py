"""Linkage (联动): letters, lines of the front desk, sweeps, prevention, zero reports, reports.

None of these rows is a case: statistics count them by their own day (letter.dated_on, inquiry.day,
sweep.swept_on, prevention.prevented_on, zero_report.month). Words: domain/linkage.py.
"""

from sqlalchemy import Column, Date, Index, Integer, String, Table, UniqueConstraint

from mediation_desk.storage.tables.base import (
    Instant,
    flag,
    key,
    link,
    metadata,
    revision,
    text,
)

letter = Table(
    "letter",
    metadata,
    key(),
    link("committee_id", "committee"),
    link("case_id", "dispute", required=False),
    Column("direction", String(8), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", String(32), nullable=False),
    text("body_name"),
    text("own_number"),
    text("their_number"),
    Column("dated_on", Date, nullable=False),
    Column("due_on", Date),
    text("subject"),
    text("parties"),
    text("attachments"),
    text("contact"),
    Column("answered_on", Date),
    text("result"),
    text("answer"),
    text("note"),
    *revision(),
)
Index("ix_letter_open", letter.c.answered_on, letter.c.due_on)
Index("ix_letter_dated_on", letter.c.dated_on)

informant = Table(
    "informant",
    metadata,
    key(),
    link("committee_id", "committee"),
    text("name"),
    text("phone"),
    text("area"),
    Column("since_on", Date),
    flag("active", default=True),
    text("note"),
    *revision(),
)

inquiry = Table(
    "inquiry",
    metadata,
    key(),
    link("committee_id", "committee"),
    link("case_id", "dispute", required=False),
    link("informant_id", "informant", required=False),
    Column("kind", String(16), nullable=False),
    Column("day", Date, nullable=False),
    text("content"),
    text("name"),
    text("phone"),
    text("place"),
    Column("state", String(16), nullable=False),
    Column("handled_on", Date),
    text("answer"),
    text("recorded_by"),
    *revision(),
)
"""A line of the front desk (来访、咨询、隐患); `informant_id` tells that it is a lead of theirs."""

Index("ix_inquiry_state", inquiry.c.state, inquiry.c.day)
Index("ix_inquiry_day", inquiry.c.day)

sweep = Table(
    "sweep",
    metadata,
    key(),
    link("committee_id", "committee"),
    Column("kind", String(16), nullable=False),
    Column("swept_on", Date, nullable=False),
    text("place"),
    text("people"),
    Column("found", Integer, nullable=False, server_default="0"),
    Column("settled", Integer, nullable=False, server_default="0"),
    text("note"),
    text("recorded_by"),
    *revision(),
)
"""One sweep (排查一次): `found` disputes were found, `settled` of them on the spot."""

Index("ix_sweep_swept_on", sweep.c.swept_on)

prevention = Table(
    "prevention",
    metadata,
    key(),
    link("committee_id", "committee"),
    link("sweep_id", "sweep", required=False),
    link("case_id", "dispute", required=False),
    Column("prevented_on", Date, nullable=False),
    Column("effect", String(16), nullable=False),
    Column("people_involved", Integer, nullable=False, server_default="0"),
    text("place"),
    text("facts"),
    text("recorded_by"),
    text("approved_by"),
    Column("approved_on", Date),
    *revision(),
)
"""One thing prevented (一件), with the people it was about (人); counted once it is approved."""

Index("ix_prevention_prevented_on", prevention.c.prevented_on)

zero_report = Table(
    "zero_report",
    metadata,
    key(),
    link("committee_id", "committee", index=False),
    Column("month", String(7), nullable=False),
    text("reported_by"),
    Column("reported_on", Date, nullable=False),
    text("note"),
    *revision(),
    UniqueConstraint("committee_id", "month"),
)
"""本月无纠纷: a recorded fact of a committee and a month, with a name and a date."""

venue = Table(
    "venue",
    metadata,
    key(),
    link("committee_id", "committee"),
    Column("kind", String(32), nullable=False),
    text("name"),
    text("address"),
    text("keeper"),
    text("phone"),
    Column("opened_on", Date),
    flag("active", default=True),
    text("note"),
    *revision(),
)

escalation = Table(
    "escalation",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("kind", String(16), nullable=False),
    text("facts"),
    Column("known_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("reported_at", Instant),
    text("reported_to"),
    text("reported_by"),
    text("manner"),
    text("measures"),
)
"""A report that was due (重大纠纷、可能激化: Act art 25): when, to whom, by whom."""

Index(
    "ix_escalation_open",
    escalation.c.due_at,
    sqlite_where=escalation.c.reported_at.is_(None),
)
