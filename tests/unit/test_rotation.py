"""Which backups are kept, over simulated years and wrong clocks."""

from datetime import date, timedelta

from mediation_desk.storage.rotation import Point, kept

FIRST = date(2025, 1, 1)


def daily(number: int, *, per_day: int = 1) -> list[Point]:
    return [
        Point(day * per_day + part + 1, FIRST + timedelta(days=day), "0001")
        for day in range(number)
        for part in range(per_day)
    ]


def days_kept(points: list[Point]) -> list[date]:
    keep = kept(points)
    return sorted({point.day for point in points if point.sequence in keep}, reverse=True)


def test_the_last_two_days_are_kept_in_full_and_older_days_once() -> None:
    points = daily(3, per_day=4)
    keep = kept(points)
    assert {point.sequence for point in points[4:]} <= keep
    assert [point.sequence for point in points[:4] if point.sequence in keep] == [4]


def test_a_week_of_days_a_month_of_weeks_and_a_year_of_months_stay() -> None:
    found = days_kept(daily(400))
    newest = FIRST + timedelta(days=399)
    assert found[:7] == [newest - timedelta(days=back) for back in range(7)]
    sundays = [day for day in found if day.isoweekday() == 7]
    assert len({day.isocalendar()[:2] for day in found}) >= 4
    assert sundays
    assert len({(day.year, day.month) for day in found}) == 12
    assert len(found) <= 2 + 7 + 4 + 12


def test_thinning_every_day_leaves_what_thinning_once_leaves() -> None:
    standing: list[Point] = []
    for point in daily(400):
        standing.append(point)
        keep = kept(standing)
        standing = [one for one in standing if one.sequence in keep]
        assert standing[-1] is point
    months = {(point.day.year, point.day.month) for point in standing}
    assert len(months) == 12


def test_a_clock_that_was_wrong_for_a_day_thins_nothing_else_out() -> None:
    right = daily(60)
    for wrong in (date(1970, 1, 1), date(2036, 1, 1)):
        points = [*right[:30], Point(30_5, wrong, "0001")]
        points += [Point(point.sequence + 1000, point.day, "0001") for point in right[30:]]
        months = {(day.year, day.month) for day in days_kept(points)}
        assert {(2025, 1), (2025, 2), (2025, 3)} <= months


def test_the_last_backup_of_each_schema_stays() -> None:
    points = [Point(1, FIRST, "0001")]
    points += [Point(n, FIRST + timedelta(days=n), "0002") for n in range(2, 500)]
    assert 1 in kept(points)
