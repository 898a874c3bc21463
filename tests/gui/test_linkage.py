"""The pages of linkage with the keyboard: a line in seconds, a case from it, letters, months."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mediation_desk.domain.linkage import Direction, LetterKind, LineKind, LineState, MonthState
from mediation_desk.gui.linkage.letter_dialogs import LetterAnswerDialog, LetterDialog
from mediation_desk.gui.linkage.line_dialogs import LineDialog
from mediation_desk.gui.linkage.report_dialogs import (
    CorrectReportDialog,
    EscalationDialog,
    ReportDialog,
)
from mediation_desk.gui.linkage.sheet_dialog import LinkageSheetDialog
from mediation_desk.gui.linkage.zero_dialogs import ZeroDialog
from mediation_desk.gui.pages import PAGES
from mediation_desk.services.filters import Concern, Matter
from mediation_desk.services.letters import LetterView
from mediation_desk.services.linkage_rows import LetterDraft, LineDraft
from tests.factories import registered
from tests.gui.keyboard import Keyboard, focused, press, settle, type_into

pytestmark = pytest.mark.gui
TODAY = date(2025, 12, 31)


def dialog(window, kind):
    return next(one for one in window.findChildren(kind) if one.isVisible())


def click(book, words: str) -> None:
    found = [one for one in book.findChildren(QPushButton) if one.text().startswith(words)]
    found[0].click()


def enter_line(desk, office: str, **changes: object) -> str:
    draft = {"kind": LineKind.VISIT, "day": TODAY, "content": "空调外机对着她家窗户"}
    return desk.lines.save(LineDraft(office, **draft | changes)).id


def enter_letter(desk, office: str, **changes: object) -> str:
    told = {
        "direction": Direction.OUT,
        "kind": LetterKind.TRANSFERRED,
        "body": "police",
        "dated_on": TODAY - timedelta(days=30),
        "subject": "邻样东与邻样西打架",
    }
    return desk.letters.save(LetterDraft(office, **told | changes)).id


def test_a_line_is_entered_from_anywhere_with_few_keys(qtbot, window, desk, office) -> None:
    keys = Keyboard(window)
    window.go_to("statistics")
    keys.press("Ctrl+Shift+N")
    asked = dialog(window, LineDialog)
    asked.form.fields["committee_id"].set_value(office)  # remembered once a case was registered
    content = asked.form.fields["content"]
    assert focused() is content
    type_into(content, "空调外机热风对着她家窗户")
    press(content, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.lines.lines()) == 1)
    qtbot.waitUntil(lambda: window.bar.text() == "已登记来访")
    assert window.page_name() == "statistics"
    (row,) = desk.lines.lines()
    assert (row.draft.content, row.draft.day) == ("空调外机热风对着她家窗户", TODAY)


def test_one_key_makes_a_line_a_case(qtbot, window, desk, office) -> None:
    enter_line(desk, office, name="示样梅")
    window.go_to("linkage")
    page = window.pages["linkage"]
    page.tabs.setCurrentWidget(page.lines)
    press(page.lines.pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert window.page_name() == "intake"
    sheet = window.pages["intake"].sheet
    assert sheet.facts.form.fields["facts"].value() == "空调外机对着她家窗户"
    first, second = sheet.parties.cards[:2]
    assert first.form.fields["name"].value() == "示样梅"
    sheet.dispute.form.fields["type"].set_value("neighbour")
    second.form.fields["name"].set_value("邻样西")
    window.prefer(scale=1.1)  # a redraw keeps what is typed and where it came from
    qtbot.waitUntil(lambda: window.pages["intake"].isVisible())
    window.pages["intake"].view.save_button.setFocus()
    window.pages["intake"].view.save_button.click()
    qtbot.waitUntil(lambda: window.page_name() == "case")
    (row,) = desk.lines.lines()
    assert (row.state, row.case_id) == (LineState.CASE, window.pages["case"].case.id)


def test_a_line_that_is_being_typed_becomes_a_case_at_once(qtbot, window, desk, office) -> None:
    keys = Keyboard(window)
    keys.press("Ctrl+Shift+N")
    asked = dialog(window, LineDialog)
    press(asked, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(asked.save_button.isEnabled)
    assert asked.isVisible(), "nothing is typed yet"
    asked.form.fields["committee_id"].set_value(office)
    type_into(asked.form.fields["content"], "空调外机热风")
    press(asked, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.page_name() == "intake")
    assert window.pages["intake"].sheet.facts.form.fields["facts"].value() == "空调外机热风"
    (row,) = desk.lines.lines()
    assert window.pages["intake"].pile.now.began == row.id


def test_a_registration_that_is_being_typed_is_not_lost_to_a_line(window, desk, office) -> None:
    made = enter_line(desk, office)
    window.go_to("intake")
    page = window.pages["intake"]
    type_into(page.sheet.facts.form.fields["facts"], "另一件事")
    window.begin_case(desk.lines.as_case(made), made)
    assert page.sheet.facts.form.fields["facts"].value() == "另一件事"
    assert "请先保存或清空" in window.bar.text()


def test_a_letter_is_entered_corrected_and_answered(qtbot, window, desk, office) -> None:
    keys = Keyboard(window)
    keys.press("Ctrl+J")
    page = window.pages["linkage"]
    assert not page.letters.pane.empty.isHidden()
    click(page.letters, "登记去函")
    asked = dialog(window, LetterDialog)
    type_into(asked.form.fields["subject"], "样某申请法律援助")
    asked.form.fields["body"].set_value("legal_aid")
    asked.form.fields["committee_id"].set_value(office)
    asked.save_button.click()
    qtbot.waitUntil(lambda: len(page.letters.pane.table.rows.rows) == 1)
    assert page.letters.pane.table.chosen().draft.own_number == "（2025）联函字第001号"
    press(page.letters.pane.table, Qt.Key.Key_Return)
    asked = dialog(window, LetterDialog)
    type_into(asked.form.fields["contact"], "援样")
    asked.save_button.click()
    qtbot.waitUntil(lambda: desk.letters.letters()[0].draft.contact == "援样")
    click(page.letters, "登记回复")
    dialog(window, LetterAnswerDialog).save_button.click()
    qtbot.waitUntil(lambda: desk.letters.letters(LetterView.WAITING) == ())
    qtbot.waitUntil(lambda: not page.letters.pane.empty.isHidden())


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(qtbot, window, office) -> None:
    window.go_to("linkage")
    click(window.pages["linkage"].letters, "登记来函")
    asked = dialog(window, LetterDialog)
    type_into(asked.form.fields["parties"], "样某")
    asked.form.fields["committee_id"].set_value(office)
    asked.save_button.click()
    qtbot.waitUntil(asked.save_button.isEnabled)
    assert asked.form.fields["subject"].property("fault") == "true"
    assert "三个工作日内" in asked.advice.text(), (
        "a court's commission is what the form begins with"
    )
    assert asked.form.fields["parties"].value() == "样某"
    asked._dirty = False
    asked.reject()


def test_a_figure_of_the_desk_opens_exactly_its_list(window, desk, office) -> None:
    for number in range(3):
        enter_letter(desk, office, subject=f"第{number}件")
    enter_letter(desk, office, due_on=TODAY + timedelta(days=60), subject="还早")
    window.go_to("home")
    settle(window)
    tile = window.pages["home"].matters[0]
    assert tile.number.text() == "3"
    tile.click()
    page = window.pages["linkage"]
    assert window.page_name() == "linkage"
    assert len(page.letters.pane.table.rows.rows) == 3
    window.go_to("linkage", Matter.LINES)
    assert page.tabs.currentWidget() is page.lines


def test_a_letter_of_the_calendar_is_found_among_the_letters(window, desk, office) -> None:
    enter_letter(desk, office, subject="别的")
    made = enter_letter(desk, office, due_on=TODAY)
    window.go_to("agenda")
    (item,) = desk.agenda.items(TODAY, TODAY)
    window.pages["agenda"]._open(item)
    assert window.pages["linkage"].letters.pane.table.chosen().id == made


def test_a_village_that_told_nothing_is_reported_by_enter(qtbot, window, desk, office) -> None:
    desk.settings.set("zero_from", "2025-11")
    window.go_to("linkage", Matter.ZERO)
    book = window.pages["linkage"].zero
    assert book.sums.text() == "从 2025-11 起要求零报告；未报 1 个村月"
    press(book.pane.table, Qt.Key.Key_Return)
    asked = dialog(window, ZeroDialog)
    assert asked.form.fields["month"].value() == "2025-11"
    type_into(asked.form.fields["reported_by"], "调样丙")
    asked.save_button.click()
    qtbot.waitUntil(lambda: desk.zero_reports.missing() == ())
    qtbot.waitUntil(lambda: "未报 0 个村月" in book.sums.text())
    assert book.pane.table.rows.rows[0].cells[10].state is MonthState.ZERO


def test_what_a_tab_shows_survives_a_redraw(window, desk, office) -> None:
    enter_line(desk, office)
    window.go_to("linkage")
    page = window.pages["linkage"]
    page.tabs.setCurrentWidget(page.lines)
    type_into(page.lines.search, "空调")
    window.prefer(scale=1.2)
    page = window.pages["linkage"]
    assert page.tabs.currentWidget() is page.lines
    assert page.lines.search.value() == "空调"
    assert len(page.lines.pane.table.rows.rows) == 1


def test_every_page_of_the_sidebar_is_reached_by_keys_at_twice_the_size(qtbot, window) -> None:
    window.resize(1366, 768)
    window.prefer(scale=2.0)
    nav = window.nav
    qtbot.waitUntil(lambda: nav.width() == window.theme.px(196))
    assert window.height() == 768
    nav.setFocus()
    press(nav, Qt.Key.Key_Home)
    reached = []
    for _ in range(nav.count()):
        item = nav.currentItem()
        assert nav.viewport().rect().contains(nav.visualItemRect(item).center())
        press(nav, Qt.Key.Key_Return)
        reached.append(window.page_name())
        nav.setFocus()
        press(nav, Qt.Key.Key_Down)
    assert reached == [spec.name for spec in PAGES if spec.label]


def test_a_major_dispute_is_reported_on_the_cases_page(qtbot, window, desk, office) -> None:
    case = registered(desk, office, difficulty="major")
    window.open_case(case.id)
    page = window.pages["case"]
    page.tabs.setCurrentWidget(page.linkage)
    tab = page.linkage
    assert not tab.empty.isHidden()
    click(tab, "登记重大纠纷")
    asked = dialog(window, EscalationDialog)
    assert asked.form.fields["hours"].value() == 6
    type_into(asked.form.fields["facts"], "多人聚集")
    press(asked.form.fields["hours"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(tab.table.rows.rows) == 1)
    assert tab.table.chosen().state == "12-31 18:00 前"
    press(tab.table, Qt.Key.Key_Return)
    told = dialog(window, ReportDialog)
    type_into(told.form.fields["reported_to"], "示例派出所")
    type_into(told.form.fields["reported_by"], "调样甲")
    told.save_button.click()
    qtbot.waitUntil(lambda: tab.table.chosen().state == "已报告")
    assert not tab.act_button.isVisible()
    assert desk.attention.counts()[Concern.REPORT] == 0
    tab.correct_button.click()
    again = dialog(window, CorrectReportDialog)
    assert again.form.fields["reported_to"].value() == "示例派出所"
    type_into(again.form.fields["reason"], "接报的是司法所")
    again.form.fields["reported_to"].set_value("示例镇司法所")
    again.save_button.click()
    settle(window)
    assert desk.escalations.of_case(case.id)[0].reported_to == "示例镇司法所"


def test_a_letter_of_the_cases_page_belongs_to_the_case(qtbot, window, desk, office) -> None:
    case = registered(desk, office)
    window.open_case(case.id)
    page = window.pages["case"]
    page.tabs.setCurrentWidget(page.linkage)
    click(page.linkage, "登记去函")
    asked = dialog(window, LetterDialog)
    assert asked.form.fields["subject"].value() == case.title
    asked.save_button.click()
    qtbot.waitUntil(lambda: len(desk.letters.of_case(case.id)) == 1)
    qtbot.waitUntil(lambda: len(page.linkage.table.rows.rows) == 1)


def test_the_year_on_screen_goes_out_as_a_sheet(window, prompts, tmp_path) -> None:
    window.go_to("linkage")
    page = window.pages["linkage"]
    page.tabs.setCurrentWidget(page.zero)
    prompts.file = tmp_path / "零报告.xlsx"
    page.zero.sheet_button.click()
    asked = dialog(window, LinkageSheetDialog)
    asked.form.fields["kind"].set_value("xlsx")
    asked.save_button.click()
    settle(window)
    assert prompts.file.stat().st_size > 1_000
    assert not asked.isVisible()
