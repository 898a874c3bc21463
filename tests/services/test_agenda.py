"""The calendar: what is planned, limits and dues on their days; moving asks why; .ics export."""

import re
from datetime import UTC, date, datetime

import pytest

from mediation_desk.clock import local
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.exchange.icalendar import Entry, calendar_file
from mediation_desk.services.daily_rows import AgendaKind
from tests.factories import (
    agreement_draft,
    mediating,
    registered,
    session_draft,
    set_up,
    signatures,
)

MARCH = (date(2025, 3, 1), date(2025, 3, 31))
LATER = local(date(2025, 3, 12), 19, 30)


@pytest.fixture
def case(desk, clock):
    """A case in mediation on 4 March."""
    clock.set(local(date(2025, 3, 4)))
    return mediating(desk, set_up(desk))


def kinds(desk, days=MARCH) -> list[tuple[AgendaKind, date]]:
    return [(one.kind, one.day) for one in desk.agenda.items(*days)]


def test_the_first_session_can_be_planned_before_there_is_a_record(desk, case) -> None:
    desk.agenda.plan(case.id, LATER, "")
    assert kinds(desk) == [(AgendaKind.PLANNED, date(2025, 3, 12))]
    assert desk.agenda.items(*MARCH)[0].at == LATER


def test_moving_a_planned_session_asks_why_and_the_history_keeps_it(desk, case) -> None:
    desk.agenda.plan(case.id, LATER, "")
    with pytest.raises(InvalidInput) as refused:
        desk.agenda.plan(case.id, local(date(2025, 3, 14), 9), " ")
    assert "reason" in refused.value.fields
    desk.agenda.plan(case.id, local(date(2025, 3, 14), 9), "对方外出")
    assert kinds(desk) == [(AgendaKind.PLANNED, date(2025, 3, 14))]


def test_a_session_agreed_on_in_the_last_one_is_moved_there(desk, case, clock) -> None:
    clock.set(local(date(2025, 3, 7)))
    desk.sessions.record(case.id, session_draft(case, next_at=LATER))
    desk.agenda.plan(case.id, local(date(2025, 3, 20), 9), "农忙")
    assert desk.cases.show(case.id).sessions[-1].next_at == local(date(2025, 3, 20), 9)
    assert kinds(desk) == [
        (AgendaKind.HELD, date(2025, 3, 6)),
        (AgendaKind.PLANNED, date(2025, 3, 20)),
    ]


def test_nothing_is_planned_in_the_past_or_for_a_case_not_accepted(desk, case) -> None:
    with pytest.raises(InvalidInput):
        desk.agenda.plan(case.id, local(date(2025, 3, 1)), "")
    waiting = registered(desk, desk.office.committees()[0].id)
    with pytest.raises(RuleViolation):
        desk.agenda.plan(waiting.id, LATER, "")


def test_limits_dues_and_the_courts_last_day_stand_on_their_days(desk, case, clock) -> None:
    assert kinds(desk, (date(2025, 4, 1), date(2025, 4, 30))) == [
        (AgendaKind.LIMIT, date(2025, 4, 2))
    ]
    clock.set(local(date(2025, 3, 10), 20))
    desk.agreements.conclude(case.id, agreement_draft(case))
    assert kinds(desk) == [], "nobody has signed yet"
    desk.agreements.sign(case.id, signatures(desk.cases.show(case.id)))
    assert kinds(desk, (date(2025, 3, 1), date(2025, 4, 30))) == [
        (AgendaKind.DUE, date(2025, 3, 20)),
        (AgendaKind.FOLLOW_UP, date(2025, 3, 25)),
        (AgendaKind.DUE, date(2025, 3, 31)),
        (AgendaKind.CONFIRMATION, date(2025, 4, 9)),
    ]
    due = desk.agenda.items(*MARCH)[0]
    assert due.note == "1,500.00 元"
    desk.agreements.perform(case.id, due.id, date(2025, 3, 10))
    assert (AgendaKind.DUE, date(2025, 3, 20)) not in kinds(desk)


def test_a_session_that_passed_without_a_record_is_remembered(desk, case, clock) -> None:
    desk.agenda.plan(case.id, LATER, "")
    assert desk.agenda.reminders() == ()
    clock.set(local(date(2025, 3, 12), 8))
    assert [one.late for one in desk.agenda.reminders()] == [False]
    clock.set(local(date(2025, 3, 15), 8))
    assert [one.late for one in desk.agenda.reminders()] == [True]


def read_back(data: bytes) -> list[dict[str, str]]:
    """Read a calendar file as RFC 5545 says: unfold, split, unescape."""
    assert max(map(len, data.split(b"\r\n"))) <= 75
    text = data.decode().replace("\r\n ", "")
    events = []
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            value = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
            events[-1][name] = value
    return events


def test_a_calendar_file_gives_back_every_word_and_moment() -> None:
    title = "邻样东、邻样西排水；共用巷道, 反斜杠\\与很长很长的一个标题，超过七十五个字节"
    made_at = datetime(2025, 3, 4, tzinfo=UTC)
    entries = [
        Entry("planned-1", LATER.date(), LATER, title, "第一行\n第二行"),
        Entry("limit-2", date(2025, 12, 31), None, "期限"),
    ]
    first, second = read_back(calendar_file(entries, made_at=made_at))
    assert (first["SUMMARY"], first["DESCRIPTION"]) == (title, "第一行\n第二行")
    assert first["DTSTART"] == "20250312T113000Z"
    assert second["DTSTART;VALUE=DATE"] == "20251231"
    assert second["DTEND;VALUE=DATE"] == "20260101"


def test_the_calendar_is_exported_with_what_it_shows(desk, case) -> None:
    desk.agenda.plan(case.id, LATER, "")
    (event,) = read_back(desk.agenda.as_file(*MARCH))
    assert event["SUMMARY"] == f"约定调解：{case.title}"
