import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain.calendar import WorkCalendar, build_calendar
from mediation_desk.domain.deadlines import (
    Deadline,
    LimitRule,
    check_extension,
    choose_rule,
    confirmation_window,
    court_reply_due,
    days_left,
    mediation_limit,
    parse_limit_rules,
)
from mediation_desk.errors import InvalidInput

FILE = Path(__file__).parents[2] / "resources" / "reference" / "deadlines.toml"
CALENDAR = build_calendar()
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def document() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


RULES = parse_limit_rules(document())


def limit(rule: LimitRule, accepted: date, **more: Any) -> Deadline:
    return mediation_limit(rule, accepted, calendar=CALENDAR, **more)


def day_number(day: date) -> int:
    """Count days from the calendar's rules alone: no date arithmetic of the library."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    before = day.year - 1
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    whole = before * 365 + before // 4 - before // 100 + before // 400
    return whole + sum(lengths[: day.month - 1]) + (leap and day.month > 2) + day.day


@pytest.mark.parametrize(
    ("code", "accepted", "due"),
    [
        ("general", date(2025, 6, 16), date(2025, 7, 16)),
        ("labour", date(2025, 1, 6), date(2025, 1, 21)),
        ("court", date(2025, 8, 18), date(2025, 9, 17)),
        ("general", date(2025, 4, 2), date(2025, 5, 2)),
        ("medical", date(2025, 9, 1), date(2025, 10, 17)),
        ("general", date(2024, 1, 31), date(2024, 3, 1)),
    ],
)
def test_limits_fall_on_the_days_the_rules_name(code: str, accepted: date, due: date) -> None:
    found = limit(RULES[code], accepted)
    assert found == Deadline(due, due, RULES[code].label, certain=True)


def test_an_extension_moves_the_limit_but_keeps_the_first_one_visible() -> None:
    found = limit(RULES["general"], date(2025, 6, 16), extended_to=date(2025, 7, 31))
    assert (found.due_on, found.raw_due_on) == (date(2025, 7, 31), date(2025, 7, 16))
    earlier = limit(RULES["general"], date(2025, 6, 16), extended_to=date(2025, 7, 1))
    assert earlier.due_on == date(2025, 7, 16)


def test_an_extension_must_be_later_and_allowed() -> None:
    now = limit(RULES["general"], date(2025, 6, 16))
    check_extension(RULES["general"], now, date(2025, 7, 17))
    with pytest.raises(InvalidInput, match="2025-07-16"):
        check_extension(RULES["general"], now, date(2025, 7, 16))
    with pytest.raises(InvalidInput, match="不能延长"):
        check_extension(RULES["labour"], now, date(2025, 8, 1))


def test_appraisal_time_does_not_count_where_the_rule_allows() -> None:
    assert limit(RULES["general"], date(2025, 6, 16), paused_days=5).due_on == date(2025, 7, 21)
    assert limit(RULES["labour"], date(2025, 1, 6), paused_days=5).due_on == date(2025, 1, 21)
    assert limit(RULES["medical"], date(2025, 6, 2), paused_days=1).due_on == (
        CALENDAR.add_workdays(date(2025, 6, 2), 31).day
    )


def test_the_courts_rule_comes_before_the_types_and_the_types_before_the_general() -> None:
    assert choose_rule(RULES, type_rule="labour", court_rule="court").code == "court"
    assert choose_rule(RULES, type_rule="labour").code == "labour"
    assert choose_rule(RULES, type_rule="unknown").code == "general"


@pytest.mark.parametrize(
    ("effect", "safe", "last"),
    [
        (date(2025, 3, 10), date(2025, 4, 9), date(2025, 4, 9)),
        (date(2025, 4, 2), date(2025, 5, 2), date(2025, 5, 6)),
        (date(2025, 1, 8), date(2025, 2, 7), date(2025, 2, 7)),
        (date(2025, 4, 18), date(2025, 5, 18), date(2025, 5, 19)),
        (date(2025, 9, 2), date(2025, 10, 2), date(2025, 10, 9)),
        (date(2025, 10, 20), date(2025, 11, 19), date(2025, 11, 19)),
    ],
)
def test_the_thirty_days_for_confirmation_end_as_in_the_sample_cases(
    effect: date, safe: date, last: date
) -> None:
    found = confirmation_window(effect, CALENDAR)
    assert (found.safe_on, found.last_on, found.certain) == (safe, last, True)


def test_a_confirmation_window_in_an_unpublished_year_is_marked_uncertain() -> None:
    assert not confirmation_window(date(2026, 12, 15), CALENDAR).certain


def test_the_courts_commission_is_answered_in_three_working_days() -> None:
    assert court_reply_due(date(2025, 8, 15), CALENDAR).day == date(2025, 8, 20)


def test_days_left_are_zero_on_the_last_day_and_negative_after() -> None:
    due = date(2025, 7, 16)
    assert days_left(due, date(2025, 7, 16)) == 0
    assert days_left(due, date(2025, 7, 15)) == 1
    assert days_left(due, date(2025, 7, 17)) == -1


@given(DAYS, st.integers(0, 400))
def test_no_calendar_limit_is_a_day_off(accepted: date, paused: int) -> None:
    found = limit(RULES["general"], accepted, paused_days=paused)
    assert day_number(found.due_on) == day_number(accepted) + 30 + paused
    assert days_left(found.due_on, accepted) == 30 + paused


@given(DAYS)
def test_working_day_limits_and_windows_agree_with_a_plain_count(day: date) -> None:
    def later(number: int) -> date:
        return date.fromordinal(number)

    window = confirmation_window(day, CALENDAR)
    assert day_number(window.safe_on) == day_number(day) + 30
    skipped = range(day_number(window.safe_on), day_number(window.last_on))
    assert all(CALENDAR.is_day_off(later(number)) for number in skipped)
    assert CALENDAR.is_workday(window.last_on)
    due = limit(RULES["medical"], day).due_on
    counted = range(day_number(day) + 1, day_number(due) + 1)
    assert sum(CALENDAR.is_workday(later(number)) for number in counted) == 30
    assert CALENDAR.is_workday(due)


def test_every_rule_names_its_source_and_status() -> None:
    assert set(RULES) >= {"general", "labour", "medical", "court"}
    for rule in RULES.values():
        assert rule.source
        assert rule.status.startswith(("[V]", "[U]"))
        assert rule.overrun.endswith("。")
    assert isinstance(CALENDAR, WorkCalendar)


@pytest.mark.parametrize(
    "change",
    [{"days": 0}, {"days": "30"}, {"unit": "weeks"}, {"label": ""}, {"code": ""}, {"start": ""}],
)
def test_a_faulty_rule_is_refused(change: dict[str, Any]) -> None:
    rules = document()["rules"]
    rules[0] |= change
    with pytest.raises(InvalidInput, match="期限规则"):
        parse_limit_rules({"rules": rules})


def test_rules_without_a_general_one_or_named_twice_are_refused() -> None:
    rules = document()["rules"]
    for faulty in (rules[1:], [rules[0], rules[0]]):
        with pytest.raises(InvalidInput, match="期限规则"):
            parse_limit_rules({"rules": faulty})
