"""Money of mediation (经费, Act arts 6, 12, 16): what came in and what went out, by term."""

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.periods import Period, quarter_period, year_period

WHOLE_YEAR = 0
"""Stands for the quarter of money that is told for a whole year."""


class Flow(Labelled):
    """Which way the money went."""

    RECEIVED = "received", "收入"
    SPENT = "spent", "支出"


def term(year: int, quarter: int, first_day: str) -> Period:
    """Return a statistical year, or one of its quarters (1 to 4). Raises InvalidInput."""
    if quarter == WHOLE_YEAR:
        return year_period(year, first_day)
    return quarter_period(year, quarter, first_day)
