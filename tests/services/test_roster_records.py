"""Mediators' training, awards and leave; a mediator's year; cases of somebody who leaves."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import Role, State
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.drafts import AcceptDraft, AssignDraft
from mediation_desk.services.roster_rows import Average, HandoverDraft, RosterDraft, RosterKind
from mediation_desk.storage.audit import verify
from tests.factories import DAY, mediating, parties, registered, set_up
from tests.services.test_subsidy import COUNTY, agreed, claimed, text_of

TRAINING = RosterDraft(
    RosterKind.TRAINING,
    date(2025, 6, 10),
    "调解员培训",
    date(2025, 6, 11),
    "示例县司法局",
    12,
)
AUGUST = RosterDraft(RosterKind.LEAVE, date(2025, 8, 1), "探亲", date(2025, 8, 10))


@pytest.fixture
def office(desk: Desk) -> str:
    """An office; its township committee's id."""
    return set_up(desk)


def who(desk: Desk, name: str) -> str:
    return next(one.id for one in desk.office.mediators() if one.name == name)


# Records -----------------------------------------------------------------------------------


def test_a_training_is_entered_once_for_all_who_went(desk: Desk, office: str) -> None:
    both = [who(desk, "调样甲"), who(desk, "调样乙")]
    assert "2 人" in desk.mediator_records.add(TRAINING, both).message
    for mediator_id in both:
        (row,) = desk.mediator_records.records(mediator_id)
        assert row.draft == TRAINING
    desk.undo.undo(desk.undo.last().write_id)
    assert desk.mediator_records.records(both[0]) == ()


def test_a_record_that_cannot_be_names_its_fields(desk: Desk, office: str) -> None:
    wrong = replace(AUGUST, title=" ", to_on=date(2025, 7, 1), hours=3)
    with pytest.raises(InvalidInput) as caught:
        desk.mediator_records.add(wrong, [who(desk, "调样甲")])
    assert set(caught.value.fields) == {"title", "to_on", "hours"}
    later = replace(TRAINING, from_on=date(2026, 1, 1), to_on=None)
    with pytest.raises(InvalidInput, match="还没有到"):
        desk.mediator_records.add(later, [who(desk, "调样甲")])


def test_a_line_is_corrected_and_taken_away(desk: Desk, office: str) -> None:
    mediator_id = who(desk, "调样甲")
    desk.mediator_records.add(TRAINING, [mediator_id])
    (row,) = desk.mediator_records.records(mediator_id)
    desk.mediator_records.change(row.id, replace(TRAINING, hours=8), revision=row.revision)
    assert desk.mediator_records.records(mediator_id)[0].draft.hours == 8
    desk.mediator_records.remove(row.id)
    assert desk.mediator_records.records(mediator_id) == ()


def test_who_is_on_leave_is_suggested_last_and_marked_in_the_roster(
    desk: Desk, office: str, clock: FixedClock
) -> None:
    desk.mediator_records.add(AUGUST, [who(desk, "调样甲")])
    case = registered(desk, office)
    desk.acceptance.accept(case.id, AcceptDraft(accepted_on=DAY))
    clock.set(datetime(2025, 8, 10, 4, tzinfo=UTC))
    last = desk.suggestions.candidates(case.id)[-1]
    assert (last.name, last.reasons[0]) == ("调样甲", "请假至2025-08-10")
    (row,) = [one for one in desk.office.mediators() if one.name == "调样甲"]
    assert row.warnings == ("请假至2025-08-10",)
    clock.set(datetime(2025, 8, 11, 4, tzinfo=UTC))
    assert desk.suggestions.candidates(case.id)[0].name == "调样甲"


def test_a_term_and_a_grade_that_run_out_are_told_in_time(desk: Desk, office: str) -> None:
    one = who(desk, "调样乙")
    draft, revision = desk.office.mediator_draft(one)
    draft = replace(draft, term_to=date(2025, 12, 30), grade_until=date(2026, 2, 1))
    desk.office.save_mediator(draft, mediator_id=one, revision=revision)
    (row,) = [row for row in desk.office.mediators() if row.id == one]
    assert row.warnings == ("聘期已到期：2025-12-30", "等级有效期即将到期：2026-02-01")


# A mediator's year -------------------------------------------------------------------------


def test_the_year_of_a_mediator_opens_the_cases_behind_every_figure(
    desk: Desk, office: str
) -> None:
    desk.subsidy_rules.save(COUNTY)
    case = agreed(desk, office)
    open_case = mediating(desk, office, parties=parties(name="邻样北"), type="marriage_family")
    claim = claimed(desk, case)
    desk.subsidy.submit(claim)
    desk.subsidy_settlement.approve(claim)
    mediator_id = who(desk, "调样甲")
    desk.mediator_records.add(TRAINING, [mediator_id])
    desk.mediator_records.add(AUGUST, [mediator_id])
    year = desk.mediator_years.year(mediator_id, desk.statistics.period("2025"))
    told = {figure.key: figure.text for figure in year.figures}
    assert (told["cases"], told["success"], told["pending"]) == ("2 件", "1 件", "1 件")
    assert (year.hours, year.leave_days, year.subsidy_fen) == (12, 10, 5_000)
    scored = desk.self_check.check(case.id).score
    assert year.dossiers == Average(scored.total * 10, 1)
    assert set(desk.statistics.cases_in(year.table, "cases", year.row)) == {case.id, open_case.id}
    assert {(one.label, one.case_ids) for one in year.types} == {
        ("邻里", (case.id,)),
        ("婚姻家庭", (open_case.id,)),
    }
    nothing = desk.mediator_years.year(mediator_id, desk.statistics.period("2024"))
    assert (nothing.hours, nothing.subsidy_fen, nothing.types) == (0, 0, ())


