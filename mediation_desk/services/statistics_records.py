"""What statistics count beside cases: sweeps, prevention, zero reports, the desk, people.

Committees and mediators are counted as they are on record now; the rest by their own day.
"""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, case, extract, func, literal

from mediation_desk.domain.linkage import LetterResult, LineState
from mediation_desk.domain.statistics import Measure
from mediation_desk.services.statistics_money import money_ranges, money_sources
from mediation_desk.services.statistics_source import Conditions, Source, source_of_records
from mediation_desk.storage.tables.linkage import (
    inquiry,
    letter,
    prevention,
    sweep,
    venue,
    zero_report,
)
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.roster import mediator_record

UNKNOWN_AGE = -1
"""Stands for the age of a mediator whose day of birth is not on record."""


def record_source(name: str, end: date) -> Source:
    """Return what an arm of this name reads; ages are those on the day `end`."""
    return _mediators(end) if name == "MEDIATOR" else _sources()[name]


@cache
def _sources() -> dict[str, Source]:
    counted = committee.alias("counted")
    involved = {Measure.INVOLVED: prevention.c.people_involved}
    found = {Measure.FOUND: sweep.c.found, Measure.SETTLED: sweep.c.settled}
    answered = case((letter.c.answered_on.is_not(None), "yes"), else_="no")
    return {
        "SWEEP": source_of_records(sweep, sweep.c.place, {"kind_of": sweep.c.kind}, found),
        "PREVENTION": source_of_records(
            prevention, prevention.c.facts, {"effect": prevention.c.effect}, involved
        ),
        "ZERO_REPORT": source_of_records(zero_report, zero_report.c.month, {}),
        "INQUIRY": source_of_records(inquiry, inquiry.c.content, {"line": inquiry.c.kind}),
        "LETTER": source_of_records(
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
        "VENUE": source_of_records(venue, venue.c.name, {"venue": venue.c.kind}),
        **money_sources(),
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
    return source_of_records(
        mediator, mediator.c.name, {**columns, "age": func.coalesce(age, UNKNOWN_AGE)}
    )


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
        "VENUE": (venue.c.active == 1,),
        **money_ranges(start, end),
    }


def _within(day: ColumnElement[Any], start: date, end: date) -> Conditions:
    return day >= start, day <= end
