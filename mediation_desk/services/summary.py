"""The summary columns of a case: what lists and statistics read, always derived, never typed."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from mediation_desk.domain.codes import ConfirmationResult, Role
from mediation_desk.domain.performance import counted_amount
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.agreements import agreement, clause, instalment
from mediation_desk.storage.tables.cases import assignment, confirmation, dispute
from mediation_desk.storage.tables.people import party
from mediation_desk.storage.tables.records import follow_up
from mediation_desk.storage.tables.sessions import session


def summarise(writer: Writer, case_id: str) -> None:
    """Write the case's summary columns anew from its parts; call it at the end of every write."""
    writer.update(dispute, case_id, summary_of(writer, case_id))


def summary_of(writer: Writer, case_id: str) -> dict[str, Any]:
    """Return the summary columns as the case's parts say they are."""
    run = writer.connection.execute
    parties = run(
        select(func.count()).select_from(party).where(party.c.case_id == case_id)
    ).scalar_one()
    lead = run(
        select(assignment.c.mediator_id).where(
            assignment.c.case_id == case_id,
            assignment.c.role == Role.LEAD,
            assignment.c.to_on.is_(None),
        )
    ).scalar_one_or_none()
    last = run(
        select(session.c.next_at)
        .where(session.c.case_id == case_id)
        .order_by(session.c.ordinal.desc())
        .limit(1)
    ).one_or_none()
    planned = select(dispute.c.first_session_at).where(dispute.c.id == case_id)
    agreed = _agreement_summary(writer, case_id)
    return {
        "party_count": parties,
        "lead_id": lead,
        "next_session_at": last.next_at if last else run(planned).scalar_one(),
        **_visit_summary(writer, case_id, agreed["effect_on"]),
        **_confirmation_summary(writer, case_id, agreed["effect_on"]),
        **agreed,
    }


def _visit_summary(writer: Writer, case_id: str, effect_on: date | None) -> dict[str, date | None]:
    """Return the last visit since the agreement in force took effect, and the next one arranged."""
    query = select(follow_up.c.visited_on, follow_up.c.next_on).where(
        follow_up.c.case_id == case_id
    )
    if effect_on is not None:
        query = query.where(follow_up.c.visited_on >= effect_on)
    newest = query.order_by(follow_up.c.visited_on.desc(), follow_up.c.id.desc()).limit(1)
    visit = writer.connection.execute(newest).one_or_none()
    return {
        "visited_on": visit.visited_on if visit else None,
        "next_visit_on": visit.next_on if visit else None,
    }


def _confirmation_summary(
    writer: Writer, case_id: str, effect_on: date | None
) -> dict[str, date | None]:
    """Return what the court did about the agreement in force; a withdrawn one took its own along.

    What was filed before this agreement took effect was about another.
    """
    query = select(confirmation).where(confirmation.c.case_id == case_id)
    rows = writer.connection.execute(query).all()
    own = [row for row in rows if effect_on is not None and row.filed_on >= effect_on]
    valid = [row.ruled_on for row in own if row.result == ConfirmationResult.VALID]
    return {
        "filed_on": min((row.filed_on for row in own), default=None),
        "confirmed_on": min(valid, default=None),
    }


def _agreement_summary(writer: Writer, case_id: str) -> dict[str, Any]:
    run = writer.connection.execute
    made = run(
        select(agreement).where(agreement.c.case_id == case_id, agreement.c.withdrawn_on.is_(None))
    ).one_or_none()
    if made is None:
        return {
            "agreed_on": None,
            "agreed_form": "",
            "effect_on": None,
            "agreed_fen": 0,
            "performed_on": None,
        }
    clauses = run(select(clause).where(clause.c.agreement_id == made.id)).all()
    due = run(select(instalment).where(instalment.c.agreement_id == made.id)).all()
    days = [made.effect_on, *(row.performed_on for row in due)]
    return {
        "agreed_on": made.reached_on,
        "agreed_form": made.form,
        "effect_on": made.effect_on,
        "agreed_fen": sum(
            counted_amount(
                row.amount_fen,
                period_months=row.period_months,
                instalments=[part.amount_fen or 0 for part in due if part.clause_id == row.id],
            )
            for row in clauses
            if row.counted
        ),
        # An agreement is performed when everything is done and it is in effect, whichever is later.
        "performed_on": None if None in days else max(days),
    }
