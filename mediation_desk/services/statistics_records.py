"""What statistics count beside cases: sweeps, prevention, zero reports, the desk, people.

Committees and mediators are counted as they are on record now; the rest by their own day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, extract, func, literal

from mediation_desk.domain.linkage import LetterResult, LineState
from mediation_desk.domain.statistics import Measure, Rows
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.linkage import inquiry, letter, prevention, sweep, zero_report
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.roster import mediator_record

_D = dispute.c
Columns = Mapping[str, ColumnElement[Any]]
Conditions = tuple[ColumnElement[bool], ...]
UNKNOWN_AGE = -1
"""Stands for the age of a mediator whose day of birth is not on record."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table of records: filters' columns, rows' keys, what is added up, who they belong to.

    What is not among the measures is counted. `id` and `name` are those of the case, or of the
    record itself where it has none.
    """

    table: FromClause
    columns: Columns
    keys: Mapping[Rows, ColumnElement[Any]]
    measures: Mapping[Measure, ColumnElement[Any]]
    committee_id: ColumnElement[Any] = _D.committee_id
    id: ColumnElement[Any] = _D.id
    name: ColumnElement[Any] = _D.number
    cases: bool = True


def record_source(name: str, end: date) -> Source:
    """Return what an arm of this name reads; ages are those on the day `end`."""
    return _mediators(end) if name == "MEDIATOR" else _sources()[name]


def _of(table: Any, name: ColumnElement[Any], columns: Columns, measures: Any = None) -> Source:
    return Source(
        table=table,
        columns=columns,
        keys={},
        measures=measures or {},
        committee_id=table.c.committee_id,
        id=table.c.id,
        name=name,
        cases=False,
    )


@cache
def _sources() -> dict[str, Source]:
    counted = committee.alias("counted")
    involved = {Measure.INVOLVED: prevention.c.people_involved}
    found = {Measure.FOUND: sweep.c.found, Measure.SETTLED: sweep.c.settled}
    answered = case((letter.c.answered_on.is_not(None), "yes"), else_="no")
    return {
        "SWEEP": _of(sweep, sweep.c.place, {"kind_of": sweep.c.kind}, found),
        "PREVENTION": _of(
            prevention, prevention.c.facts, {"effect": prevention.c.effect}, involved
        ),
        "ZERO_REPORT": _of(zero_report, zero_report.c.month, {}),
        "INQUIRY": _of(inquiry, inquiry.c.content, {"line": inquiry.c.kind}),
        "LETTER": _of(
            letter, letter.c.subject, {"direction": letter.c.direction, "answered": answered}
        ),
        "COMMITTEE": Source(
            table=counted,
            columns={},
            keys={},
            measures={},
            committee_id=counted.c.id,
            id=counted.c.id,
            name=counted.c.name,
            cases=False,
        ),
        "BEFALLEN": _befallen(),
    }


def _befallen() -> Source:
    return Source(
        table=mediator_record.join(mediator, mediator.c.id == mediator_record.c.mediator_id),
        columns={"record": mediator_record.c.kind},
        keys={},
        measures={Measure.HOURS: mediator_record.c.hours},
        committee_id=mediator.c.committee_id,
        id=mediator_record.c.id,
        name=mediator.c.name + literal(" ") + mediator_record.c.title,
        cases=False,
    )


@cache
def _mediators(end: date) -> Source:
    born = mediator.c.born_on
    later = extract("month", born) * 100 + extract("day", born) > end.month * 100 + end.day
    age = end.year - extract("year", born) - case((later, 1), else_=0)
    columns = {
        name: mediator.c[name]
        for name in ("sex", "employment", "politics", "education", "ethnicity", "purchased_service")
    }
    return _of(mediator, mediator.c.name, {**columns, "age": func.coalesce(age, UNKNOWN_AGE)})


def record_ranges(start: date, end: date) -> dict[str, Conditions]:
    """Return which records each arm reads.

    A zero report is in the period in which the first day of its month lies.
    """
    first = zero_report.c.month >= f"{start:%Y-%m}"
    if start.day > 1:
        first = zero_report.c.month > f"{start:%Y-%m}"
    counted = _sources()["COMMITTEE"].table.c
    return {
        "SWEEP": _within(sweep.c.swept_on, start, end),
        "PREVENTION": (
            prevention.c.approved_on.is_not(None),
            *_within(prevention.c.prevented_on, start, end),
        ),
        "ZERO_REPORT": (first, zero_report.c.month <= f"{end:%Y-%m}"),
        "INQUIRY": (inquiry.c.state != LineState.VOID, *_within(inquiry.c.day, start, end)),
        "LETTER": (letter.c.result != LetterResult.VOID, *_within(letter.c.dated_on, start, end)),
        "COMMITTEE": (counted.active == 1,),
        "MEDIATOR": (mediator.c.active == 1,),
        "BEFALLEN": _within(mediator_record.c.from_on, start, end),
    }


def _within(day: ColumnElement[Any], start: date, end: date) -> Conditions:
    return day >= start, day <= end
