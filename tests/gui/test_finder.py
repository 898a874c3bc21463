"""Ctrl+K goes anywhere from the keyboard; cases stand in windows of their own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mediation_desk.app import Desk
from mediation_desk.gui.finder import Finder
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.windows import CaseWindow
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.services.habits import LAST
from tests.factories import mediating, registered
from tests.gui.keyboard import press, settle, type_into
from tests.gui.test_linkage import enter_letter, enter_line

pytestmark = pytest.mark.gui
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def case_id(desk: Desk, office: str) -> str:
    return mediating(desk, office, title="宅基地的示例纠纷").id


def finder(window: MainWindow, typed: str = "") -> Finder:
    """Press Ctrl+K and type; return the box once it has found something or nothing."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    press(window, Qt.Key.Key_K, CONTROL)
    (box,) = [one for one in window.findChildren(Finder) if one.isVisible()]
    type_into(box.box, typed)
    settle(window)
    return box


def found(box: Finder) -> list[tuple[str, str, str]]:
    return [(row.kind, row.words, row.more) for row in box.table.rows.rows]


def case_windows() -> list[CaseWindow]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, CaseWindow) and one.isVisible()
    ]


def test_a_case_is_found_with_the_field_that_matched_and_opened(window, case_id) -> None:
    window.go_to("statistics")
    box = finder(window, "lyx")
    assert found(box)[0] == ("案件", "宅基地的示例纠纷", "当事人：邻样西")
    press(box.box, Qt.Key.Key_Return)
    assert window.page_name() == "case"
    assert window.pages["case"].case.id == case_id


def test_a_mediator_leads_to_their_cases(window, case_id) -> None:
    box = finder(window, "tyj")
    kinds = [one[:2] for one in found(box)]
    assert ("调解员", "调样甲") in kinds
    box.table.choose(next(row.id for row in box.table.rows.rows if row.words == "调样甲"))
    press(box.box, Qt.Key.Key_Return)
    settle(window)
    assert window.page_name() == "cases"
    assert [row.id for row in window.pages["cases"].table.rows.rows] == [case_id]


def test_pages_and_commands_are_found_by_words_and_initials(window) -> None:
    box = finder(window, "tj")
    assert ("操作", "统计", "Ctrl+5") in found(box)
    box.box.clear()
    type_into(box.box, "设置")
    settle(window)
    press(box.box, Qt.Key.Key_Return)
    assert window.page_name() == "settings"


def test_the_arrows_choose_while_the_letters_stay_in_the_box(window, desk, office) -> None:
    for number in range(3):
        registered(desk, office, title=f"示例纠纷{number}")
    box = finder(window, "示例纠纷")
    assert box.table.currentIndex().row() == 0
    press(box.box, Qt.Key.Key_Down)
    press(box.box, Qt.Key.Key_Down)
    assert box.table.chosen().words == "示例纠纷0"
    assert box.box.text() == "示例纠纷"


def test_the_empty_box_lists_the_cases_opened_last(window, desk, office) -> None:
    cases = [registered(desk, office, title=f"示例纠纷{number}") for number in range(LAST + 2)]
    for case in cases:
        window.open_case(case.id)
    window.open_case(cases[5].id)
    settle(window)
    box = finder(window)
    words = [row.words for row in box.table.rows.rows]
    assert words[:2] == ["示例纠纷5", f"示例纠纷{LAST + 1}"]
    assert len(words) == LAST
    assert box.said.text() == "最近打开的案件"


def test_nothing_found_says_so(window, case_id) -> None:
    box = finder(window, "没有这句话")
    assert found(box) == []
    assert box.said.text() == "没有找到。可以少写几个字。"
    press(box.box, Qt.Key.Key_Return)
    assert box.isVisible()


def test_cases_stand_in_windows_of_their_own_and_follow_changes(
    window, desk, office, case_id
) -> None:
    other = registered(desk, office, title="另一起示例纠纷")
    box = finder(window, "宅基地")
    press(box.box, Qt.Key.Key_Return, CONTROL)
    window.go_to("cases")
    settle(window)
    table = window.pages["cases"].table
    table.choose(other.id)
    press(table, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert {one.case_id for one in case_windows()} == {case_id, other.id}
    press(table, Qt.Key.Key_Return, CONTROL)
    assert len(case_windows()) == 2
    window.runner.write(lambda: desk.acceptance.refuse(other.id, "对方明确拒绝"), window)
    settle(window)
    (own,) = [one for one in case_windows() if one.case_id == other.id]
    assert own.page.case.state.label == "不予受理"
    window.runner.write(lambda: desk.bin.delete(case_id, "重复登记"), window)
    settle(window)
    press(own, Qt.Key.Key_W, CONTROL)
    settle(window)
    assert own not in case_windows()


def test_case_windows_are_drawn_anew_and_closed_with_the_main_window(window, case_id) -> None:
    window.windows.open(case_id)
    (first,) = case_windows()
    window.zoom(0.5)
    (second,) = case_windows()
    assert second is not first
    assert second.page.case.id == case_id
    settle(window)
    window.close()
    assert case_windows() == []


def test_a_case_window_answers_the_keys_of_the_main_window(qtbot, window, desk, case_id) -> None:
    window.go_to("home")
    window.windows.open(case_id)
    (own,) = case_windows()
    assert QTest.qWaitForWindowActive(own)
    press(own, Qt.Key.Key_F1)
    manual = window.manual._open
    assert manual.topics.currentItem().text() == "案件"
    manual.close()
    press(own, Qt.Key.Key_K, CONTROL)
    (box,) = [one for one in own.findChildren(Finder) if one.isVisible()]
    box.reject()
    settle(window)
    own.activateWindow()
    assert QTest.qWaitForWindowActive(own)
    press(own, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert desk.undo.last_undone() is not None
    assert "Ctrl+Y" in own.bar.text()
    press(own, Qt.Key.Key_1, CONTROL)
    assert window.page_name() == "home"


def test_lines_letters_and_evidence_are_found_with_their_field_and_opened_in_place(
    qtbot, window, desk, office, case_id
) -> None:
    enter_line(desk, office, content="楼上漏水", phone="13900004711")
    line = enter_line(desk, office, content="牛棚臭味", phone="13900004712")
    letter = enter_letter(desk, office, subject="打架", note="牛棚一事")
    for name in ("牛棚照片", "欠条"):
        desk.evidence.add(case_id, [Incoming(f"{name}.txt", data=name.encode())], EvidenceDraft())
    box = finder(window, "牛棚")
    assert found(box) == [
        ("来访", "牛棚臭味", "内容：牛棚臭味"),
        ("去函", "打架", "备注：牛棚一事"),
        ("证据", "牛棚照片", "名称：牛棚照片"),
    ]
    box.table.choose(line)
    press(box.box, Qt.Key.Key_Return)
    books = window.pages["linkage"]
    assert books.tabs.currentWidget() is books.lines
    assert books.lines.pane.table.chosen().id == line
    box = finder(window, "打架")
    press(box.box, Qt.Key.Key_Return)
    assert books.letters.pane.table.chosen().id == letter
    box = finder(window, "欠条")
    press(box.box, Qt.Key.Key_Return)
    settle(window)
    page = window.pages["case"]
    assert page.tabs.currentWidget() is page.evidence
    assert page.evidence.table.chosen().name == "欠条"
    assert found(finder(window, "4712"))[0] == ("来访", "牛棚臭味", "电话：…4712")
