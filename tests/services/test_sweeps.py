"""Sweeps, prevention, months of villages, reports; figures that equal their lists."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.app import Desk, build, make_demo
from mediation_desk.clock import local
from mediation_desk.domain.linkage import (
    Effect,
    LetterKind,
    LetterResult,
    MonthState,
    ReportKind,
    month_of,
)
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.filters import Concern, Matter
from mediation_desk.services.letters import LetterView
from mediation_desk.services.lines import LineView
from mediation_desk.services.linkage_rows import (
    EscalationDraft,
    LetterAnswer,
    PreventionDraft,
    ReportDraft,
    SweepDraft,
    VenueDraft,
    ZeroDraft,
)
from tests.factories import case_draft, letter_draft, line_draft, registered, set_up
from tests.services.test_permissions import sit_down

TODAY = date(2025, 12, 31)


@pytest.fixture
def town(desk: Desk) -> str:
    return set_up(desk)


@pytest.fixture
def village(desk: Desk, town: str) -> str:
    return desk.office.committees()[1].id


# Sweeps and prevention ---------------------------------------------------------------------


def test_sweeps_and_what_they_found_are_different_figures(desk: Desk, village: str) -> None:
    found = SweepDraft(village, "regular", date(2025, 12, 10), "样板村一组", found=3, settled=1)
    made = desk.sweeps.save(found).id
    desk.sweeps.save(replace(found, swept_on=date(2025, 11, 10), found=2, settled=0))
    record = PreventionDraft(village, Effect.DISPUTE, date(2025, 12, 10), "口角", sweep_id=made)
    desk.sweeps.save_prevention(record)
    brawl = replace(record, effect=Effect.BRAWL, people_involved=46, sweep_id="")
    approved = desk.sweeps.save_prevention(brawl).id
    desk.sweeps.approve_prevention(approved)
    sums = desk.sweeps.totals(date(2025, 12, 1), date(2025, 12, 31))
    assert (sums.sweeps, sums.found, sums.settled) == (1, 3, 1)
    assert sums.prevented[Effect.BRAWL] == (1, 46)
    assert sums.prevented[Effect.DISPUTE] == (0, 0), "not approved yet"
    assert [row.prevented for row in desk.sweeps.sweeps(2025)] == [1, 0]


def test_a_changed_prevention_record_has_to_be_approved_again(desk: Desk, village: str) -> None:
    record = PreventionDraft(village, Effect.SUICIDE, TODAY, "劝住", people_involved=1)
    made = desk.sweeps.save_prevention(record).id
    desk.sweeps.approve_prevention(made)
    (row,) = desk.sweeps.preventions(2025)
    assert (row.approved_by, row.approved_on) == ("测试员", TODAY)
    changed = replace(row.draft, people_involved=2)
    desk.sweeps.save_prevention(changed, prevention_id=made, revision=row.revision)
    (row,) = desk.sweeps.preventions(2025)
    assert row.approved_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"settled": 4}, "settled"), ({"place": ""}, "place"), ({"kind": "x"}, "kind")],
)
def test_a_sweep_that_cannot_be_is_refused(desk, village, changes, field) -> None:
    draft = SweepDraft(village, "regular", TODAY, "一组", found=3)
    with pytest.raises(InvalidInput) as refused:
        desk.sweeps.save(replace(draft, **changes))
    assert list(refused.value.fields) == [field]


def test_what_is_counted_in_people_needs_their_number(desk: Desk, village: str) -> None:
    with pytest.raises(InvalidInput, match="涉及几人"):
        desk.sweeps.save_prevention(PreventionDraft(village, Effect.PETITION, TODAY, "劝回"))


def test_a_village_is_to_be_swept_again_when_its_days_are_over(desk: Desk, village: str) -> None:
    assert desk.sweeps.overdue() == (), "no cycle is set"
    desk.settings.set("sweep_days", 30)
    assert desk.sweeps.overdue() == (("样板村人民调解委员会", None),)
    done = SweepDraft(village, "regular", TODAY - timedelta(days=31), "一组")
    desk.sweeps.save(done)
    assert desk.sweeps.overdue() == (("样板村人民调解委员会", TODAY - timedelta(days=31)),)
    assert desk.matters.counts()[Matter.SWEEPS] == 1
    desk.sweeps.save(replace(done, swept_on=TODAY - timedelta(days=30)))
    assert desk.sweeps.overdue() == ()
    with pytest.raises(InvalidInput):
        desk.settings.set("sweep_days", -1)


# Zero reports ------------------------------------------------------------------------------


def states(desk: Desk) -> dict[str, MonthState]:
    (line,) = desk.zero_reports.matrix(2025)
    return {cell.month: cell.state for cell in line.cells if cell.state is not MonthState.AHEAD}


def test_a_village_that_tells_nothing_is_missing_and_not_zero(desk: Desk, village: str) -> None:
    registered(desk, village, registered_on=date(2025, 10, 9))
    assert states(desk) == {"2025-10": MonthState.CASES}, "nothing is asked for yet"
    desk.settings.set("zero_from", "2025-09")
    desk.zero_reports.record(ZeroDraft(village, "2025-11", "调样丙", date(2025, 12, 1)))
    assert states(desk) == {
        "2025-09": MonthState.MISSING,
        "2025-10": MonthState.CASES,
        "2025-11": MonthState.ZERO,
    }, "December is not over"
    assert desk.zero_reports.missing() == (("样板村人民调解委员会", "2025-09"),)
    assert desk.matters.counts()[Matter.ZERO] == 1


def test_a_month_with_a_dispute_is_never_zero(desk: Desk, village: str) -> None:
    registered(desk, village, registered_on=date(2025, 10, 9))
    with pytest.raises(RuleViolation, match="登记了 1 起"):
        desk.zero_reports.record(ZeroDraft(village, "2025-10", "调样丙", date(2025, 11, 1)))
    desk.zero_reports.record(ZeroDraft(village, "2025-11", "调样丙", date(2025, 12, 1)))
    registered(desk, village, registered_on=date(2025, 11, 20))
    assert states(desk)["2025-11"] is MonthState.CLASH


@pytest.mark.parametrize(
    ("month", "by", "on", "field"),
    [
        ("2026-01", "调样丙", TODAY, "month"),
        ("2025-13", "调样丙", TODAY, "month"),
        ("2025-12", "", TODAY, "reported_by"),
        ("2025-12", "调样丙", date(2025, 11, 30), "reported_on"),
    ],
)
def test_a_zero_report_says_who_when_and_of_what_month(desk, village, month, by, on, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.zero_reports.record(ZeroDraft(village, month, by, on))
    assert list(refused.value.fields) == [field]


def test_a_zero_report_is_recorded_once(desk: Desk, village: str) -> None:
    report = ZeroDraft(village, "2025-11", "调样丙", date(2025, 12, 1))
    desk.zero_reports.record(report)
    with pytest.raises(RuleViolation, match="已经登记过"):
        desk.zero_reports.record(report)


def test_the_month_asked_from_is_a_month(desk: Desk, town: str) -> None:
    with pytest.raises(InvalidInput):
        desk.settings.set("zero_from", "去年")
    desk.settings.set("zero_from", "")


# Reports of major disputes -----------------------------------------------------------------


def test_a_major_dispute_is_a_concern_until_it_is_reported(desk: Desk, town: str) -> None:
    case = registered(desk, town, difficulty="major")
    assert desk.attention.counts()[Concern.REPORT] == 1
    known = local(TODAY, 8)
    draft = EscalationDraft(ReportKind.MAJOR, "多人聚集", known, hours=6)
    assert desk.escalations.record(case.id, draft).message == "请在 12-31 14:00 前报告"
    assert desk.attention.counts()[Concern.REPORT] == 1
    (row,) = desk.escalations.of_case(case.id)
    (item,) = desk.agenda.items(TODAY, TODAY)
    assert (item.kind.label, item.at, item.late) == ("报告时限", row.due_at, False)
    told = ReportDraft(local(TODAY, 9), "示例派出所 警样", "调样甲", "电话", "现场劝散")
    desk.escalations.report(row.id, told)
    (row,) = desk.escalations.of_case(case.id)
    assert (row.reported_to, row.reported_by, row.late) == ("示例派出所 警样", "调样甲", False)
    assert desk.attention.counts()[Concern.REPORT] == 0
    assert [entry.action for entry in desk.cases.history(case.id)] == [
        "报告重大纠纷",
        "登记重大纠纷",
        "登记",
    ]
    with pytest.raises(RuleViolation):
        desk.escalations.report(row.id, told)


def test_a_report_after_its_hours_is_late_for_ever(desk: Desk, town: str, clock) -> None:
    case = registered(desk, town)
    draft = EscalationDraft(ReportKind.ESCALATION, "扬言报复", local(TODAY, 3), hours=1)
    desk.escalations.record(case.id, draft)
    (row,) = desk.escalations.of_case(case.id)
    assert row.late
    desk.escalations.report(row.id, ReportDraft(local(TODAY, 5), "示例派出所", "调样甲"))
    assert desk.escalations.of_case(case.id)[0].late


def test_a_report_is_corrected_with_a_reason_and_every_version_stays(desk: Desk, town: str) -> None:
    case = registered(desk, town)
    draft = EscalationDraft(ReportKind.MAJOR, "多人聚集", local(TODAY, 3), hours=6)
    desk.escalations.record(case.id, draft)
    (row,) = desk.escalations.of_case(case.id)
    told = ReportDraft(local(TODAY, 10), "示例派出所", "调样甲")
    desk.escalations.report(row.id, told)
    assert desk.escalations.of_case(case.id)[0].late
    right = replace(told, reported_at=local(TODAY, 8), reported_to="示例镇司法所")
    with pytest.raises(InvalidInput, match="为什么更正"):
        desk.escalations.correct(row.id, draft, right, reason=" ")
    early = replace(told, reported_at=local(TODAY, 2))
    with pytest.raises(InvalidInput, match="得知之后"):
        desk.escalations.correct(row.id, draft, early, reason="看错")
    desk.escalations.correct(row.id, replace(draft, hours=8), right, reason="看错了钟点")
    (row,) = desk.escalations.of_case(case.id)
    assert (row.late, row.reported_to, row.due_at) == (False, "示例镇司法所", local(TODAY, 11))
    latest = desk.cases.history(case.id)[0]
    assert (latest.action, latest.reason) == ("更正重大纠纷报告", "看错了钟点")
    desk.undo.undo(desk.undo.last(case.id).write_id)
    assert desk.escalations.of_case(case.id)[0].reported_to == "示例派出所"


# The demo office ---------------------------------------------------------------------------


def test_the_demo_office_has_something_of_everything(paths, clock) -> None:
    make_demo(paths)
    desk = build(paths, clock)
    try:
        assert desk.matters.counts() == {
            Matter.LETTERS: 1,
            Matter.LINES: 1,
            Matter.ZERO: 1,
            Matter.SWEEPS: 0,
            Matter.TERMS: 0,
        }
        assert [row.name for row in desk.zero_reports.matrix(2025)] == [
            "泾县示例镇样板村人民调解委员会"
        ]
        assert (len(desk.informants.informants()), len(desk.venues.venues())) == (2, 2)
        sums = desk.sweeps.totals(date(2024, 12, 1), date(2025, 11, 30))
        assert (sums.sweeps, sums.found, sums.prevented[Effect.PETITION]) == (1, 3, (1, 23))
        states = [row.state.value for row in desk.subsidy.claims()]
        assert states == ["draft", "returned", "approved", "paid"]
        leader = next(one.id for one in desk.office.mediators() if one.name == "调样甲")
        assert len(desk.mediator_records.records(leader)) == 2
    finally:
        desk.close()


# What holds for all ------------------------------------------------------------------------


def test_every_figure_is_its_list_in_a_random_office(desk: Desk, village: str) -> None:
    dice = random.Random(4)
    desk.settings.set("zero_from", "2025-03")
    desk.settings.set("sweep_days", 30)
    for _ in range(60):
        sent = TODAY - timedelta(days=dice.randint(0, 60))
        due = dice.choice([None, sent + timedelta(days=dice.randint(0, 80))])
        kind = dice.choice(list(LetterKind))
        made = desk.letters.save(letter_draft(village, kind=kind, dated_on=sent, due_on=due)).id
        if dice.random() < 0.3:
            desk.letters.answer(made, LetterAnswer(TODAY, LetterResult.FAILED))
        desk.lines.save(line_draft(village, day=TODAY - timedelta(days=dice.randint(0, 20))))
    for person in desk.office.mediators():
        draft, revision = desk.office.mediator_draft(person.id)
        draft = replace(draft, grade_until=TODAY + timedelta(days=dice.randint(-60, 60)))
        desk.office.save_mediator(draft, mediator_id=person.id, revision=revision)
    for month in dice.sample(range(1, 13), 5):
        day = date(2025, month, 5)
        desk.zero_reports.record(ZeroDraft(village, month_of(day), "调样丙", day))
    counts = desk.matters.counts()
    assert counts == {
        Matter.LETTERS: len(desk.letters.letters(LetterView.PRESSING)),
        Matter.LINES: len(desk.lines.lines(LineView.OVERDUE)),
        Matter.ZERO: len(desk.zero_reports.missing()),
        Matter.SWEEPS: len(desk.sweeps.overdue()),
        Matter.TERMS: len(desk.terms.ending()),
    }
    assert all(counts.values())
    waiting = desk.letters.letters(LetterView.WAITING)
    answered = desk.letters.letters(LetterView.ANSWERED)
    assert len(waiting) + len(answered) <= len(desk.letters.letters()) == 60


@pytest.mark.usefixtures("quick_passwords")
def test_who_may_not_see_a_sensitive_case_reads_nothing_of_it_here(desk: Desk, town: str) -> None:
    case = registered(desk, town, is_public=False)
    desk.letters.save(letter_draft(town, case_id=case.id, parties="邻样东"))
    began = desk.lines.save(line_draft(town)).id
    desk.cases.register(case_draft(town, is_public=False), began=began)
    record = PreventionDraft(town, Effect.DISPUTE, TODAY, "邻样东想不开", case_id=case.id)
    desk.sweeps.save_prevention(record)
    desk.accounts.first(AccountDraft("admin-yang", "管样"), "Lantern-47-hill")
    sit_down(desk, frozenset({AccountRole.CLERK}))
    shown = repr((desk.letters.letters(), desk.lines.lines(), desk.sweeps.preventions(2025)))
    for name in ("邻样东", "空调", "示样梅"):
        assert name not in shown
    assert desk.lines.lines(text="空调") == () == desk.letters.letters(text="邻样东")
    assert desk.letters.of_case(case.id) == ()
    with pytest.raises(RuleViolation):
        desk.escalations.of_case(case.id)


def test_a_venue_is_kept_and_changed(desk: Desk, village: str) -> None:
    made = desk.venues.save(VenueDraft(village, "reasoning_point", "大樟树评理说事点")).id
    (row,) = desk.venues.venues()
    assert (row.kind_label, row.draft.active) == ("评理说事点", True)
    changed = replace(row.draft, active=False)
    desk.venues.save(changed, venue_id=made, revision=row.revision)
    assert desk.venues.venues()[0].draft.active is False
    with pytest.raises(InvalidInput):
        desk.venues.save(replace(changed, kind="palace", name=" "))


def test_everything_here_is_undone_like_any_other_step(desk: Desk, village: str) -> None:
    desk.letters.save(letter_draft(village))
    desk.sweeps.save(SweepDraft(village, "regular", TODAY, "一组"))
    desk.zero_reports.record(ZeroDraft(village, "2025-11", "调样丙", TODAY))
    for label in ("登记零报告", "登记排查", "登记函件"):
        step = desk.undo.last()
        assert (step.entry.action, step.why_not) == (label, "")
        desk.undo.undo(step.write_id)
    assert desk.letters.letters() == desk.sweeps.sweeps(2025) == desk.zero_reports.missing() == ()
    assert len(desk.office.committees()) == 2
