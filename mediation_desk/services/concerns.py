"""What must not be forgotten (工作台): each concern is one condition on a case, in SQL.

A count and the list behind it ask the same condition, so that they cannot differ. The numbers of
days are settings; none of them is law but the limits and the court's thirty days themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from mediation_desk.clock import local
from mediation_desk.domain.codes import Form, State
from mediation_desk.domain.deadlines import CONFIRMATION_DAYS
from mediation_desk.services.escalations import unreported
from mediation_desk.services.filters import ENDED, OPEN, Concern
from mediation_desk.storage.tables.agreements import agreement, instalment
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.sessions import session

Condition = ColumnElement[bool]

LONGEST_WAIT = 365
"""Days after which a first visit that never was is not asked for any more: an old ledger that comes
in whole brings thousands of agreements nobody can visit now."""


@dataclass(frozen=True, slots=True)
class When:
    """The moment asked for, and how many days each warning looks ahead or back."""

    now: datetime
    today: date
    soon_days: int = 3
    silent_days: int = 7
    due_days: int = 7
    confirmation_days: int = 10
    follow_up_days: int = 15
    letter_days: int = 15
    line_days: int = 7


def condition(concern: Concern, when: When) -> Condition:
    """Return which cases a concern is about."""
    kinds = [concern] if concern is not Concern.ANY else [*_CONDITIONS]
    there = and_(IN_USE, dispute.c.destroyed_on.is_(None))
    return and_(there, or_(*(_CONDITIONS[kind](when) for kind in kinds)))


def _waiting(when: When) -> Condition:
    return dispute.c.state == State.REGISTERED


def _limit() -> ColumnElement[date]:
    return func.coalesce(dispute.c.extended_to, dispute.c.due_on)


def _over(when: When) -> Condition:
    return and_(dispute.c.state.not_in(ENDED), _limit() < when.today)


def _soon(when: When) -> Condition:
    last = when.today + timedelta(days=when.soon_days)
    return and_(dispute.c.state.not_in(ENDED), _limit().between(when.today, last))


def _no_step(when: When) -> Condition:
    """Accepted and nobody assigned, or in mediation with no session ahead."""
    ahead = dispute.c.next_session_at
    return or_(
        dispute.c.state == State.ACCEPTED,
        and_(dispute.c.state == State.MEDIATING, or_(ahead.is_(None), ahead < when.now)),
    )


def _silent(when: When) -> Condition:
    """Open, and nothing was registered, accepted, assigned or mediated for so many days."""
    since = when.today - timedelta(days=when.silent_days)
    held = exists().where(session.c.case_id == dispute.c.id, session.c.held_at >= local(since, 0))
    given = exists().where(assignment.c.case_id == dispute.c.id, assignment.c.from_on >= since)
    return and_(
        dispute.c.state.in_(OPEN),
        dispute.c.registered_on < since,
        func.coalesce(dispute.c.accepted_on, dispute.c.registered_on) < since,
        ~held,
        ~given,
    )


def owed() -> Condition:
    """Return which instalments, joined with their agreement, are still owed."""
    return and_(
        instalment.c.agreement_id == agreement.c.id,
        agreement.c.withdrawn_on.is_(None),
        agreement.c.effect_on.is_not(None),
        instalment.c.performed_on.is_(None),
    )


def _falling(*falls: Condition) -> Condition:
    """Return the cases owing something that falls due so; the few owed are looked up first."""
    return dispute.c.id.in_(select(agreement.c.case_id).where(owed(), *falls))


def owed_late(when: When) -> Condition:
    """Return which instalments were due before today."""
    return instalment.c.due_on < when.today


def due_soon(when: When) -> Condition:
    """Return which instalments fall due in the days of warning."""
    return instalment.c.due_on.between(when.today, when.today + timedelta(days=when.due_days))


def _owed(when: When) -> Condition:
    return _falling(owed_late(when))


def _due(when: When) -> Condition:
    return _falling(due_soon(when))


def _unsigned(when: When) -> Condition:
    """An agreement that still waits for signatures or the seal."""
    return and_(dispute.c.state == State.AGREED, dispute.c.effect_on.is_(None))


def _confirmation(when: When) -> Condition:
    """A written agreement nobody has taken to court, its thirty days nearly over."""
    first = when.today - timedelta(days=CONFIRMATION_DAYS)
    return and_(
        dispute.c.agreed_form == Form.WRITTEN,
        dispute.c.filed_on.is_(None),
        dispute.c.effect_on.between(first, first + timedelta(days=when.confirmation_days)),
    )


def first_visit_due(first: date, last: date) -> Condition:
    """Return which cases nobody visited that took effect in these days; the first visit is due."""
    return and_(
        dispute.c.visited_on.is_(None),
        dispute.c.effect_on.between(first, last),
    )


def _follow_up(when: When) -> Condition:
    """A planned visit whose day has come, or an agreement nobody has visited."""
    since = when.today - timedelta(days=when.follow_up_days)
    return or_(
        dispute.c.next_visit_on <= when.today,
        first_visit_due(since - timedelta(days=LONGEST_WAIT), since),
    )


def _report(when: When) -> Condition:
    """A major dispute nobody reported, or a report recorded as due and not made."""
    return unreported()


_CONDITIONS: Mapping[Concern, Callable[[When], Condition]] = {
    Concern.REPORT: _report,
    Concern.WAITING: _waiting,
    Concern.OVER: _over,
    Concern.SOON: _soon,
    Concern.NO_STEP: _no_step,
    Concern.SILENT: _silent,
    Concern.OWED: _owed,
    Concern.DUE: _due,
    Concern.UNSIGNED: _unsigned,
    Concern.CONFIRMATION: _confirmation,
    Concern.FOLLOW_UP: _follow_up,
}
