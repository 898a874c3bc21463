"""Which backups to keep, grandfather, father, son: a rule over plain facts, deleting nothing."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

DAYS_IN_FULL, DAYS, WEEKS, MONTHS = 2, 7, 4, 12


@dataclass(frozen=True, slots=True)
class Point:
    """A backup as the rule sees it; `sequence` is its order, whatever the clock said."""

    sequence: int
    day: date
    schema: str


def kept(points: Iterable[Point]) -> set[int]:
    """Return the sequences to keep.

    All of the last 2 days, the last of each of 7 days, 4 weeks and 12 months, and the last of each
    schema, which alone an older program can open. Days are those that have backups, counted back
    from the newest backup: a clock that was wrong for a while thins nothing out.
    """
    newest_first = sorted(points, key=lambda point: point.sequence, reverse=True)
    keep = {
        *_last_of_each(newest_first, lambda point: point.day, DAYS),
        *_last_of_each(newest_first, lambda point: point.day.isocalendar()[:2], WEEKS),
        *_last_of_each(newest_first, lambda point: (point.day.year, point.day.month), MONTHS),
        *_last_of_each(newest_first, lambda point: point.schema, len(newest_first)),
    }
    in_full = list(dict.fromkeys(point.day for point in newest_first))[:DAYS_IN_FULL]
    return keep | {point.sequence for point in newest_first if point.day in in_full}


def _last_of_each(
    newest_first: list[Point], bucket: Callable[[Point], Hashable], number: int
) -> list[int]:
    last: dict[Hashable, int] = {}
    for point in newest_first:
        last.setdefault(bucket(point), point.sequence)
    return list(last.values())[:number]
