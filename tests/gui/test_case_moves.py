"""Every move of a case by keyboard; after each the store has what was typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import SessionResult, State
from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.main_window import MainWindow
from tests.factories import agreement_draft, mediating, registered, session_draft, signatures
from tests.gui.case_steps import begin, dialog_of, fill, opened, save
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


def test_a_session_is_recorded_with_its_day_filled_in(qtbot, window, desk, office) -> None:
    opened(window, mediating(desk, office).id)
    dialog = begin(window, Move.SESSION)
    held = dialog.form.fields["held_at"]
    assert held.text() == "2025-12-31 "
    held.setCursorPosition(len(held.text()))
    held.insert("9:30")
    fill(dialog.form.fields["place"], "样板村村委会")
    dialog.form.fields["present.0"].click()
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
    assert dialog.form.fields["present.1"].value() is True
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
