"""The dispute: what was registered, how it was accepted, who mediates, how it ended.

`party_count`, `agreed_*`, `performed_on`, `confirmed_on` and the days of visits repeat what the
other tables say, for lists and statistics; services/summary.py writes them after every change.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    String,
    Table,
    and_,
    bindparam,
)

from mediation_desk.domain.codes import OPEN, State
from mediation_desk.storage.tables.base import (
    Instant,
    Json,
    fen,
    flag,
    key,
    link,
    metadata,
    revision,
    text,
)

dispute = Table(
    "dispute",
    metadata,
    key(),
    link("committee_id", "committee", index=False),
    Column("number", String(64), nullable=False, server_default=""),
    Column("series", String(8), nullable=False, server_default=""),
    Column("state", String(16), nullable=False),
    text("title"),
    Column("origin", String(16), nullable=False),
    text("application_form"),
    Column("source", String(32), nullable=False),
    text("source_reference"),
    Column("type", String(64), nullable=False),
    Column("type_group", String(32), nullable=False),
    Column("difficulty", String(16), nullable=False),
    Column("occurred_on", Date),
    text("place"),
    text("facts"),
    text("disputed_matters"),
    Column("requests", Json, nullable=False),
    fen("claim_fen"),
    Column("people_involved", Integer, nullable=False, server_default="0"),
    Column("flags", Json, nullable=False),
    flag("is_public"),
    flag("cross_committee"),
    text("recorded_by"),
    Column("registered_on", Date, nullable=False),
    Column("accepted_on", Date),
    Column("answers", Json, nullable=False),
    text("refusal_reason"),
    Column("due_on", Date),
    Column("extended_to", Date),
    text("extension_reason"),
    Column("terminated_on", Date),
    text("termination_ground"),
    text("termination_note"),
    Column("remedies", Json, nullable=False),
    Column("outcome", String(16), nullable=False, server_default=""),
    Column("closed_on", Date),
    link("lead_id", "mediator", required=False, index=False),
    Column("next_session_at", Instant),
    Column("party_count", Integer, nullable=False, server_default="0"),
    Column("agreed_on", Date),
    Column("agreed_form", String(8), nullable=False, server_default=""),
    Column("effect_on", Date),
    fen("agreed_fen", required=True),
    Column("performed_on", Date),
    Column("confirmed_on", Date),
    Column("filed_on", Date),
    Column("deleted_on", Date),
    text("deletion_reason"),
    Column("retention", String(16), nullable=False, server_default=""),
    Column("kept_until", Date),
    Column("destroyed_on", Date),
    Column("first_session_at", Instant),
    Column("visited_on", Date),
    Column("next_visit_on", Date),
    Column("risk", String(16), nullable=False, server_default=""),
    *revision(),
    CheckConstraint("origin in ('application', 'initiative')", name="origin"),
    CheckConstraint("agreed_form in ('', 'written', 'oral')", name="agreed_form"),
)

Index(
    "ix_dispute_accepted_fact",
    dispute.c.committee_id,
    dispute.c.accepted_on,
    dispute.c.effect_on,
    dispute.c.terminated_on,
    dispute.c.agreed_form,
    dispute.c.type_group,
    dispute.c.source,
    dispute.c.difficulty,
    dispute.c.party_count,
    dispute.c.agreed_fen,
    dispute.c.performed_on,
    dispute.c.confirmed_on,
    dispute.c.deleted_on,
    dispute.c.registered_on,
)
Index(
    "ix_dispute_effect_fact",
    dispute.c.committee_id,
    dispute.c.effect_on,
    dispute.c.accepted_on,
    dispute.c.terminated_on,
    dispute.c.agreed_form,
    dispute.c.agreed_fen,
    dispute.c.deleted_on,
    dispute.c.registered_on,
)
# Partial on PostgreSQL too, where the migration says so: `postgresql_where` here would import that
# dialect at every start.
Index(
    "ix_dispute_terminated_fact",
    dispute.c.committee_id,
    dispute.c.terminated_on,
    dispute.c.accepted_on,
    dispute.c.effect_on,
    dispute.c.agreed_form,
    dispute.c.deleted_on,
    dispute.c.registered_on,
    sqlite_where=dispute.c.terminated_on.is_not(None),
)
Index(
    "ix_dispute_performed_fact",
    dispute.c.committee_id,
    dispute.c.performed_on,
    dispute.c.effect_on,
    dispute.c.agreed_form,
    dispute.c.deleted_on,
    dispute.c.registered_on,
    sqlite_where=dispute.c.performed_on.is_not(None),
)
Index(
    "ix_dispute_confirmed_fact",
    dispute.c.committee_id,
    dispute.c.confirmed_on,
    dispute.c.agreed_form,
    dispute.c.deleted_on,
    dispute.c.registered_on,
    sqlite_where=dispute.c.confirmed_on.is_not(None),
)
Index(
    "ix_dispute_deleted_on",
    dispute.c.deleted_on,
    sqlite_where=dispute.c.deleted_on.is_not(None),
)
Index(
    "ix_dispute_closed_on",
    dispute.c.closed_on,
    sqlite_where=dispute.c.closed_on.is_not(None),
)
Index(
    "ix_dispute_destroyed_on",
    dispute.c.destroyed_on,
    dispute.c.deleted_on,
    sqlite_where=dispute.c.destroyed_on.is_not(None),
)
Index("ix_dispute_registered_on", dispute.c.registered_on, dispute.c.id)
Index("ix_dispute_next_session_at", dispute.c.next_session_at)
Index("ix_dispute_number", dispute.c.number)
Index("ix_dispute_state", dispute.c.state, dispute.c.due_on)
# What must not be forgotten (services/concerns.py) is counted in these alone, the table unread.
Index(
    "ix_dispute_open",
    dispute.c.state,
    dispute.c.due_on,
    dispute.c.extended_to,
    dispute.c.registered_on,
    dispute.c.accepted_on,
    dispute.c.next_session_at,
    dispute.c.difficulty,
    dispute.c.id,
    dispute.c.deleted_on,
    dispute.c.destroyed_on,
    sqlite_where=dispute.c.state.in_(OPEN),
)
Index(
    "ix_dispute_unsigned",
    dispute.c.state,
    dispute.c.effect_on,
    dispute.c.due_on,
    dispute.c.extended_to,
    dispute.c.deleted_on,
    dispute.c.destroyed_on,
    sqlite_where=and_(dispute.c.state == State.AGREED.value, dispute.c.effect_on.is_(None)),
)
Index(
    "ix_dispute_effect_on",
    dispute.c.effect_on,
    dispute.c.visited_on,
    dispute.c.agreed_form,
    dispute.c.filed_on,
    dispute.c.due_on,
    dispute.c.extended_to,
    dispute.c.deleted_on,
    dispute.c.destroyed_on,
    sqlite_where=dispute.c.effect_on.is_not(None),
)
Index(
    "ix_dispute_next_visit_on",
    dispute.c.next_visit_on,
    dispute.c.due_on,
    dispute.c.extended_to,
    dispute.c.deleted_on,
    dispute.c.destroyed_on,
    sqlite_where=dispute.c.next_visit_on.is_not(None),
)

IN_USE = dispute.c.deleted_on.is_(None)
"""Not in the bin: what lists, statistics and search are about."""


def in_state(*states: State) -> ColumnElement[bool]:
    """Return which cases stand in one of these states.

    The codes stand in the statement itself: SQLite uses no partial index for a parameter.
    """
    codes = [state.value for state in states]
    if len(codes) == 1:
        return dispute.c.state == bindparam(None, codes[0], literal_execute=True)
    return dispute.c.state.in_(bindparam(None, codes, expanding=True, literal_execute=True))


assignment = Table(
    "assignment",
    metadata,
    key(),
    link("case_id", "dispute"),
    link("mediator_id", "mediator"),
    Column("role", String(16), nullable=False),
    Column("chosen_by", String(16), nullable=False),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date),
    text("reason"),
)

invited = Table(
    "invited",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("position", Integer, nullable=False),
    text("name"),
    text("organisation"),
    text("relation"),
    flag("consented"),
)

confirmation = Table(
    "confirmation",
    metadata,
    key(),
    link("case_id", "dispute"),
    text("court"),
    Column("filed_on", Date, nullable=False),
    text("docket_number"),
    Column("result", String(16), nullable=False),
    Column("ruled_on", Date),
    text("note"),
)
