import tomllib
from datetime import date, timedelta

import pytest

from mediation_desk.domain.calendar import (
    CalendarRow,
    Dated,
    DayKind,
    WorkCalendar,
    build_calendar,
    parse_calendar_csv,
    parse_calendar_rows,
)
from mediation_desk.errors import InvalidInput


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return build_calendar()


def test_published_holidays_and_make_up_days_are_known(calendar: WorkCalendar) -> None:
    assert calendar.knows(2025)
    assert calendar.is_day_off(date(2025, 10, 1))
    assert calendar.is_workday(date(2025, 9, 28))  # a Sunday, made up for
    assert calendar.is_day_off(date(2025, 9, 27))
    assert calendar.is_workday(date(2025, 9, 29))


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2025, 5, 2), date(2025, 5, 6)),
        (date(2025, 5, 18), date(2025, 5, 19)),
        (date(2025, 10, 2), date(2025, 10, 9)),
        (date(2025, 4, 9), date(2025, 4, 9)),
    ],
)
def test_a_day_off_rolls_to_the_next_working_day(
    calendar: WorkCalendar, day: date, rolled: date
) -> None:
    assert calendar.roll_forward(day) == Dated(rolled, certain=True)


def test_working_days_are_counted_over_weekends_and_holidays(calendar: WorkCalendar) -> None:
    assert calendar.add_workdays(date(2025, 8, 15), 3) == Dated(date(2025, 8, 20), certain=True)
    assert calendar.add_workdays(date(2025, 9, 30), 1).day == date(2025, 10, 9)
    assert calendar.add_workdays(date(2025, 9, 27), 0).day == date(2025, 9, 27)
    with pytest.raises(ValueError, match="-1"):
        calendar.add_workdays(date(2025, 9, 27), -1)


def test_an_unpublished_year_falls_back_to_weekends_and_says_so(calendar: WorkCalendar) -> None:
    assert not calendar.knows(2099)
    assert calendar.roll_forward(date(2099, 1, 3)) == Dated(date(2099, 1, 5), certain=False)
    assert not calendar.add_workdays(date(2026, 12, 30), 10).certain
    assert calendar.add_workdays(date(2026, 12, 28), 2).certain


def test_an_imported_year_becomes_known_and_wins_over_weekends() -> None:
    rows = parse_calendar_csv(
        "\ufeff日期,类型,名称\n2027-01-01,放假,元旦\n2027.1.2,休,元旦\n2027/1/3,放假,\n\n"
        "2027年10月1日,放假,国庆节\n2027-02-27,班,调休\n"
    )
    calendar = build_calendar(rows)
    assert calendar.knows(2027)
    assert rows[0] == CalendarRow(date(2027, 1, 1), DayKind.OFF, "元旦")
    assert calendar.roll_forward(date(2027, 1, 1)) == Dated(date(2027, 1, 4), certain=True)
    assert calendar.is_workday(date(2027, 2, 27))


def test_half_a_table_is_used_but_not_trusted() -> None:
    calendar = build_calendar([CalendarRow(date(2027, 1, 1), DayKind.OFF)])
    assert not calendar.knows(2027)
    assert calendar.is_day_off(date(2027, 1, 1))


def test_an_imported_correction_overrides_a_published_day() -> None:
    rows = [
        CalendarRow(date(2025, 9, 28), DayKind.OFF),
        CalendarRow(date(2025, 10, 8), DayKind.WORK),
    ]
    calendar = build_calendar(rows)
    assert calendar.is_day_off(date(2025, 9, 28))
    assert calendar.is_workday(date(2025, 10, 8))
    assert calendar.knows(2025)


def test_the_table_can_be_toml() -> None:
    document = tomllib.loads('days = [{date = 2027-05-01, kind = "off", name = "劳动节"}]')
    assert parse_calendar_rows(document["days"])[0].day == date(2027, 5, 1)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "第1行"),
        ("日期,名称\n2027-01-01,元旦\n", "第1行"),
        ("日期,类型\n2027-02-30,放假\n", "第2行"),
        ("日期,类型\n2027-01-01,放假\n明天,放假\n", "第3行"),
        ("日期,类型\n2027-01-01,也许\n", "第2行"),
        ("日期,类型\n2027-01-01,放假\n2027-01-01,上班\n", "第3行"),
        ("日期,类型\n", "表格"),
    ],
)
def test_a_faulty_table_is_refused_with_the_line(text: str, where: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_calendar_csv(text)
    assert where in caught.value.fields


def test_every_published_year_has_its_national_day(calendar: WorkCalendar) -> None:
    years = [year for year in range(2000, 2101) if calendar.knows(year)]
    assert set(range(2010, 2027)) <= set(years)
    for year in years:
        days = [date(year, 10, 1) + timedelta(days=offset) for offset in range(3)]
        assert all(calendar.is_day_off(day) for day in days)
