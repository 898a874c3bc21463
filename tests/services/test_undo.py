"""What was saved can be undone, after a restart too, and brought back; if not, it is said why."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from mediation_desk.app import Desk, build
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import ConfirmationResult, State
from mediation_desk.errors import RuleViolation
from mediation_desk.paths import Paths
from mediation_desk.services.drafts import (
    AcceptDraft,
    AssignDraft,
    ConfirmationDraft,
    ExtensionDraft,
    MediatorDraft,
)
from mediation_desk.services.history_words import ActionKind
from mediation_desk.storage.audit import verify
from mediation_desk.storage.comparison import compare
from mediation_desk.storage.tables.office import case_number
from tests.factories import (
    DAY,
    agreement_draft,
    case_draft,
    mediating,
    parties,
    registered,
    session_draft,
    set_up,
    signatures,
)


def undo_last(desk: Desk, case_id: str = "") -> str:
    """Undo what Ctrl+Z offers; return its sentence."""
    step = desk.undo.last(case_id)
    assert step.why_not == ""
    desk.undo.undo(step.write_id)
    return step.sentence


def test_ctrl_z_says_what_it_would_undo_and_does_it(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 4, 20), "双方同意"))
    step = desk.undo.last()
    assert step.sentence == f"撤销“延长期限”：{case.number} {case.title}"
    assert [(line.field, line.before, line.after) for line in step.entry.lines] == [
        ("延长至", "—", "2025年4月20日"),
        ("延长理由", "—", "双方同意"),
    ]
    desk.undo.undo(step.write_id, "点错了")
    assert desk.cases.show(case.id) == replace(case, revision=desk.cases.show(case.id).revision)
    undone, extended = desk.cases.history(case.id)[:2]
    assert (undone.action, undone.kind, undone.reason) == ("撤销", ActionKind.BACK, "点错了")
    assert extended.undone


def test_ctrl_z_goes_back_step_by_step_and_ctrl_y_forward_again(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    undone = [undo_last(desk, case.id) for _ in range(3)]
    assert [sentence.split("：")[0] for sentence in undone] == [
        "撤销“指派调解员”",
        "撤销“受理”",
        "撤销“登记”",
    ]
    assert desk.undo.last(case.id) is None
    for label in ("登记", "受理", "指派调解员"):
        step = desk.undo.last_undone(case.id)
        assert (step.redo, step.entry.action, step.why_not) == (True, label, "")
        desk.undo.undo(step.write_id)
    assert desk.undo.last_undone(case.id) is None
    shown = desk.cases.show(case.id)
    assert shown == replace(case, revision=shown.revision)


def test_saving_something_new_ends_what_ctrl_y_offers(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    undo_last(desk)
    assert desk.undo.last_undone() is not None
    registered(desk, case.committee_id)
    assert desk.undo.last_undone() is None


def test_undo_works_after_a_restart(desk: Desk, paths: Paths, clock: FixedClock) -> None:
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case))
    desk.close()
    again = build(paths, clock, actor="测试员")
    assert undo_last(again).startswith("撤销“记录调解”")
    assert again.cases.show(case.id).sessions == ()
    again.close()


def test_a_number_stays_given_and_returns_to_its_case(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    undo_last(desk), undo_last(desk)
    assert (desk.cases.show(case.id).number, desk.cases.show(case.id).state) == (
        "",
        State.REGISTERED,
    )
    other = registered(desk, committee)
    desk.acceptance.accept(other.id, AcceptDraft(DAY))
    assert desk.cases.show(other.id).number == "（2025）泾示人调字第002号"
    desk.acceptance.accept(case.id, AcceptDraft(DAY))
    assert desk.cases.show(case.id).number == case.number


def test_the_number_of_a_registration_that_is_undone_is_void_with_the_reason(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    for _ in range(2):
        undo_last(desk)
    desk.undo.undo(desk.undo.last(case.id).write_id, "重复登记")
    (gap,) = desk.numbers.gaps(committee, 2025)
    assert (gap.first, gap.void_reason) == (1, "登记已撤销。重复登记")
    other = registered(desk, committee)
    desk.acceptance.accept(other.id, AcceptDraft(DAY))
    assert desk.cases.show(other.id).number.endswith("002号")


def test_a_case_that_takes_another_number_leaves_the_old_one_void(desk: Desk) -> None:
    committee = set_up(desk)
    case = registered(desk, committee)
    desk.acceptance.accept(case.id, AcceptDraft(DAY))
    desk.cases.step_back(case.id, "改为口头登记")
    desk.acceptance.accept(case.id, AcceptDraft(DAY, series="口"))
    with desk._context.db.read() as connection:
        rows = connection.execute(select(case_number.c.number, case_number.c.void_reason)).all()
    assert rows == [
        ("（2025）泾示人调字第001号", "改用（2025）泾示人调口字第001号"),
        ("（2025）泾示人调口字第001号", ""),
    ]


def test_an_older_action_is_undone_when_nothing_later_touches_it(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 4, 20), "双方同意"))
    desk.sessions.record(case.id, session_draft(case))
    extended = next(one for one in desk.cases.history(case.id) if one.action == "延长期限")
    desk.undo.undo(extended.write_id)
    shown = desk.cases.show(case.id)
    assert (shown.extended_to, len(shown.sessions)) == (None, 1)


def test_a_later_change_to_the_same_field_is_named(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    for day in (20, 25):
        desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 4, day), "双方同意"))
    older = desk.cases.history(case.id)[1]
    step = desk.undo.step(older.write_id)
    assert step.why_not == (
        "不能撤销：案件的“延长至”后来又改过（测试员：延长期限），请先撤销后来的修改。"
    )
    before = desk.cases.show(case.id)
    with pytest.raises(RuleViolation, match="延长至"):
        desk.undo.undo(older.write_id)
    assert desk.cases.show(case.id) == before


def test_what_a_later_record_needs_stays(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    desk.office.save_mediator(MediatorDraft(committee_id=committee, name="调样丁"))
    added = desk.undo.last().write_id
    new = next(row.id for row in desk.office.mediators() if row.name == "调样丁")
    desk.assignments.assign(case.id, AssignDraft(lead_id=new, from_on=date(2025, 3, 5)))
    assert "后来用在了“调解员指派”里" in desk.undo.step(added).why_not
    undo_last(desk)
    assert desk.undo.step(added).why_not == ""


def test_an_undo_may_not_leave_a_case_that_contradicts_itself(desk: Desk) -> None:
    committee = set_up(desk)
    case = registered(desk, committee)
    earlier = case_draft(
        committee,
        registered_on=date(2025, 3, 1),
        parties=desk.cases.draft(case.id)[0].parties,
    )
    desk.cases.revise(case.id, earlier, revision=case.revision)
    revised = desk.undo.last().write_id
    desk.acceptance.accept(case.id, AcceptDraft(date(2025, 3, 2)))
    with pytest.raises(RuleViolation, match="受理日期会早于登记日期"):
        desk.undo.undo(revised)
    assert desk.cases.show(case.id).registered_on == date(2025, 3, 1)


def test_somebody_who_was_at_a_session_is_not_undone_away(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    third = replace(parties()[1], name="邻样北")
    kept = desk.cases.draft(case.id)[0].parties
    draft = case_draft(committee, parties=(*kept, third))
    desk.cases.revise(case.id, draft, revision=case.revision)
    added = desk.undo.last().write_id
    case = desk.cases.show(case.id)
    desk.sessions.record(case.id, session_draft(case))
    with pytest.raises(RuleViolation, match="到场当事人会不在案件里"):
        desk.undo.undo(added)


def test_signatures_stay_while_the_court_has_the_agreement(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case))
    desk.agreements.sign(case.id, signatures(case))
    signed = desk.undo.last().write_id
    filing = ConfirmationDraft("示例县人民法院", date(2025, 3, 20), ConfirmationResult.PENDING)
    desk.outcomes.record_confirmation(case.id, filing)
    with pytest.raises(RuleViolation, match="没有生效"):
        desk.undo.undo(signed)


def test_a_printed_paper_is_never_undone(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case))
    desk.papers.issue(case.id, "agreement")
    printed = desk.cases.history(case.id)[0]
    assert desk.undo.step(printed.write_id).why_not.startswith("打印过的文书是留存的原件")
    assert undo_last(desk).startswith("撤销“达成协议”")
    assert len(desk.papers.issued(case.id)) == 1


def test_nothing_is_undone_twice(desk: Desk) -> None:
    mediating(desk, set_up(desk))
    step = desk.undo.last()
    desk.undo.undo(step.write_id)
    with pytest.raises(RuleViolation, match="已经撤销过"):
        desk.undo.undo(step.write_id)
    redo = desk.undo.last_undone()
    desk.undo.undo(redo.write_id)
    with pytest.raises(RuleViolation, match="已经恢复过"):
        desk.undo.undo(redo.write_id)


def test_a_person_known_from_another_case_stays(desk: Desk) -> None:
    committee = set_up(desk)
    first = registered(desk, committee)
    made = desk.undo.last().write_id
    second = registered(desk, committee)
    known = second.parties[0].person_id
    assert known == first.parties[0].person_id
    desk.undo.undo(made)
    assert desk.cases.show(second.id).parties[0].person_id == known


def test_imported_days_are_undone_for_the_limits_too(desk: Desk) -> None:
    before = desk.reference.calendar()
    desk.settings.import_days("日期,类型,名称\n2027-02-08,放假,春节\n")
    assert desk.reference.calendar() is not before
    undo_last(desk)
    assert desk.settings.days() == ()


def test_only_ones_own_last_action_is_offered_but_a_case_offers_anybodys(
    desk: Desk, paths: Paths, clock: FixedClock
) -> None:
    case = mediating(desk, set_up(desk))
    desk.close()
    other = build(paths, clock, actor="另一人")
    assert other.undo.last() is None
    assert other.undo.last(case.id).entry.actor == "测试员"
    other.close()


def test_the_journal_stays_whole_through_undo_and_redo(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case))
    for _ in range(3):
        undo_last(desk)
    for _ in range(3):
        desk.undo.undo(desk.undo.last_undone().write_id)
    with desk._context.db.read() as connection:
        assert verify(connection).fault is None
        assert compare(connection) == ()
