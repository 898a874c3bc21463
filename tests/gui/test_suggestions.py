"""Assigning by keyboard: one key takes a suggestion; who seems close is asked about at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.records import RecordKind
from mediation_desk.services.drafts import AcceptDraft, AssignDraft
from tests.factories import DAY, registered
from tests.gui.case_steps import begin, choose, dialog_of, fill, opened, save
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


@pytest.fixture
def case_id(desk, office) -> str:
    """An accepted case; its first mediator lives with the applicant and has the same surname."""
    case = registered(desk, office)
    desk.acceptance.accept(case.id, AcceptDraft(accepted_on=DAY))
    one = desk.office.mediators()[0]
    draft, revision = desk.office.mediator_draft(one.id)
    close = replace(draft, name="邻样亲", address="样板村一组")
    desk.office.save_mediator(close, mediator_id=one.id, revision=revision)
    return case.id


def test_one_key_takes_the_suggestion(qtbot, window, desk, case_id) -> None:
    opened(window, case_id)
    dialog = begin(window, Move.ASSIGN)
    first = dialog.findChild(QPushButton, "suggestion_0")
    assert first.text() == "建议 调样乙：本调委会，在办 0 件"
    press(first, Qt.Key.Key_Space)
    case = save(qtbot, window, dialog)
    assert [part.mediator_name for part in case.assignments] == ["调样乙"]


def test_choosing_somebody_close_shows_the_question_before_saving(window, desk, case_id) -> None:
    opened(window, case_id)
    dialog = begin(window, Move.ASSIGN)
    choose(dialog.form.fields["lead_id"], desk.office.mediators()[0].id)
    shown = [one.text() for one in dialog.findChildren(QLabel) if not one.isHidden()]
    assert any("同姓同住址" in text for text in shown)
    dialog._dirty = False
    dialog.reject()


def test_a_recusal_is_recorded_from_the_case_and_the_course_of_assignment_is_shown(
    qtbot, window, desk, case_id
) -> None:
    lead, other = (one.id for one in desk.office.mediators()[:2])
    reason = "已披露，双方同意"
    desk.assignments.assign(case_id, AssignDraft(lead_id=lead, from_on=DAY, reason=reason))
    page = opened(window, case_id, "records")
    page.records.buttons[RecordKind.RECUSAL].click()
    dialog = dialog_of(window)
    assert dialog.form.fields["mediator_id"].value() == lead, "who leads stands first"
    choose(dialog.form.fields["kind"], "disclosed")
    choose(dialog.form.fields["relation"], "kin")
    choose(dialog.form.fields["decision"], "withdraw")
    fill(dialog.form.fields["stated_on"], "2025-3-5")
    fill(dialog.form.fields["ground"], "是申请人的堂兄")
    fill(dialog.form.fields["decided_by"], "调样主任")
    (kept,) = save(qtbot, window, dialog).records.recusals
    assert kept.mediator_id == lead
    assert "邻样亲已回避，请改派" in page.head.missing.text()
    desk.assignments.assign(case_id, AssignDraft(lead_id=other, from_on=DAY, reason="回避"))
    page.reload()
    page.tabs.setCurrentWidget(page.overview)
    told = [one.text() for one in page.overview.findChildren(QLabel)]
    assert any("至 2025-03-03 邻样亲" in text and "调样乙" in text for text in told)
