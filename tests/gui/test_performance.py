"""The performance book in the window: what is due is recorded with the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mediation_desk.clock import local
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from tests.factories import agreement_draft, in_effect, mediating, signatures
from tests.gui.case_steps import choose, dialog_of, fill
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


def test_an_overdue_payment_is_recorded_in_the_book(qtbot, window, desk, office, clock) -> None:
    case = mediating(desk, office)
    clock.set(local(date(2025, 3, 10), 20))
    desk.agreements.conclude(case.id, agreement_draft(case))
    desk.agreements.sign(case.id, signatures(desk.cases.show(case.id)))
    clock.set(local(date(2025, 3, 26)))
    press(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    page = window.pages["performance"]
    assert page.totals.text() == "共 2 项，约定 1,500.00 元，已付 0.00 元，尚欠 1,500.00 元"
    assert page.table.rows.data(page.table.rows.index(0, 1)) == "逾期 6 天"
    press(page.table, Qt.Key.Key_Return)
    asked = next(one for one in page.findChildren(PerformDialog) if one.isVisible())
    day = asked.form.fields["performed_on"]
    press(day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.table.rows.rows) == 1)
    assert page.totals.text() == "共 1 项，约定 0.00 元，已付 0.00 元，尚欠 0.00 元"


def test_an_empty_book_says_what_will_stand_there(window) -> None:
    window.go_to("performance")
    page = window.pages["performance"]
    assert not page.empty.isHidden()
    assert not page.record_button.isEnabled()


def test_the_book_is_summed_by_party_and_a_sum_opens_its_lines(window, desk, office) -> None:
    in_effect(desk, office)
    window.go_to("performance")
    page = window.pages["performance"]
    choose(page.bar.view, "debtors")
    assert [row.name for row in page.sums.rows.rows] == ["邻样西"]
    assert page.table.isHidden()
    assert not page.record_button.isEnabled()
    press(page.sums, Qt.Key.Key_Return)
    assert not page.table.isHidden()
    assert {row.debtor for row in page.table.rows.rows} == {"邻样西"}
    choose(page.bar.state, "done")
    assert not page.empty.isHidden()


def test_a_receipt_and_an_urging_start_with_the_chosen_promise(qtbot, window, desk, office) -> None:
    case = in_effect(desk, office)
    window.go_to("performance")
    page = window.pages["performance"]
    page.urge_button.click()
    dialog = dialog_of(window)
    assert dialog.form.fields["reached"].value() == "邻样西"
    fill(dialog.form.fields["urged_on"], "2025-4-1")
    choose(dialog.form.fields["method"], "phone")
    press(dialog.form.fields["reached"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.rows.rows[0].urged_on == date(2025, 4, 1))
    page.receipt_button.click()
    dialog = dialog_of(window)
    assert dialog.form.fields["amount_fen"].value() == 150_000
    dialog.reject()
    assert window.prompts.asked == [], "nothing was typed: nothing to ask"
    assert len(desk.cases.show(case.id).records.urgings) == 1


def test_a_letter_about_what_is_owed_is_made_and_opened(qtbot, window, desk, office) -> None:
    case = in_effect(desk, office)
    window.go_to("performance")
    window.pages["performance"].letter_button.click()
    qtbot.waitUntil(lambda: bool(window.prompts.asked))
    assert window.prompts.asked[0].endswith("催告书.pdf")
    assert [paper.kind for paper in desk.papers.issued(case.id)] == ["demand"]
    told = desk.papers.preview(case.id, "demand")
    assert "应于2025年3月20日履行：邻样西赔偿邻样东修墙费用" in told
    assert told.count("应于") == 2
