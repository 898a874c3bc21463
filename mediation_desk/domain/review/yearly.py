"""Comparing a year's reviewed dossiers: the mean of each committee or mediator, and their place."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediation_desk.domain.review.panel import ranks


@dataclass(frozen=True, slots=True)
class Standing:
    """What the dossiers of one committee or mediator came to; `mean` in tenths of a point."""

    id: str
    rank: int
    count: int
    mean: int
    best: int
    worst: int


def mean_of(totals: list[int]) -> int:
    """Return the mean in tenths of a point, half up."""
    return (sum(totals) * 20 + len(totals)) // (len(totals) * 2)


def standings(scored: Iterable[tuple[str, int]]) -> tuple[Standing, ...]:
    """Return the standing of each id, the best mean first; means equal to the tenth share a place.

    Among equals whoever has more dossiers stands first, then the better best one.
    """
    totals: dict[str, list[int]] = {}
    for key, total in scored:
        totals.setdefault(key, []).append(total)
    means = {key: mean_of(found) for key, found in totals.items()}
    places = dict(zip(means, ranks(list(means.values())), strict=True))
    made = [
        Standing(key, places[key] or 0, len(found), means[key], max(found), min(found))
        for key, found in totals.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.rank, -one.count, -one.best, one.id)))


def points(tenths: int) -> str:
    """Return tenths of a point as they are read: 92.5."""
    return f"{tenths // 10}.{tenths % 10}"
