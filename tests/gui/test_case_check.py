"""自查 on the case page: findings, the way to the field that mends them, the score explained."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from mediation_desk.app import Desk
from mediation_desk.gui.cases.case_page import CasePage
from mediation_desk.gui.cases.question_card import QuestionCard
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.rows import CaseDetail
from tests.factories import agreement_draft, mediating, session_draft, signatures
from tests.gui.case_steps import dialog_of, fill, opened, save
from tests.gui.keyboard import focused, press

pytestmark = pytest.mark.gui


def words(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if not part.isHidden())


def checked(qtbot, window: MainWindow, case: CaseDetail) -> CasePage:
    """Open a case on its check, and wait for it."""
    page = opened(window, case.id, "check")
    qtbot.waitUntil(lambda: not window.runner.busy)
    return page


def choose(page: CasePage, code: str) -> None:
    page.check.table.choose(code)
    assert page.check.table.chosen().code == code


@pytest.fixture
def case(desk: Desk, office: str) -> CaseDetail:
    """A case in mediation whose respondent has no phone."""
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case, ended_at=None))
    return desk.cases.show(case.id)


def test_a_finding_leads_to_the_field_on_the_registration_page(qtbot, window, case) -> None:
    page = checked(qtbot, window, case)
    choose(page, "id_missing")
    assert "邻样西没有登记证件号码" in words(page.check)
    press(page.check.table, Qt.Key.Key_Return)
    assert window.page_name() == "intake"
    assert focused().objectName() == "id_number"
    assert "邻样西没有登记证件号码。" in words(window.pages["intake"])


def test_a_mended_finding_is_gone_when_the_case_is_shown_again(qtbot, window, case) -> None:
    page = checked(qtbot, window, case)
    choose(page, "matters_missing")
    page.check.mend_button.click()
    focused().setPlainText("出水口的位置")
    press(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page_name() == "case" and not window.runner.busy)
    assert window.pages["case"].tabs.currentWidget() is page.check
    assert "matters_missing" not in {one.code for one in page.check.table.rows.rows}


def test_a_finding_about_a_session_opens_that_session(qtbot, window, case) -> None:
    page = checked(qtbot, window, case)
    choose(page, "session_end")
    page.check.mend_button.click()
    dialog = dialog_of(window)
    assert "第1次调解没有写结束时间。" in words(dialog)
    assert dialog.focusWidget() is dialog.form.fields["ended_at"]
    dialog.reject()


def test_a_missing_signature_opens_the_signing(qtbot, window, desk, case) -> None:
    desk.agreements.conclude(case.id, agreement_draft(case))
    page = checked(qtbot, window, case)
    choose(page, "seal_missing")
    page.check.mend_button.click()
    dialog = dialog_of(window)
    assert "协议上没有盖人民调解委员会的印章。" in words(dialog)
    dialog.reject()


def test_what_cannot_be_changed_now_says_how_it_can(qtbot, window, desk, case) -> None:
    desk.agreements.conclude(case.id, agreement_draft(case))
    page = checked(qtbot, window, case)
    choose(page, "id_missing")
    page.check.mend_button.click()
    assert page.tabs.currentWidget() is page.parties
    assert "退回上一步" in window.bar.text()


def test_a_missing_visit_opens_the_form_of_the_visit(qtbot, window, desk, case) -> None:
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    page = checked(qtbot, window, case)
    choose(page, "not_followed")
    page.check.mend_button.click()
    assert page.tabs.currentWidget() is page.records
    dialog = dialog_of(window)
    assert "visited_on" in dialog.form.fields
    dialog.reject()


def test_a_paper_that_is_missing_is_chosen_among_the_papers(qtbot, window, desk, case) -> None:
    desk.agreements.conclude(case.id, agreement_draft(case))
    page = checked(qtbot, window, case)
    choose(page, "covers_unprinted")
    page.check.mend_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert page.tabs.currentWidget() is page.papers
    assert page.papers.choices.chosen().kind == "cover"


def test_the_score_is_explained_and_questions_stand_apart(qtbot, window, desk, case) -> None:
    assert "有了结果再评分" in words(checked(qtbot, window, case).check)
    desk.agreements.conclude(case.id, agreement_draft(case))
    made = desk.cases.show(case.id).agreement
    for due in made.instalments:
        desk.agreements.perform(case.id, due.id, made.reached_on)
    page = checked(qtbot, window, case)
    shown = words(page.check.score)
    report = desk.self_check.check(case.id)
    assert f"{report.score.total} 分，{report.score.grade}" in shown
    for line in report.score.items:
        for sentence, cost in line.reasons:
            assert f"－{cost}　{sentence}" in shown
    assert "不影响评分" in shown
    assert "协议当天就全部履行了" in shown


def test_a_question_is_answered_and_folds(qtbot, window, desk, case) -> None:
    desk.agreements.conclude(case.id, agreement_draft(case))
    made = desk.cases.show(case.id).agreement
    for due in made.instalments:
        desk.agreements.perform(case.id, due.id, made.reached_on)
    page = checked(qtbot, window, case)
    next(one for one in page.check.findChildren(QPushButton) if one.text() == "答复").click()
    dialog = dialog_of(window)
    fill(dialog.form.fields["answer"], "当场点清现金，双方在场")
    save(qtbot, window, dialog)
    (card,) = folded(qtbot, page)
    assert "当场点清现金" not in shown_words(card)
    card.fold.click()
    assert "说明情况：当场点清现金，双方在场（" in shown_words(card)


def folded(qtbot, page: CasePage) -> list[QuestionCard]:
    """Wait until the check was made anew; return the card on which one question is replied to."""

    def cards() -> list[QuestionCard]:
        found = [one for one in page.check.findChildren(QuestionCard) if not one.isHidden()]
        return [one for one in found if one.fold.text() == "已答复 1 个 ▸"]

    qtbot.waitUntil(lambda: len(cards()) == 1)
    return cards()


def shown_words(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())
