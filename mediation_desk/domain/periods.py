"""Statistical periods (统计时段): years from any first day on, their halves, quarters, months."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.errors import InvalidInput

_QUARTERS = "一二三四"
_HALVES = ("上半年", "下半年")
_RANGE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s*(?:\.\.|至|~|～|—)\s*(\d{4}-\d{1,2}-\d{1,2})")
_YEAR = re.compile(r"^\d{4}")
_PART = re.compile(r"(\d{4})(?:-?([HhQq])(\d)|-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; `name` is "" for a freely chosen range."""

    start: date
    end: date
    name: str = ""

    @property
    def label(self) -> str:
        """The name with the days it stands for, which are always said."""
        days = f"{self.start:%Y-%m-%d}至{self.end:%Y-%m-%d}"
        return f"{self.name}（{days}）" if self.name else days


def year_period(year: int, first_day: str) -> Period:
    """Return a statistical year; `first_day` is "MM-DD".

    From July on the first day lies in the calendar year before: year 2025 with "12-01" runs from
    2024-12-01 to 2025-11-30; with "01-01" it is the calendar year.
    """
    return _months(year, first_day, slice(0, 12), name=f"{year}年度")


def half_period(year: int, half: int, first_day: str) -> Period:
    """Return the first or second six statistical months of a year."""
    _require(half in (1, 2), "半年请写1或2。")
    months = slice(6 * half - 6, 6 * half)
    return _months(year, first_day, months, name=f"{year}年{_HALVES[half - 1]}")


def quarter_period(year: int, quarter: int, first_day: str) -> Period:
    """Return three statistical months of a year."""
    _require(quarter in (1, 2, 3, 4), "季度请写1至4。")
    months = slice(3 * quarter - 3, 3 * quarter)
    return _months(year, first_day, months, name=f"{year}年第{_QUARTERS[quarter - 1]}季度")


def month_period(year: int, month: int, first_day: str) -> Period:
    """Return the statistical month that ends in the given calendar month.

    It is the calendar month itself when the statistical year starts on the first of a month.
    """
    _require(1 <= month <= 12, "月份请写1至12。")
    day = _first_day(first_day)[1]
    ends_here = day > 1
    start = _day_in(year, month - 1 if ends_here else month, day)
    following = _day_in(year, month if ends_here else month + 1, day)
    return Period(start, following - timedelta(days=1), f"{year}年{month}月")


def months_in(period: Period, first_day: str) -> tuple[Period, ...]:
    """Return the statistical months a period touches, the first and last cut to it."""
    found: list[Period] = []
    day = period.start
    while day <= period.end:
        month = _month_of(day, first_day)
        end = min(month.end, period.end)
        found.append(Period(day, end, month.name))
        day = end + timedelta(days=1)
    return tuple(found)


def quarters_of(period: Period, first_day: str) -> tuple[Period, ...]:
    """Return the statistical quarters of a period of two to twenty whole ones, else ()."""
    if not 1950 <= period.start.year <= period.end.year <= period.start.year + 5 < 3000:
        return ()
    year = statistical_year_of(period.start, first_day)
    found = [
        quarter
        for one in range(year, statistical_year_of(period.end, first_day) + 1)
        for quarter in (quarter_period(one, number, first_day) for number in (1, 2, 3, 4))
        if period.start <= quarter.start and quarter.end <= period.end
    ]
    whole = len(found) > 1 and found[0].start == period.start and found[-1].end == period.end
    return tuple(found) if whole else ()


def _month_of(day: date, first_day: str) -> Period:
    months = (month_period(*_shifted(day, by), first_day) for by in (0, 1))
    return next(month for month in months if month.start <= day <= month.end)


def _shifted(day: date, by: int) -> tuple[int, int]:
    return day.year + (day.month - 1 + by) // 12, (day.month - 1 + by) % 12 + 1


def year_before(period: Period) -> Period:
    """Return the same period of the year before (上年同期). Raises InvalidInput at time's ends."""
    _require(period.start.year > 1 and period.end < date.max, "这个时段没有上年同期。")
    start = _shift_year(period.start)
    end = _shift_year(period.end + timedelta(days=1)) - timedelta(days=1)
    return Period(start, end, _YEAR.sub(lambda found: str(int(found[0]) - 1), period.name))


def _shift_year(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))


def free_period(start: date, end: date) -> Period:
    """Return any range of days. Raises InvalidInput when it ends before it starts."""
    _require(start <= end, "统计时段的截止日期早于起始日期，请核对。")
    return Period(start, end)


def parse_period(text: str, first_day: str) -> Period:
    """Return the period of 2025, 2025H1, 2025Q3, 2025-03 or 2025-01-01..2025-03-31.

    Raises InvalidInput on `period`.
    """
    wanted = text.strip()
    if found := _RANGE.fullmatch(wanted):
        return free_period(_date(found[1]), _date(found[2]))
    found = _PART.fullmatch(wanted)
    if not found or not 1950 <= int(found[1]) <= 2999:
        raise InvalidInput(
            {"period": "统计时段请写成 2025、2025H1、2025Q3、2025-03 或 2025-01-01..2025-03-31。"}
        )
    year, letter, number, month = int(found[1]), found[2], found[3], found[4]
    if month:
        return month_period(year, int(month), first_day)
    if letter in ("H", "h"):
        return half_period(year, int(number), first_day)
    if letter:
        return quarter_period(year, int(number), first_day)
    return year_period(year, first_day)


def statistical_year_of(day: date, first_day: str) -> int:
    """Return the statistical year a day belongs to."""
    return next(
        year
        for year in (day.year - 1, day.year, day.year + 1)
        if year_period(year, first_day).start <= day <= year_period(year, first_day).end
    )


def _months(year: int, first_day: str, wanted: slice, *, name: str) -> Period:
    month, day = _first_day(first_day)
    start_year = year if month <= 6 else year - 1
    start = _day_in(start_year, month + wanted.start, day)
    following = _day_in(start_year, month + wanted.stop, day)
    return Period(start, following - timedelta(days=1), name)


def _first_day(text: str) -> tuple[int, int]:
    month, day = (int(part) for part in text.split("-"))
    return month, day


def _day_in(year: int, month: int, day: int) -> date:
    """Return a day of a month counted beyond the year, cut to the month's length."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def _date(text: str) -> date:
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year, month, day)
    except ValueError as error:
        raise InvalidInput({"period": f"“{text}”不是有效的日期。"}) from error


def _require(right: bool, sentence: str) -> None:
    if not right:
        raise InvalidInput({"period": sentence})
