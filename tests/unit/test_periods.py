"""Statistical periods: any first day of the year, whole days, no gap and no overlap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain.periods import Period, parse_period, statistical_year_of
from mediation_desk.errors import InvalidInput

first_days = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(lambda day: f"{day:%m-%d}")
years = st.integers(2000, 2100)


@pytest.mark.parametrize(
    ("text", "first_day", "start", "end"),
    [
        ("2025", "12-01", date(2024, 12, 1), date(2025, 11, 30)),
        ("2025", "01-01", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025", "11-16", date(2024, 11, 16), date(2025, 11, 15)),
        ("2025H1", "12-01", date(2024, 12, 1), date(2025, 5, 31)),
        ("2025h2", "01-01", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025Q3", "12-01", date(2025, 6, 1), date(2025, 8, 31)),
        ("2025-Q4", "11-16", date(2025, 8, 16), date(2025, 11, 15)),
        ("2025-02", "12-01", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-1", "11-16", date(2024, 12, 16), date(2025, 1, 15)),
        ("2025-12", "11-16", date(2025, 11, 16), date(2025, 12, 15)),
        ("2024-02-01..2024-02-29", "12-01", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-1-1 至 2025-3-31", "12-01", date(2025, 1, 1), date(2025, 3, 31)),
    ],
)
def test_a_period_is_read_as_people_write_it(
    text: str, first_day: str, start: date, end: date
) -> None:
    period = parse_period(text, first_day)
    assert (period.start, period.end) == (start, end)
    assert f"{start}至{end}" in period.label


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "统计时段请写成"),
        ("今年", "统计时段请写成"),
        ("1890", "统计时段请写成"),
        ("2025H3", "半年请写1或2"),
        ("2025Q5", "季度请写1至4"),
        ("2025-13", "月份请写1至12"),
        ("2025-02-30..2025-03-01", "不是有效的日期"),
        ("2025-03-02..2025-03-01", "截止日期早于起始日期"),
    ],
)
def test_a_period_that_cannot_be_is_named(text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_period(text, "12-01")
    assert said in caught.value.fields["period"]


def covers(parts: list[Period], whole: Period) -> bool:
    """Tell whether parts follow one another from the first day to the last."""
    follow = all(a.end + timedelta(1) == b.start for a, b in pairwise(parts))
    return follow and (parts[0].start, parts[-1].end) == (whole.start, whole.end)


@given(year=years, first_day=first_days)
def test_halves_and_quarters_make_up_the_year_whatever_its_first_day(
    year: int, first_day: str
) -> None:
    whole = parse_period(str(year), first_day)
    halves = [parse_period(f"{year}H{number}", first_day) for number in (1, 2)]
    quarters = [parse_period(f"{year}Q{number}", first_day) for number in (1, 2, 3, 4)]
    assert covers(halves, whole)
    assert covers(quarters, whole)
    assert covers(quarters[:2], halves[0])


@given(year=years, first_day=first_days)
def test_months_follow_one_another_whatever_the_first_day(year: int, first_day: str) -> None:
    months = [parse_period(f"{year}-{number:02d}", first_day) for number in range(1, 13)]
    assert covers(months, Period(months[0].start, months[-1].end))


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), first_day=first_days)
def test_every_day_belongs_to_one_statistical_year(day: date, first_day: str) -> None:
    year = statistical_year_of(day, first_day)
    whole = parse_period(str(year), first_day)
    assert whole.start <= day <= whole.end