def test_the_year_is_printed_without_what_is_nobodys_business(desk: Desk, office: str) -> None:
    mediator_id = who(desk, "调样甲")
    reproof = RosterDraft(RosterKind.DISCIPLINE, date(2025, 5, 1), "批评教育")
    for draft in (TRAINING, reproof):
        desk.mediator_records.add(draft, [mediator_id])
    year = desk.statistics.period("2025")
    text = text_of(desk.mediator_years.paper(mediator_id, year))
    for words in ("调解员年度一览表", "调样甲", "调解员培训", "12 学时", "主办受理"):
        assert words.replace(" ", "") in text.replace(" ", "")
    assert "批评教育" not in text


# Handing over ------------------------------------------------------------------------------


def leaving(desk: Desk, **changes: object) -> HandoverDraft:
    taker = str(changes.pop("to_id", "") or who(desk, "调样乙"))
    draft = HandoverDraft(who(desk, "调样甲"), taker, date(2025, 12, 31), "调样甲调离")
    return replace(draft, **changes)


def leads(desk: Desk, case_id: str) -> list[tuple[str, Role]]:
    shown = desk.cases.show(case_id).assignments
    return [(one.mediator_name, one.role) for one in shown if one.to_on is None]


def test_all_open_cases_pass_on_in_one_step_that_one_undo_takes_back(
    desk: Desk, office: str
) -> None:
    first, second = mediating(desk, office), mediating(desk, office)
    done = agreed(desk, office)
    preview = desk.handover.plan(who(desk, "调样甲"), who(desk, "调样乙"))
    assert {(line.case_id, line.moves) for line in preview} == {
        (first.id, True),
        (second.id, True),
        (done.id, False),
    }
    desk.handover.hand_over(leaving(desk, resigns=True))
    for case in (first, second):
        assert leads(desk, case.id) == [("调样乙", Role.LEAD)]
        assert desk.cases.show(case.id).state is State.MEDIATING
    assert leads(desk, done.id) == [("调样甲", Role.LEAD)]
    assert not next(row for row in desk.office.mediators() if row.name == "调样甲").active
    step = desk.undo.last()
    desk.undo.undo(step.write_id)
    assert leads(desk, first.id) == leads(desk, second.id) == [("调样甲", Role.LEAD)]
    assert next(row for row in desk.office.mediators() if row.name == "调样甲").active
    assert desk.handover.done() == ()
    with desk._context.db.read() as connection:
        assert verify(connection).fault is None


def test_who_helped_and_now_leads_helps_no_more(desk: Desk, office: str) -> None:
    case = mediating(desk, office)
    desk.assignments.assign(
        case.id,
        AssignDraft(
            lead_id=who(desk, "调样甲"),
            co_ids=(who(desk, "调样乙"),),
            recorder_id=who(desk, "调样甲"),
            from_on=DAY,
        ),
    )
    desk.handover.hand_over(leaving(desk))
    assert sorted(leads(desk, case.id)) == [("调样乙", Role.LEAD), ("调样乙", Role.RECORDER)]


def test_the_list_names_every_case_for_three_signatures(desk: Desk, office: str) -> None:
    case, done = mediating(desk, office), agreed(desk, office)
    act = desk.handover.hand_over(leaving(desk)).id
    text = text_of(desk.handover.paper(act)).replace("\r\n", "")
    for words in ("案件交接清单", "移交人：调样甲", "接收人：调样乙", "调样甲调离", "督促履行"):
        assert words in text
    for one in (case, done):
        assert one.number.removeprefix("（2025）") in text
    assert "监交人" in text
    (row,) = desk.handover.done()
    assert (row.from_name, row.to_name, len(row.lines)) == ("调样甲", "调样乙", 2)


def test_a_successor_close_to_a_party_is_named_and_nothing_moves(desk: Desk, office: str) -> None:
    taker = who(desk, "调样乙")
    draft, revision = desk.office.mediator_draft(taker)
    desk.office.save_mediator(
        replace(draft, name="邻样亲", address="样板村一组"), mediator_id=taker, revision=revision
    )
    case = mediating(desk, office)
    (line,) = desk.handover.plan(who(desk, "调样甲"), taker)
    assert "同姓同住址" in line.doubt
    with pytest.raises(RuleViolation, match="没有交接"):
        desk.handover.hand_over(leaving(desk, to_id=taker))
    assert leads(desk, case.id) == [("调样甲", Role.LEAD)]


def test_a_hand_over_needs_a_reason_and_somebody_else(desk: Desk, office: str) -> None:
    mediating(desk, office)
    alone = leaving(desk, to_id=who(desk, "调样甲"), reason=" ")
    with pytest.raises(InvalidInput) as caught:
        desk.handover.hand_over(alone)
    assert set(caught.value.fields) == {"to_id", "reason"}
    with pytest.raises(InvalidInput, match="早于"):
        desk.handover.hand_over(leaving(desk, handed_on=date(2025, 1, 1)))
