"""What must not be forgotten (工作台): each concern is a few conditions on a case, in SQL.

A count and the list behind it ask the same conditions, so that they cannot differ. Each condition
is one that an index answers by itself (storage/tables/cases.py): a count never walks through the
table. The numbers of days are settings; none of them is law but the limits and the court's thirty
days themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, and_, exists, func, or_, select, union_all

from mediation_desk.clock import local
from mediation_desk.domain.codes import OPEN, Form, State
from mediation_desk.domain.deadlines import CONFIRMATION_DAYS
from mediation_desk.services.escalations import unreported
from mediation_desk.services.filters import Concern
from mediation_desk.storage.case_keys import CASE_KEY
from mediation_desk.storage.tables.agreements import agreement, instalment
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute, in_state
from mediation_desk.storage.tables.sessions import session

Condition = ColumnElement[bool]
Branches = tuple[Condition, ...]
"""A case is meant where one of them holds; each is looked up by itself."""

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
    """Return which cases a concern is about, as one condition: to be asked of a few cases."""
    return or_(*_branches(concern, when))


def about(concern: Concern, when: When) -> CompoundSelect[Any]:
    """Select the cases a concern is about among all, as `key` (CASE_KEY) and `limit_on`.

    A case that is meant for two reasons is there twice.
    """
    return union_all(
        *(
            select(CASE_KEY.label("key"), limit_on().label("limit_on"))
            .select_from(dispute)
            .where(branch)
            .correlate(None)
            for branch in _branches(concern, when)
        )
    )


def _branches(concern: Concern, when: When) -> list[Condition]:
    kinds = [concern] if concern is not Concern.ANY else [*_CONDITIONS]
    there = and_(IN_USE, dispute.c.destroyed_on.is_(None))
    return [and_(there, branch) for kind in kinds for branch in _CONDITIONS[kind](when)]


def limit_on() -> ColumnElement[date]:
    """Return the last day of mediation, as extended if it was."""
    return func.coalesce(dispute.c.extended_to, dispute.c.due_on)


def _open(state: State) -> Condition:
    """Return which cases stand in one of the open states; the index is one of them all."""
    return and_(in_state(*OPEN), in_state(state))


def _waiting(when: When) -> Branches:
    return (_open(State.REGISTERED),)


def _over(when: When) -> Branches:
    return (and_(in_state(*OPEN), limit_on() < when.today),)


def _soon(when: When) -> Branches:
    last = when.today + timedelta(days=when.soon_days)
    return (and_(in_state(*OPEN), limit_on().between(when.today, last)),)


def _no_step(when: When) -> Branches:
    """Accepted and nobody assigned, or in mediation with no session ahead."""
    ahead = dispute.c.next_session_at
    idle = or_(ahead.is_(None), ahead < when.now)
    return _open(State.ACCEPTED), and_(_open(State.MEDIATING), idle)


def _silent(when: When) -> Branches:
    """Open, and nothing was registered, accepted, assigned or mediated for so many days."""
    since = when.today - timedelta(days=when.silent_days)
    held = exists().where(session.c.case_id == dispute.c.id, session.c.held_at >= local(since, 0))
    given = exists().where(assignment.c.case_id == dispute.c.id, assignment.c.from_on >= since)
    quiet = and_(
        in_state(*OPEN),
        dispute.c.registered_on < since,
        func.coalesce(dispute.c.accepted_on, dispute.c.registered_on) < since,
        ~held,
        ~given,
    )
    return (quiet,)


def owed() -> Condition:
    """Return which instalments, joined with their agreement, are still owed."""
    return and_(
        instalment.c.agreement_id == agreement.c.id,
        agreement.c.withdrawn_on.is_(None),
        agreement.c.effect_on.is_not(None),
        instalment.c.performed_on.is_(None),
    )


def _falling(*falls: Condition) -> Branches:
    """Return the cases owing something that falls due so; the few owed are looked up first."""
    return (dispute.c.id.in_(select(agreement.c.case_id).where(owed(), *falls)),)


def owed_late(when: When) -> Condition:
    """Return which instalments were due before today."""
    return instalment.c.due_on < when.today


def due_soon(when: When) -> Condition:
    """Return which instalments fall due in the days of warning."""
    return instalment.c.due_on.between(when.today, when.today + timedelta(days=when.due_days))


def _owed(when: When) -> Branches:
    return _falling(owed_late(when))


def _due(when: When) -> Branches:
    return _falling(due_soon(when))


def _unsigned(when: When) -> Branches:
    """An agreement that still waits for signatures or the seal."""
    return (and_(in_state(State.AGREED), dispute.c.effect_on.is_(None)),)


def _confirmation(when: When) -> Branches:
    """A written agreement nobody has taken to court, its thirty days nearly over."""
    first = when.today - timedelta(days=CONFIRMATION_DAYS)
    near = and_(
        dispute.c.agreed_form == Form.WRITTEN,
        dispute.c.filed_on.is_(None),
        dispute.c.effect_on.between(first, first + timedelta(days=when.confirmation_days)),
    )
    return (near,)


def first_visit_due(first: date, last: date) -> Condition:
    """Return which cases nobody visited that took effect in these days; the first visit is due."""
    return and_(
        dispute.c.visited_on.is_(None),
        dispute.c.effect_on.between(first, last),
    )


def _follow_up(when: When) -> Branches:
    """A planned visit whose day has come, or an agreement nobody has visited."""
    since = when.today - timedelta(days=when.follow_up_days)
    first = first_visit_due(since - timedelta(days=LONGEST_WAIT), since)
    return dispute.c.next_visit_on <= when.today, first


def _report(when: When) -> Branches:
    """A major dispute nobody reported, or a report recorded as due and not made."""
    return unreported()


_CONDITIONS: Mapping[Concern, Callable[[When], Branches]] = {
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
