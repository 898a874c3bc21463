"""Committees and mediators are added and corrected in the window."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mediation_desk.app import Desk
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.organisation.mediator_dialog import MediatorDialog
from mediation_desk.gui.saved_dialog import SavedDialog
from tests.factories import mediating
from tests.gui.keyboard import press, settle, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def page(window: MainWindow):
    window.go_to("organisation")
    return window.pages["organisation"]


def dialog() -> FormDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog)]
    return found[-1]


def saved(qtbot, window: MainWindow, form: FormDialog) -> None:
    with qtbot.waitSignal(form.finished):
        press(
            next(iter(form.form.fields.values())), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
        )
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_a_mediator_is_added_with_the_keyboard(qtbot, window, page, desk: Desk) -> None:
    page.new_mediator.click()
    form = dialog()
    fields = form.form.fields
    fields["name"].setFocus()
    type_into(fields["name"], "调样丁")
    fields["id_number"].setFocus()
    type_into(fields["id_number"], "341823196805179074")
    saved(qtbot, window, form)
    row = next(one for one in desk.office.mediators() if one.name == "调样丁")
    assert row.sex.label == "男"
    assert row.committee_id == desk.office.committees()[0].id
    names = [
        page.mediators.rows.index(at, 0).data() for at in range(page.mediators.rows.rowCount())
    ]
    assert "调样丁" in names


def test_a_wrong_number_is_named_beside_its_field_and_the_form_stays(qtbot, window, page) -> None:
    page.new_mediator.click()
    form = dialog()
    type_into(form.form.fields["name"], "调样丁")
    type_into(form.form.fields["id_number"], "341823196805179075")
    form.save_button.click()
    qtbot.waitUntil(lambda: form.save_button.isEnabled() and not window.runner.busy)
    assert "校验位" in form.form._faults["id_number"].text()
    assert form.isVisible()
    form.reject()


def test_leaving_a_form_with_typed_text_asks_first(qtbot, window, page, prompts) -> None:
    page.new_committee.click()
    form = dialog()
    type_into(form.form.fields["name"], "新示村人民调解委员会")
    prompts.agrees = False
    press(form.form.fields["name"], Qt.Key.Key_Escape)
    assert form.isVisible()
    assert prompts.asked
    prompts.agrees = True
    press(form.form.fields["name"], Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_a_committee_shows_the_number_it_would_give(qtbot, window, page, desk: Desk) -> None:
    page.new_committee.click()
    form = dialog()
    fields = form.form.fields
    type_into(fields["name"], "新示村人民调解委员会")
    type_into(fields["short_name"], "泾新示")
    assert "（2025）泾新示人调字第001号" in form.example.text()
    saved(qtbot, window, form)
    assert [one.short_name for one in desk.office.committees()][-1] == "泾新示"


def test_enter_on_a_committee_opens_it_and_a_change_is_saved(qtbot, window, page, desk) -> None:
    page.committees.selectRow(1)
    press(page.committees, Qt.Key.Key_Return)
    form = dialog()
    assert form.form.fields["name"].value() == "样板村人民调解委员会"
    type_into(form.form.fields["phone"], "05635550000")
    saved(qtbot, window, form)
    assert desk.office.committees()[1].phone == "05635550000"


def test_what_the_act_expects_stands_under_the_list(window, page) -> None:
    page.committees.selectRow(0)
    assert "应为三至九人" in page.warnings.text()


def test_the_list_is_of_the_chosen_committee(window, page) -> None:
    page.committees.selectRow(1)
    names = [
        page.mediators.rows.index(at, 0).data() for at in range(page.mediators.rows.rowCount())
    ]
    assert names == ["调样丙"]


@pytest.fixture
def first(page, desk: Desk):
    """The first mediator of the township, chosen in the list."""
    page.mediators.choose(next(one.id for one in desk.office.mediators() if one.name == "调样甲"))
    return page.mediators.chosen()


def idle(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def act(page, words: str) -> None:
    """Press the button of these words below the mediators."""
    made = next(one for one, *_ in page._buttons if one.text() == words)
    assert made.isEnabled()
    made.click()


def test_a_training_of_two_is_typed_once(qtbot, window, page, first, desk: Desk) -> None:
    act(page, "登记培训、表彰、请假")
    form = dialog()
    for name, text in (("title", "业务培训"), ("from_on", "2025-6-10"), ("hours", "8")):
        form.form.fields[name].setFocus()
        type_into(form.form.fields[name], text)
    other = next(one.id for one in desk.office.mediators() if one.name == "调样乙")
    form.form.fields["mediator_ids"].boxes[other].click()
    saved(qtbot, window, form)
    for mediator_id in (first.id, other):
        (row,) = desk.mediator_records.records(mediator_id)
        assert (row.draft.title, row.draft.hours) == ("业务培训", 8)


def test_the_year_opens_the_cases_and_is_saved(
    qtbot, window, page, first, desk: Desk, office: str, prompts, tmp_path
) -> None:
    case = mediating(desk, office)
    year = page.year
    year.period.year.set_value(2025)
    act(page, "年度一览")
    idle(qtbot, window)
    assert year.title.text() == "调样甲"
    prompts.text, prompts.file = "年度考核", tmp_path / "年度.pdf"
    year.save.click()
    idle(qtbot, window)
    assert prompts.file.read_bytes().startswith(b"%PDF")
    shown = {row.label: row.text for row in year.figures.rows.rows}
    assert shown["主办受理"] == "1 件"
    year.figures.choose("cases")
    press(year.figures, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert [row.id for row in window.pages["cases"].table.rows.rows] == [case.id]


def test_a_leaver_hands_over_and_the_list_is_saved(
    qtbot, window, page, first, desk: Desk, office: str, prompts, tmp_path
) -> None:
    case = mediating(desk, office)
    page.reload()
    act(page, "移交案件")
    form = dialog()
    assert form.sums.text() == "移交 1 件在办的案件。"
    other = next(one.id for one in desk.office.mediators() if one.name == "调样乙")
    form.taker.set_value(other)
    form.form.fields["reason"].setFocus()
    type_into(form.form.fields["reason"], "调离")
    saved(qtbot, window, form)
    parts = desk.cases.show(case.id).assignments
    assert [one.mediator_name for one in parts if one.to_on is None] == ["调样乙"]
    act(page, "交接记录")
    prompts.file = tmp_path / "清单.pdf"
    page.handovers.pane._buttons[0][0].click()
    idle(qtbot, window)
    assert prompts.file.read_bytes().startswith(b"%PDF")


def test_the_year_stays_open_over_larger_text(qtbot, window, page, first) -> None:
    act(page, "年度一览")
    window.prefer(scale=1.5)
    idle(qtbot, window)
    drawn = window.pages["organisation"]
    assert drawn is not page
    assert drawn.views.currentWidget() is drawn.year
    assert drawn.year.title.text() == "调样甲"


def test_money_is_entered_corrected_and_its_changes_are_told(
    qtbot, window, page, desk: Desk
) -> None:
    page.money.click()
    view = page.funds
    view.new.click()
    form = dialog()
    assert form.form.fields["year"].value() == view.year.value()
    form.form.fields["committee_id"].set_value(desk.office.committees()[0].id)
    form.form.fields["kind"].set_value("committee")
    type_into(form.form.fields["amount_fen"], "1.2万")
    form.save_button.click()
    qtbot.waitUntil(lambda: "收入 12,000.00 元" in view.sums.text())
    qtbot.waitUntil(lambda: not view.findChildren(FormDialog))
    press(view.pane.table, Qt.Key.Key_Return)
    (form,) = view.findChildren(FormDialog)
    form.form.fields["amount_fen"].clear()
    type_into(form.form.fields["amount_fen"], "800")
    form.save_button.click()
    qtbot.waitUntil(lambda: "收入 800.00 元" in view.sums.text())
    act(view.pane, "修改经过")
    qtbot.waitUntil(lambda: bool(view.findChildren(SavedDialog)))
    told = view.findChildren(SavedDialog)[-1]
    assert "金额：12,000.00 元 → 800.00 元" in told.words.text()
    told.reject()
    act(view.pane, "删除")
    qtbot.waitUntil(lambda: desk.funds.lines(view.year.value()) == ())


def test_the_desk_leads_to_whose_term_or_grade_runs_out(qtbot, window, desk, office) -> None:
    today = desk.clock.today()
    someone = desk.office.mediators()[0]
    draft, revision = desk.office.mediator_draft(someone.id)
    soon, late = today + timedelta(days=20), today - timedelta(days=1)
    draft = replace(draft, term_to=soon, grade_until=late)
    desk.office.save_mediator(draft, mediator_id=someone.id, revision=revision)
    draft, revision = desk.office.committee_draft(office)
    far = replace(draft, term_ends_on=today + timedelta(days=91))
    desk.office.save_committee(far, committee_id=office, revision=revision)
    window.go_to("home")
    settle(window)
    tile = window.pages["home"].matters[-1]
    assert tile.number.text() == "2"
    tile.click()
    page = window.pages["organisation"]
    rows = page.terms.pane.table.rows.rows
    assert [(row.kind.label, row.late) for row in rows] == [
        ("等级有效期", True),
        ("调解员聘期", False),
    ]
    press(page.terms.pane.table, Qt.Key.Key_Return)
    (dialog,) = [one for one in page.findChildren(MediatorDialog) if one.isVisible()]
    dialog.form.fill({"grade_until": today + timedelta(days=400)})
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert len(page.terms.pane.table.rows.rows) == 1
