"""Nobody is forgotten: each figure of the desk is its list, and both are what a recount finds."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import State
from mediation_desk.errors import InvalidInput
from mediation_desk.services.attention import when_of
from mediation_desk.services.concerns import about
from mediation_desk.services.filters import Concern, Filters
from mediation_desk.services.summary import summarise
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.tables.agreements import agreement, clause, instalment
from mediation_desk.storage.tables.cases import confirmation, dispute
from mediation_desk.storage.tables.linkage import escalation
from mediation_desk.storage.tables.records import follow_up
from mediation_desk.storage.tables.sessions import session
from tests.factories import mediating, session_draft, set_up

TODAY = date(2025, 12, 31)
OPEN = (State.REGISTERED, State.ACCEPTED, State.MEDIATING)


@dataclass
class Told:
    """A case as it is entered, for counting by hand."""

    state: State
    registered: date
    accepted: date | None = None
    due: date | None = None
    extended: date | None = None
    sessions: list[tuple[date, date | None]] = field(default_factory=list)
    form: str = ""
    effect: date | None = None
    owed: list[tuple[date | None, date | None]] = field(default_factory=list)
    filed: date | None = None
    visits: list[tuple[date, date | None]] = field(default_factory=list)
    major: bool = False
    reports: list[bool] = field(default_factory=list)


def some_day(dice: random.Random, around: int = 45) -> date:
    return TODAY + timedelta(days=dice.randint(-around, around // 2))


def told(dice: random.Random) -> Told:
    state = dice.choice(list(State))
    one = Told(state, registered=TODAY - timedelta(days=dice.randint(0, 60)))
    if state not in (State.REGISTERED, State.REFUSED):
        one.accepted = one.registered + timedelta(days=dice.randint(0, 3))
        one.due = one.accepted + timedelta(days=30)
        one.extended = dice.choice([None, some_day(dice, 10)])
    if state is State.MEDIATING or (one.accepted and dice.random() < 0.3):
        for _ in range(dice.randint(0, 3)):
            held = TODAY - timedelta(days=dice.randint(0, 30))
            one.sessions.append((held, dice.choice([None, some_day(dice)])))
    if state in (State.AGREED, State.CLOSED) and one.accepted:
        one.form = dice.choice(["written", "oral"])
        one.effect = dice.choice([None, *[TODAY - timedelta(days=dice.randint(15, 35))] * 2])
        one.owed = [
            (dice.choice([None, some_day(dice, 20)]), dice.choice([None, TODAY]))
            for _ in range(dice.randint(0, 3))
        ]
        one.filed = dice.choice([None, None, None, one.effect])
        if one.effect and dice.random() < 0.5:
            one.visits.append((one.effect, dice.choice([None, some_day(dice, 20)])))
    one.major = dice.random() < 0.2
    one.reports = [dice.random() < 0.7 for _ in range(dice.choice([0, 0, 0, 1, 2]))]
    return one


def enter(desk: Desk, committee_id: str, one: Told) -> str:
    case_id = new_id()
    empty = {name: [] for name in ("requests", "flags", "answers", "remedies")}
    row = {
        "id": case_id,
        "committee_id": committee_id,
        "state": one.state,
        "origin": "application",
        "source": "application",
        "type": "neighbour",
        "type_group": "neighbour",
        "difficulty": "major" if one.major else "simple",
        "registered_on": one.registered,
        "accepted_on": one.accepted,
        "due_on": one.due,
        "extended_to": one.extended,
    }
    with desk._context.write("enter") as writer:
        writer.insert(dispute, {**row, **empty})
        for ordinal, (held, ahead) in enumerate(one.sessions, start=1):
            row = {"case_id": case_id, "ordinal": ordinal, "present": [], "result": "continue"}
            moments = {"held_at": local(held), "next_at": local(ahead, 15) if ahead else None}
            writer.insert(session, {**row, **moments})
        for told in one.reports:
            enter_report(writer, case_id, told)
        if one.form:
            enter_agreement(writer, case_id, one)
        for visited, planned in one.visits:
            enter_visit(writer, case_id, visited, planned)
        summarise(writer, case_id)
    return case_id


def enter_visit(writer, case_id: str, visited: date, planned: date | None) -> None:
    found = {"performance": "full", "opinion": "not_asked", "litigated": "no", "hidden": "no"}
    row = {"case_id": case_id, "method": "phone", "visited_on": visited, "next_on": planned}
    writer.insert(follow_up, {**row, **found})


def enter_report(writer, case_id: str, told: bool) -> None:
    row = {"case_id": case_id, "kind": "major", "known_at": local(TODAY), "due_at": local(TODAY, 6)}
    writer.insert(escalation, {**row, "reported_at": local(TODAY, 5) if told else None})


def enter_agreement(writer, case_id: str, one: Told) -> None:
    reached = one.effect or TODAY
    row = {"case_id": case_id, "form": one.form, "reached_on": reached, "copies": 3}
    made = writer.insert(agreement, {**row, "effect_on": one.effect})
    kind = {"agreement_id": made, "ordinal": 1, "kind": "payment"}
    promise = writer.insert(clause, kind)
    for at, (due, done) in enumerate(one.owed):
        row = {"agreement_id": made, "clause_id": promise, "position": at}
        writer.insert(instalment, {**row, "due_on": due, "performed_on": done})
    if one.filed:
        row = {"case_id": case_id, "court": "示例法院", "filed_on": one.filed}
        writer.insert(confirmation, {**row, "result": "pending"})


def concerns(one: Told) -> Iterator[Concern]:
    """Say by hand what each case needs; the clock stands at noon of TODAY."""
    if not all(one.reports) or (one.major and one.state in OPEN and not one.reports):
        yield Concern.REPORT
    limit = (one.extended or one.due) if one.state in (*OPEN,) else None
    if limit and limit < TODAY:
        yield Concern.OVER
    if limit and TODAY <= limit <= TODAY + timedelta(days=3):
        yield Concern.SOON
    if one.state is State.REGISTERED:
        yield Concern.WAITING
    ahead = one.sessions[-1][1] if one.sessions else None
    arranged = ahead is not None and ahead >= TODAY  # sessions ahead are at three o'clock
    if one.state is State.ACCEPTED or (one.state is State.MEDIATING and not arranged):
        yield Concern.NO_STEP
    steps = [one.registered, one.accepted or one.registered, *(held for held, _ in one.sessions)]
    if one.state in OPEN and max(steps) < TODAY - timedelta(days=7):
        yield Concern.SILENT
    open_dues = [due for due, done in one.owed if due and not done and one.effect]
    if any(due < TODAY for due in open_dues):
        yield Concern.OWED
    if any(TODAY <= due <= TODAY + timedelta(days=7) for due in open_dues):
        yield Concern.DUE
    if one.state is State.AGREED and one.effect is None:
        yield Concern.UNSIGNED
    if one.form == "written" and one.effect and not one.filed:
        left = (one.effect + timedelta(days=30) - TODAY).days
        if 0 <= left <= 10:
            yield Concern.CONFIRMATION
    planned = one.visits[-1][1] if one.visits else None
    if planned and planned <= TODAY:
        yield Concern.FOLLOW_UP
    if one.effect and not one.visits and (TODAY - one.effect).days >= 15:
        yield Concern.FOLLOW_UP


@pytest.mark.parametrize("seed", [2, 3])
def test_each_figure_equals_its_list_and_a_recount_by_hand(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)
    committee_id = set_up(desk)
    entered = {enter(desk, committee_id, one): one for one in (told(dice) for _ in range(200))}
    counts = desk.attention.counts()
    found: dict[str, set[Concern]] = {case_id: set() for case_id in entered}
    for concern in Concern:
        rows = desk.listing.cases(Filters(concern=concern))
        assert counts[concern] == len(rows) == desk.listing.count(Filters(concern=concern))
        for row in rows:
            found[row.id].add(concern)
        opened = desk.listing.cases(Filters(concern=concern, order="due", descending=False))
        assert {row.id for row in opened} == {row.id for row in rows}
        limits = [row.due_on or date.max for row in opened]
        assert len(opened) == len(rows)
        assert limits == sorted(limits)
    for case_id, one in entered.items():
        wanted = set(concerns(one))
        assert found[case_id] == (wanted | {Concern.ANY} if wanted else set()), one
    listed = desk.attention.cases(limit=400)
    assert {row.id: set(row.concerns) for row in listed} == {
        case_id: some - {Concern.ANY} for case_id, some in found.items() if some
    }
    assert all(counts[concern] for concern in Concern), "every concern occurs"


def test_a_next_session_takes_a_case_off_the_list_of_those_without_a_next_step(desk, clock) -> None:
    case = mediating(desk, set_up(desk))
    assert desk.attention.counts()[Concern.NO_STEP] == 1
    ahead = local(date(2026, 1, 3), 19)
    desk.sessions.record(case.id, session_draft(case, next_at=ahead))
    assert desk.attention.counts()[Concern.NO_STEP] == 0
    clock.set(local(date(2026, 1, 4)))
    assert desk.attention.counts()[Concern.NO_STEP] == 1


def test_the_days_of_warning_are_the_offices_own(desk: Desk, clock) -> None:
    mediating(desk, set_up(desk))
    clock.set(local(date(2025, 3, 28)))
    assert desk.attention.counts()[Concern.SOON] == 0
    desk.settings.set_days({"soon_days": 5, "silent_days": 90})
    assert desk.attention.counts()[Concern.SOON] == 1
    assert desk.attention.counts()[Concern.SILENT] == 0
    with pytest.raises(InvalidInput):
        desk.settings.set_days({"soon_days": 0})


def test_no_figure_of_the_desk_walks_through_the_cases(desk: Desk) -> None:
    set_up(desk)
    with desk._context.db.read() as connection:
        when = when_of(desk._context, connection)
        for concern in Concern:
            inlined = {"literal_binds": True, "render_postcompile": True}
            sql = str(about(concern, when).compile(connection, compile_kwargs=inlined))
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
            looks = [step for step in plan if " dispute " in step]
            assert looks, plan
            assert all("COVERING INDEX" in one or "(id=?)" in one for one in looks), looks
