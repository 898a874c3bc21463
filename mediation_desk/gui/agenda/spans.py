"""The views of the calendar: which days each shows, what they are called, how one steps on."""

from collections.abc import Sequence
from datetime import date, timedelta

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.performance import add_months
from mediation_desk.gui.words import tr

HEADS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
AHEAD = 60
"""Days the list looks ahead."""


class Span(Labelled):
    """A view."""

    DAY = "day", "日"
    WEEK = "week", "周"
    MONTH = "month", "月"
    LIST = "list", "列表"


def days_of(span: Span, day: date) -> list[date]:
    """Return the days a view shows; weeks begin on Monday, a month is six whole weeks."""
    monday = day - timedelta(days=day.weekday())
    first_of_month = day.replace(day=1)
    first, length = {
        Span.DAY: (day, 1),
        Span.WEEK: (monday, 7),
        Span.MONTH: (first_of_month - timedelta(days=first_of_month.weekday()), 42),
        Span.LIST: (day, AHEAD),
    }[span]
    return [first + timedelta(days=number) for number in range(length)]


def moved(span: Span, day: date, by: int) -> date:
    """Return the day one view further, or back."""
    if span is Span.MONTH:
        return add_months(day.replace(day=1), by)
    return day + timedelta(days=by * {Span.DAY: 1, Span.WEEK: 7, Span.LIST: AHEAD}[span])


def span_words(span: Span, days: Sequence[date]) -> str:
    """Return what the view shows."""
    if span is Span.DAY:
        return f"{days[0].isoformat()} {tr(HEADS[days[0].weekday()])}"
    if span is Span.MONTH:
        return f"{days[20]:%Y-%m}"
    return f"{days[0].isoformat()} — {days[-1].isoformat()}"


def day_words(span: Span, day: date) -> str:
    """Return the heading of a day."""
    if span is Span.MONTH:
        return str(day.day) if day.day > 1 else f"{day.month}-{day.day}"
    return f"{tr(HEADS[day.weekday()])} {day.month}-{day.day}"
