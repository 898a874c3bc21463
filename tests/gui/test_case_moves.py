"""Every move of a case by keyboard; after each the store has what was typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import (
    ChosenBy,
    ClauseKind,
    ConfirmationResult,
    Role,
    SessionResult,
    State,
    Willingness,
)
from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.main_window import MainWindow
from tests.factories import (
    accepted,
    agreement_draft,
    in_effect,
    mediating,
    parties,
    registered,
    session_draft,
    signatures,
)
from tests.gui.case_steps import begin, choose, dialog_of, fill, opened, save
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


def test_a_case_is_refused_closed_and_taken_back(qtbot, window: MainWindow, desk, office) -> None:
    page = opened(window, registered(desk, office).id)
    dialog = begin(window, Move.REFUSE)
    fill(dialog.form.fields["reason"], "对方明确拒绝，已告知可以起诉")
    case = save(qtbot, window, dialog)
    assert (case.state, case.refusal_reason) == (State.REFUSED, "对方明确拒绝，已告知可以起诉")
    assert window.focusWidget() is page.head.moves.buttons[Move.CLOSE]
    case = save(qtbot, window, begin(window, Move.CLOSE))
    assert (case.state, case.closed_on) == (State.CLOSED, date(2025, 12, 31))
    dialog = begin(window, Move.STEP_BACK)
    fill(dialog.form.fields["reason"], "结案有误")
    case = save(qtbot, window, dialog)
    assert case.state is State.REFUSED
    assert desk.cases.history(case.id)[0].reason == "结案有误"


def test_a_move_without_its_reason_stays_open_and_says_so(qtbot, window, desk, office) -> None:
    opened(window, registered(desk, office).id)
    dialog = begin(window, Move.REFUSE)
    case = save(qtbot, window, dialog)
    assert case.state is State.REGISTERED
    assert dialog.isVisible()
    assert "理由" in dialog.form._faults["reason"].text()
    fill(dialog.form.fields["reason"], "另有其事")
    assert dialog.form._faults["reason"].isHidden()
    press(dialog, Qt.Key.Key_Escape)
    assert window.prompts.asked == ["刚才填写的内容还没有保存。"]


def test_the_limit_is_extended(qtbot, window: MainWindow, desk: Desk, office: str) -> None:
    page = opened(window, mediating(desk, office).id)
    dialog = begin(window, Move.EXTEND)
    fill(dialog.form.fields["extended_to"], "2025-4-20")
    fill(dialog.form.fields["reason"], "双方书面同意")
    case = save(qtbot, window, dialog)
    assert (case.extended_to, case.extension_reason) == (date(2025, 4, 20), "双方书面同意")
    assert "已从 2025-04-02 延长" in page.head.standing.text()


def test_a_session_of_today_needs_only_its_hour(qtbot, window, desk, office) -> None:
    opened(window, mediating(desk, office).id)
    dialog = begin(window, Move.SESSION)
    fill(dialog.form.fields["held_at"], "9:30")
    fill(dialog.form.fields["place"], "样板村村委会")
    next(iter(dialog.form.fields["present_ids"].boxes.values())).click()
    fill(dialog.form.fields["record"], "双方陈述。")
    dialog.form.fields["result"].set_value(SessionResult.AGREED)
    fill(dialog.form.fields["next_at"], "2026-1-5 10:00")
    case = save(qtbot, window, dialog)
    (session,) = case.sessions
    assert session.held_at == local(date(2025, 12, 31), 9, 30)
    assert session.present_ids == (case.parties[0].id,)
    assert (session.place, session.record) == ("样板村村委会", "双方陈述。")
    assert session.result == "agreed"
    assert session.next_at == local(date(2026, 1, 5), 10)
    assert session.recorded_by == "调样甲"
    assert case.next_move is Move.AGREE


def test_an_hour_nobody_typed_is_asked_for(qtbot, window, desk, office) -> None:
    opened(window, mediating(desk, office).id)
    dialog = begin(window, Move.SESSION)
    case = save(qtbot, window, dialog)
    assert case.sessions == ()
    assert "时间" in dialog.form._faults["held_at"].text()


def test_an_earlier_session_is_corrected_from_its_tab(qtbot, window, desk, office) -> None:
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    desk.sessions.record(case.id, session_draft(case, place="示例镇调解室"))
    page = opened(window, case.id, "sessions")
    page.sessions.table.choose(page.case.sessions[0].id)
    press(page.sessions.table, Qt.Key.Key_Return)
    dialog = dialog_of(window)
    assert len(dialog.form.fields["present_ids"].value()) == 2
    assert dialog.form.fields["result"].value() == "agreed"
    fill(dialog.form.fields["record"], "更正后的记录。")
    case = save(qtbot, window, dialog)
    assert [one.record for one in case.sessions] == ["更正后的记录。", "双方陈述，调解员查看现场。"]
    assert len(case.sessions[0].present_ids) == 2


def test_a_session_of_an_agreed_case_is_not_corrected(window, desk, office) -> None:
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case))
    desk.agreements.conclude(case.id, agreement_draft(case))
    page = opened(window, case.id, "sessions")
    page.sessions.correct_button.click()
    assert "达成协议" in window.bar.text()


def test_each_due_is_recorded_until_all_are_done(qtbot, window, desk, office) -> None:
    case = mediating(desk, office)
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    page = opened(window, case.id, "agreement")
    dialog = begin(window, Move.PERFORM)
    fill(dialog.form.fields["performed_on"], "2025-3-20")
    fill(dialog.form.fields["performed_note"], "收条")
    case = save(qtbot, window, dialog)
    first, second = case.agreement.instalments
    assert (first.performed_on, first.performed_note) == (date(2025, 3, 20), "收条")
    assert second.performed_on is None
    page.agreement.dues.choose(second.id)
    press(page.agreement.dues, Qt.Key.Key_Return)
    dialog = dialog_of(window)
    assert dialog.form.fields["instalment_id"].value() == second.id
    case = save(qtbot, window, dialog)
    assert case.agreement.instalments[1].performed_on == date(2025, 12, 31)
    assert case.next_move is Move.CLOSE


def test_acceptance_shows_limit_and_number_and_keeps_the_answers(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    unasked = parties(willingness=Willingness.UNKNOWN)
    page = opened(window, registered(desk, office, parties=unasked).id)
    dialog = begin(window, Move.ACCEPT)
    fill(dialog.form.fields["accepted_on"], "2025-3-4")
    note = dialog.sheet._note.text()
    assert "（2025）泾示人调字第001号" in note
    assert "2025-04-03" in note
    fill(dialog.form.fields["sequence"], "9")
    assert "第009号" in dialog.sheet._note.text()
    case = save(qtbot, window, dialog)
    assert case.state is State.REGISTERED
    assert "征求意见" in dialog.bar.text()
    dialog.circumstances.boxes["family_violence"].click()
    asked = dialog.answers.form.fields
    assert set(asked) == {"not_asked", "separate_meetings", "report_violence"}
    for field in asked.values():
        fill(field, "已办")
    case = save(qtbot, window, dialog)
    assert (case.state, case.number) == (State.ACCEPTED, "（2025）泾示人调字第009号")
    assert case.accepted_on == date(2025, 3, 4)
    assert page.head.number.text() == case.number


def test_answers_stay_when_another_circumstance_is_ticked(window, desk, office) -> None:
    opened(window, registered(desk, office).id)
    dialog = begin(window, Move.ACCEPT)
    dialog.circumstances.boxes["family_violence"].click()
    fill(dialog.answers.form.fields["report_violence"], "已报派出所")
    dialog.circumstances.boxes["criminal"].click()
    assert dialog.answers.form.fields["report_violence"].value() == "已报派出所"
    assert "criminal" not in dialog.answers.form.fields


def test_what_may_not_be_mediated_is_not_accepted(qtbot, window, desk, office) -> None:
    opened(window, registered(desk, office).id)
    dialog = begin(window, Move.ACCEPT)
    dialog.circumstances.boxes["administrative"].click()
    case = save(qtbot, window, dialog)
    assert case.state is State.REGISTERED
    assert "行政争议" in dialog.bar.text()


def test_mediators_are_assigned_guests_invited_and_then_reassigned(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    case = accepted(desk, office)
    first, second = (row.id for row in desk.office.mediators(committee_id=office))
    opened(window, case.id)
    dialog = begin(window, Move.ASSIGN)
    choose(dialog.form.fields["lead_id"], first)
    choose(dialog.form.fields["chosen_by"], ChosenBy.PARTIES)
    fill(dialog.form.fields["from_on"], "2025-3-4")
    dialog.guests.add_button.click()
    guest = dialog.guests.sheets[0].form
    fill(guest.fields["name"], "族样长")
    case = save(qtbot, window, dialog)
    assert case.state is State.ACCEPTED
    assert "第二十条" in dialog.bar.text()
    guest.fields["consented"].click()
    case = save(qtbot, window, dialog)
    assert case.state is State.MEDIATING
    assert [(one.name, one.consented) for one in case.invited] == [("族样长", True)]
    assert case.assignments[0].chosen_by is ChosenBy.PARTIES

    dialog = begin(window, Move.ASSIGN)
    assert dialog.form.fields["lead_id"].value() == first
    assert dialog.guests.sheets[0].form.fields["name"].value() == "族样长"
    choose(dialog.form.fields["lead_id"], second)
    fill(dialog.form.fields["from_on"], "2025-3-6")
    dialog.co.add_button.click()
    choose(dialog.co.sheets[0].form.fields["mediator_id"], first)
    case = save(qtbot, window, dialog)
    now = {(one.mediator_name, one.role) for one in case.assignments if one.to_on is None}
    assert now == {("调样乙", Role.LEAD), ("调样甲", Role.CO)}


def test_one_person_cannot_lead_and_help_and_the_list_says_so(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    opened(window, accepted(desk, office).id)
    dialog = begin(window, Move.ASSIGN)
    lead = desk.office.mediators(committee_id=office)[0].id
    choose(dialog.form.fields["lead_id"], lead)
    dialog.co.add_button.click()
    choose(dialog.co.sheets[0].form.fields["mediator_id"], lead)
    save(qtbot, window, dialog)
    assert "不能同时是协办" in dialog.co._fault.text()


def test_ending_without_agreement_needs_the_remedies_told(qtbot, window, desk, office) -> None:
    case = mediating(desk, office, type="forest_land")
    opened(window, case.id)
    dialog = begin(window, Move.TERMINATE)
    choose(dialog.ground, "divergence")
    case = save(qtbot, window, dialog)
    assert case.state is State.MEDIATING
    assert "第二十六条" in dialog.bar.text()
    for tick in dialog.told.form.fields.values():
        tick.click()
    fill(dialog.form.fields["note"], "双方都要求山场")
    case = save(qtbot, window, dialog)
    assert (case.state, case.termination_ground) == (State.TERMINATED, "divergence")
    assert case.remedies == desk.outcomes.remedies_for("forest_land", "divergence")
    assert case.termination_note == "双方都要求山场"
    shown = window.pages["case"]
    shown.tabs.setCurrentWidget(shown.agreement)
    assert case.next_move is Move.CLOSE


def test_the_court_is_asked_within_its_window_and_answers(qtbot, window, desk, office) -> None:
    case = mediating(desk, office)
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    opened(window, case.id)
    dialog = begin(window, Move.CONFIRM)
    fill(dialog.form.fields["court"], "示例县人民法院")
    fill(dialog.form.fields["filed_on"], "2025-5-20")
    assert "三十日" in dialog.sheet._note.text()
    fill(dialog.form.fields["filed_on"], "2025-3-20")
    assert dialog.sheet._note.text() == ""
    case = save(qtbot, window, dialog)
    filed = case.confirmations[0]
    assert (filed.court, filed.result) == ("示例县人民法院", ConfirmationResult.PENDING)
    dialog = begin(window, Move.CONFIRM)
    assert dialog.form.fields["confirmation_id"].value() == filed.id
    choose(dialog.form.fields["result"], ConfirmationResult.VALID)
    fill(dialog.form.fields["ruled_on"], "2025-4-1")
    case = save(qtbot, window, dialog)
    (ruled,) = case.confirmations
    assert (ruled.result, ruled.ruled_on) == (ConfirmationResult.VALID, date(2025, 4, 1))


def test_the_next_step_starts_from_the_list_too(qtbot, window, desk, office) -> None:
    case = registered(desk, office)
    window.go_to("cases")
    page = window.pages["cases"]
    qtbot.waitUntil(lambda: page.table.chosen() is not None and not window.runner.busy)
    page.preview.next_button.click()
    dialog = dialog_of(window)
    press(dialog.form.fields["accepted_on"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert desk.cases.show(case.id).state is State.ACCEPTED
    assert page.preview.next_button.text() == "指派调解员"


def test_a_dispute_goes_from_the_door_to_the_end_in_the_window(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    case = registered(desk, office)
    opened(window, case.id)

    def take(move: Move, **typed: str):
        dialog = begin(window, move)
        for name, text in typed.items():
            fill(dialog.form.fields[name], text)
        return dialog

    case = save(qtbot, window, take(Move.ACCEPT, accepted_on="2025-3-3"))
    assert case.state is State.ACCEPTED
    dialog = take(Move.ASSIGN, from_on="2025-3-3")
    choose(dialog.form.fields["lead_id"], desk.office.mediators(committee_id=office)[0].id)
    case = save(qtbot, window, dialog)
    assert case.state is State.MEDIATING
    dialog = take(Move.SESSION, held_at="2025-3-6 19:30", place="村委会", record="各自陈述。")
    choose(dialog.form.fields["result"], SessionResult.AGREED)
    case = save(qtbot, window, dialog)
    assert len(case.sessions) == 1
    dialog = begin(window, Move.AGREE)
    clause = dialog.clauses.sheets[0].form
    fill(clause.fields["content"], "邻样西把出水口改向公用水沟。")
    choose(clause.fields["kind"], ClauseKind.ACT)
    choose(clause.fields["debtor_id"], case.parties[1].id)
    fill(clause.fields["due_on"], "2025-3-31")
    case = save(qtbot, window, dialog)
    assert case.state is State.AGREED
    dialog = begin(window, Move.SIGN)
    dialog.signers.tick_all()
    case = save(qtbot, window, dialog)
    assert case.agreement.effect_on == date(2025, 3, 6)
    case = save(qtbot, window, take(Move.PERFORM, performed_on="2025-3-30"))
    assert case.agreement.instalments[0].performed_on == date(2025, 3, 30)
    case = save(qtbot, window, take(Move.CLOSE, closed_on="2025-4-1"))
    assert (case.state, case.closed_on) == (State.CLOSED, date(2025, 4, 1))
    assert case.next_move is None


def test_the_first_session_is_planned_from_the_case_by_one_button(qtbot, window, desk, office):
    page = opened(window, accepted(desk, office).id, "sessions")
    page.sessions.plan_button.click()
    dialog = dialog_of(window)
    fill(dialog.form.fields["at"], "2026-1-5 9:00")
    case = save(qtbot, window, dialog)
    assert case.next_session_at == local(date(2026, 1, 5), 9)
    assert "2026-01-05 09:00" in page.sessions.ahead.text()


def test_an_agreement_taken_back_is_offered_again_with_its_clauses(qtbot, window, desk, office):
    case = mediating(desk, office)
    desk.agreements.conclude(case.id, agreement_draft(case))
    desk.cases.step_back(case.id, "金额写错")
    opened(window, case.id)
    dialog = begin(window, Move.AGREE)
    assert [one.form.fields["content"].value() for one in dialog.clauses.sheets] == [
        clause.content for clause in agreement_draft(case).clauses
    ]
    fill(dialog.clauses.sheets[0].form.fields["amount_fen"], "1600")
    made = save(qtbot, window, dialog).agreement
    assert (made.amount_fen, len(made.clauses), made.signatures) == (160_000, 2, ())


def test_closing_says_what_is_missing_and_closes_all_the_same(qtbot, window, desk, office) -> None:
    case = in_effect(desk, office)
    page = opened(window, case.id)
    assert "还没有回访" in page.head.missing.text()
    dialog = begin(window, Move.CLOSE)
    told = [one.text() for one in dialog.findChildren(QLabel) if "还缺" in one.text()]
    assert "有 2 项还没有履行；还没有回访" in told[0]
    assert save(qtbot, window, dialog).state is State.CLOSED
