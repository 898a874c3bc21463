"""What the 工作台 shows, read at once beside the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mediation_desk.domain.codes import OPEN
from mediation_desk.services.daily_rows import WorkRow
from mediation_desk.services.filters import Concern, Filters, Matter

MOST = 50
"""Cases listed; the rest is in the list the figures open."""


@dataclass(frozen=True, slots=True)
class Work:
    """The figures and the most pressing cases; `empty` when the office has no case at all."""

    concerns: Mapping[Concern, int]
    matters: Mapping[Matter, int]
    open_cases: int
    rows: tuple[WorkRow, ...]
    empty: bool


def work_of(desk: Any) -> Work:
    """Return what waits at the desk."""
    rows = desk.attention.cases(limit=MOST)
    return Work(
        concerns=desk.attention.counts(),
        matters=desk.matters.counts(),
        open_cases=desk.listing.count(Filters(states=OPEN)),
        rows=rows,
        empty=not rows and not desk.listing.first(Filters()).keys,
    )
