"""The performance book in the window: what is due is recorded with the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mediation_desk.clock import local
from mediation_desk.gui.cases.perform_dialog import PerformDialog
from tests.factories import agreement_draft, mediating, signatures
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
