"""What the arms of a table's statement read: cases by one of their dates, or what belongs to them.

Every source says whose committee counts it, what its rows and filters look at, and what is added.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, case, cast, func, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import Role
from mediation_desk.domain.statistics import Measure, Rows
from mediation_desk.services.statistics_records import record_ranges, record_source
from mediation_desk.services.statistics_source import Columns, Source
from mediation_desk.storage.tables.agreements import UNPRICED, agreement, clause, instalment
from mediation_desk.storage.tables.cases import assignment, confirmation, dispute
from mediation_desk.storage.tables.sessions import session

_D = dispute.c


class Arm(IntEnum):
    """A part of the statement that reads one index over one range of days."""

    ACCEPTED = 0
    EFFECTIVE = 1
    FAILED = 2
    PERFORMED = 3
    CONFIRMED = 4
    OPEN = 5
    FILED = 6
    MATURED = 7
    SESSION = 8
    ASSISTED = 9
    UNPRICED = 10
    SWEEP = 11
    PREVENTION = 12
    ZERO_REPORT = 13
    INQUIRY = 14
    LETTER = 15
    COMMITTEE = 16
    MEDIATOR = 17
    BEFALLEN = 18
    VENUE = 19
    FUND = 20
    CLAIMED = 21
    SHARE = 22


_COLUMNS: Columns = {
    "type": _D.type,
    "type_group": _D.type_group,
    "source": _D.source,
    "difficulty": _D.difficulty,
    "agreed_form": _D.agreed_form,
    "party_count": _D.party_count,
}
_KEYS: Mapping[Rows, ColumnElement[Any]] = {
    Rows.MEDIATORS: _D.lead_id,
    Rows.TYPES: _D.type_group,
    Rows.SOURCES: _D.source,
    Rows.DIFFICULTY: _D.difficulty,
    Rows.FORMS: _D.agreed_form,
}
_MEASURES: Mapping[Measure, ColumnElement[Any]] = {
    Measure.PARTIES: _D.party_count,
    Measure.FEN: _D.agreed_fen,
}
_CASES = Source(dispute, _COLUMNS, _KEYS, _MEASURES)


def source_of(arm: Arm, end: date) -> Source:
    """Return what an arm reads; `end` is the day up to which performance is looked at."""
    if arm is Arm.MATURED:
        return _matured(end)
    if arm >= Arm.SWEEP:
        return record_source(arm.name, end)
    return _besides().get(arm, _CASES)


@cache
def _besides() -> dict[Arm, Source]:
    filed = dispute.join(confirmation, confirmation.c.case_id == _D.id)
    held = dispute.join(session, session.c.case_id == _D.id)
    helped = dispute.join(
        assignment, (assignment.c.case_id == _D.id) & (assignment.c.role == Role.CO)
    )
    unpriced = dispute.join(_unpriced(), _unpriced().c.case_id == _D.id)
    results = {**_COLUMNS, "result": confirmation.c.result}
    helpers = {**_KEYS, Rows.MEDIATORS: assignment.c.mediator_id}
    return {
        Arm.FILED: Source(filed, results, _KEYS, _MEASURES),
        Arm.SESSION: Source(held, _COLUMNS, _KEYS, _MEASURES),
        Arm.ASSISTED: Source(helped, _COLUMNS, helpers, _MEASURES),
        Arm.UNPRICED: Source(unpriced, _COLUMNS, _KEYS, _MEASURES),
    }


@cache
def _unpriced() -> Subquery:
    """Return the cases whose agreement in force has somebody pay without saying how much."""
    return (
        select(agreement.c.case_id)
        .join(clause, clause.c.agreement_id == agreement.c.id)
        .where(UNPRICED, agreement.c.withdrawn_on.is_(None))
        .distinct()
        .subquery("unpriced")
    )


def _matured(end: date) -> Source:
    dues = dues_until(end)
    standing = case((dues.c.done == dues.c.dues, "full"), (dues.c.done > 0, "part"), else_="none")
    joined = dispute.join(dues, dues.c.case_id == _D.id)
    return Source(joined, {**_COLUMNS, "standing": standing}, _KEYS, _MEASURES)


@cache
def dues_until(end: date) -> Subquery:
    """Return each case's last due day, its dues and how many were performed up to a day."""
    done = case((instalment.c.performed_on <= end, 1), else_=0)
    return (
        select(
            agreement.c.case_id,
            func.max(instalment.c.due_on).label("last_due"),
            func.count().label("dues"),
            func.sum(done).label("done"),
        )
        .join(instalment, instalment.c.agreement_id == agreement.c.id)
        .where(agreement.c.withdrawn_on.is_(None))
        .group_by(agreement.c.case_id)
        .subquery("dues")
    )


def ranges(start: date, end: date) -> dict[Arm, tuple[ColumnElement[bool], ...]]:
    """Return which records each arm reads; those beside the cases only of accepted ones."""
    taken = _D.accepted_on.is_not(None)
    dues = dues_until(end)
    return {
        Arm.ACCEPTED: (_D.accepted_on >= start, _D.accepted_on <= end),
        Arm.EFFECTIVE: (_D.effect_on >= start,),
        Arm.FAILED: (_D.terminated_on >= start, _D.effect_on.is_(None)),
        Arm.PERFORMED: (_D.performed_on >= start, _D.performed_on <= end),
        Arm.CONFIRMED: (_D.confirmed_on >= start, _D.confirmed_on <= end),
        Arm.OPEN: (
            _D.effect_on.is_(None),
            _D.terminated_on.is_(None),
            _D.accepted_on <= end,
        ),
        Arm.UNPRICED: (
            # As no index has it: the few clauses without a sum are looked up, not every case.
            cast(_D.effect_on, String).between(start.isoformat(), end.isoformat()),
            func.coalesce(_D.agreed_fen, 0) == 0,
        ),
        Arm.FILED: (taken, confirmation.c.filed_on >= start, confirmation.c.filed_on <= end),
        Arm.MATURED: (dues.c.last_due >= start, dues.c.last_due <= end, _D.effect_on <= end),
        Arm.SESSION: (
            taken,
            session.c.held_at >= _midnight_before(start),
            session.c.held_at < _midnight_before(end) + timedelta(days=1),
        ),
        Arm.ASSISTED: (
            assignment.c.to_on.is_(None),
            _D.accepted_on >= start,
            _D.accepted_on <= end,
        ),
        **{Arm[name]: found for name, found in record_ranges(start, end).items()},
    }


def _midnight_before(day: date) -> datetime:
    """Return the instant a day begins in China; days at the ends of all time are taken near."""
    near = min(max(day, date(1900, 1, 1)), date(9000, 1, 1))
    return datetime.combine(near, time(), CHINA).astimezone(UTC)
