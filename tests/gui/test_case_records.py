"""Visits and other records of a case, by keyboard from their tab; the store has what was typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.records import RecordKind
from mediation_desk.gui.agenda.spans import Span
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.daily_rows import AgendaKind
from tests.factories import in_effect, visit_draft
from tests.gui.case_steps import choose, dialog_of, fill, opened, save
from tests.gui.keyboard import press, settle

pytestmark = pytest.mark.gui


@pytest.fixture
def case(desk, office):
    return in_effect(desk, office)


def begin(window: MainWindow, kind: RecordKind):
    """Press a kind's button by keyboard; return its dialog."""
    made = window.pages["case"].records.buttons[kind]
    made.setFocus()
    press(made, Qt.Key.Key_Space)
    return dialog_of(window)


def test_a_visit_is_saved_once_every_finding_is_chosen(qtbot, window, desk, case) -> None:
    page = opened(window, case.id, "records")
    dialog = begin(window, RecordKind.FOLLOW_UP)
    fields = dialog.form.fields
    assert [fields[name].value() for name in ("performance", "opinion", "litigated")] == [""] * 3
    fill(fields["visited_on"], "2025-4-2")
    fill(fields["reached"], "邻样东")
    assert save(qtbot, window, dialog).records.visits == ()
    assert "请选择" in dialog.form._faults["performance"].text()
    for name, code in (
        ("method", "call"),
        ("performance", "partial"),
        ("opinion", "not_asked"),
        ("litigated", "no"),
        ("hidden", "no"),
    ):
        choose(fields[name], code)
    (visit,) = save(qtbot, window, dialog).records.visits
    assert (visit.visited_on, visit.performance) == (date(2025, 4, 2), "partial")
    assert visit.visited_by == "调样甲", "who leads is filled in; what was found is not"
    assert [one.words for one in page.records.table.rows.rows] == ["邻样东：部分履行"]


def test_a_record_is_corrected_from_the_list_and_taken_away(qtbot, window, desk, case) -> None:
    desk.records.visit(case.id, visit_draft())
    page = opened(window, case.id, "records")
    page.records.table.setFocus()
    press(page.records.table, Qt.Key.Key_Return)
    dialog = dialog_of(window)
    fill(dialog.form.fields["measures"], "又去看了一次。")
    (visit,) = save(qtbot, window, dialog).records.visits
    assert visit.measures == "又去看了一次。"
    page.records.remove_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert desk.cases.show(case.id).records.visits == ()
    assert not page.records.empty.isHidden()


def test_a_receipt_takes_what_the_promise_says(qtbot, window, desk, case) -> None:
    opened(window, case.id, "records")
    dialog = begin(window, RecordKind.RECEIPT)
    choose(dialog.form.fields["instalment_id"], case.agreement.instalments[0].id)
    fill(dialog.form.fields["received_on"], "2025-3-18")
    choose(dialog.form.fields["method"], "cash")
    found = save(qtbot, window, dialog)
    (receipt,) = found.records.receipts
    assert (receipt.payer, receipt.payee, receipt.amount_fen) == ("邻样西", "邻样东", 150_000)
    assert found.agreement.instalments[0].performed_on == date(2025, 3, 18)


def test_a_delivery_takes_a_partys_address_and_an_investigation_asks_on(
    qtbot, window, desk, case
) -> None:
    opened(window, case.id, "records")
    dialog = begin(window, RecordKind.DELIVERY)
    dialog._to(case.parties[1].name, case.parties[1].address)
    fill(dialog.form.fields["papers"], "协议书 1 份")
    fill(dialog.form.fields["sent_on"], "2025-3-10")
    choose(dialog.form.fields["method"], "in_person")
    (sent,) = save(qtbot, window, dialog).records.deliveries
    assert (sent.recipient, sent.address) == ("邻样西", "样板村二组")
    dialog = begin(window, RecordKind.INVESTIGATION)
    for name, text in (("held_at", "2025-3-5 9:00"), ("place", "村委会"), ("name", "证样人")):
        fill(dialog.form.fields[name], text)
    dialog._ask_more()
    dialog.form.fields["record"].insertPlainText("水沟在哪里？")
    (asked,) = save(qtbot, window, dialog).records.investigations
    assert asked.record == "问：水沟在哪里？\n答："


def test_what_cannot_be_recorded_now_says_why(window, case) -> None:
    opened(window, case.id, "records")
    made = window.pages["case"].records.buttons[RecordKind.SUPPLEMENT]
    made.click()
    assert "已结案" in window.bar.text()
    assert "已结案" in made.accessibleDescription()


def test_a_visit_that_is_due_is_recorded_from_the_calendar(qtbot, window, desk, case) -> None:
    window.go_to("agenda")
    page = window.pages["agenda"]
    page.show_span(Span.DAY, date(2025, 3, 25))
    settle(window)
    (button,) = [
        one for one in page.cells[Span.DAY][0].buttons if one.item.kind is AgendaKind.FOLLOW_UP
    ]
    button.click()
    dialog = dialog_of(window)
    assert dialog.windowTitle() == "登记回访"
    dialog.reject()
