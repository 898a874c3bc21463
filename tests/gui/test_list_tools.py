"""The case list as its user arranges it: chips, columns, several orders, saved filters."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from mediation_desk.app import Desk
from mediation_desk.domain.codes import State
from mediation_desk.gui.cases.columns import CASE_COLUMNS
from mediation_desk.gui.cases.page import CasesPage
from mediation_desk.gui.main_window import MainWindow
from tests.factories import accepted, registered
from tests.gui.keyboard import press, settle

pytestmark = pytest.mark.gui


@pytest.fixture
def page(window: MainWindow, desk: Desk, office: str) -> CasesPage:
    """The list of four cases, two of them accepted."""
    for title in ("丙示例纠纷", "甲示例纠纷"):
        registered(desk, office, title=title)
        accepted(desk, office, title=title)
    window.go_to("cases")
    settle(window)
    return window.pages["cases"]


def chips(page: CasesPage) -> list[QPushButton]:
    return [one for one in page.bar.chips.findChildren(QPushButton) if not one.isHidden()]


def click_heading(page: CasesPage, label: str, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Click the heading of a column with keys held."""
    header = page.table.horizontalHeader()
    at = [column.label for column in CASE_COLUMNS].index(label)
    middle = QPoint(header.sectionViewportPosition(at) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, held, middle)


def shown(page: CasesPage) -> list[str]:
    return [
        column.label for at, column in enumerate(CASE_COLUMNS) if not page.table.isColumnHidden(at)
    ]


def act(menu, words: str) -> None:
    """Choose an entry of a menu."""
    next(one for one in menu.actions() if one.text() == words).trigger()


def test_what_narrows_stands_as_chips_and_each_goes_by_itself(window, page) -> None:
    page.bar.state.set_value("accepted")
    page.search.setText("甲示例")
    page.bar.changed.emit()
    settle(window)
    assert [one.text() for one in chips(page)] == ["查找：甲示例  ×", "状态：已受理  ×"]
    assert page.count.text() == "筛选出 1 件，全部 4 件"
    press(chips(page)[0], Qt.Key.Key_Space)
    settle(window)
    assert [one.text() for one in chips(page)] == ["状态：已受理  ×"]
    assert page.search.hasFocus()
    assert page.count.text() == "筛选出 2 件，全部 4 件"
    press(chips(page)[0], Qt.Key.Key_Space)
    settle(window)
    assert page.bar.chips.isHidden()
    assert page.count.text() == "共 4 件"


def test_with_shift_a_heading_sorts_within_the_first_order(window, page) -> None:
    click_heading(page, "状态")
    click_heading(page, "案件", Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    rows = [(row.state, row.title[0]) for row in page.table.rows.rows]
    assert rows == [
        (State.REGISTERED, "丙"),
        (State.REGISTERED, "甲"),
        (State.ACCEPTED, "丙"),
        (State.ACCEPTED, "甲"),
    ]
    click_heading(page, "案件", Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    assert [row.title[0] for row in page.table.rows.rows] == ["甲", "丙", "甲", "丙"]
    assert page.count.text() == "共 4 件  排序：状态↑，案件↓"
    act(page.table.sort_menu(), "恢复默认")
    settle(window)
    assert page.count.text() == "共 4 件"


def test_the_menu_sorts_without_a_mouse(window, page) -> None:
    menu = page.table.sort_menu()
    act(menu, "状态")
    settle(window)
    assert page.table.sorting == (("state", False),)
    (within,) = [one.menu() for one in menu.actions() if one.menu()]
    act(within, "案件")
    settle(window)
    assert page.table.sorting == (("state", False), ("title", False))


def test_chosen_columns_are_remembered_and_go_back_to_the_usual(window, page) -> None:
    window.resize(1900, 800)
    act(page.table.columns_menu(), "期限")
    act(page.table.columns_menu(), "地点")
    settle(window)
    window.zoom(0)
    settle(window)
    again = window.pages["cases"]
    assert again is not page
    assert shown(again) == ["编号", "案件", "状态", "调解员", "登记日期", "地点"]
    act(again.table.columns_menu(), "恢复默认")
    assert shown(again) == ["编号", "案件", "状态", "调解员", "登记日期", "期限"]


def test_filters_are_saved_by_name_shown_again_and_deleted(window, page, desk, prompts) -> None:
    page.bar.state.set_value("accepted")
    page.bar.changed.emit()
    click_heading(page, "案件")
    prompts.text = "已受理的"
    act(page.tools.saved_menu(), "把现在的筛选存为…")
    settle(window)
    assert window.bar.text() == "已存为常用筛选“已受理的”。"
    page.bar.clear.click()
    act(page.table.sort_menu(), "恢复默认")
    settle(window)
    act(page.tools.saved_menu(), "已受理的")
    settle(window)
    assert [row.title[0] for row in page.table.rows.rows] == ["丙", "甲"]
    assert page.count.text() == "筛选出 2 件，全部 4 件  排序：案件↑"
    (dropped,) = [one.menu() for one in page.tools.saved_menu().actions() if one.menu()]
    act(dropped, "已受理的")
    settle(window)
    assert desk.habits.filters() == {}


def test_how_many_are_chosen_is_always_in_sight(window, page) -> None:
    assert page.acts.chosen.text() == ""
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.acts.chosen.text() == "已选 2 件"
    press(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.acts.chosen.text() == "已选 4 件"
    assert page.table.selected_keys() == list(page.table.model_of_cases.keys)


def drag(page: CasesPage, start: QPoint, end: QPoint) -> None:
    """Drag from one place of the headings to another."""
    here, left = page.table.horizontalHeader().viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(here, left, Qt.KeyboardModifier.NoModifier, start)
    for part in (4, 3, 2, 1):
        QTest.mouseMove(here, end - (end - start) * (part - 1) / 4)
    QTest.mouseRelease(here, left, Qt.KeyboardModifier.NoModifier, end)


def in_order(page: CasesPage) -> list[str]:
    header = page.table.horizontalHeader()
    return [CASE_COLUMNS[at].label for at in header.order() if not page.table.isColumnHidden(at)]


def test_columns_are_dragged_to_another_place_and_width_and_stay_there(window, page) -> None:
    window.resize(2900, 800)
    header = page.table.horizontalHeader()
    lead, state = 3, 2
    middle = header.height() // 2
    start = QPoint(header.sectionViewportPosition(lead) + 20, middle)
    drag(page, start, QPoint(header.sectionViewportPosition(state) + 5, middle))
    wanted = ["编号", "案件", "调解员", "状态", "登记日期", "期限"]
    assert in_order(page) == wanted
    assert page.table.sorting == (("registered", True),), "dragging is no click"
    edge = QPoint(header.sectionViewportPosition(lead) + header.sectionSize(lead) - 1, middle)
    drag(page, edge, edge + QPoint(60, 0))
    width = page.table.columnWidth(lead)
    assert width > page.table.rows.columns[lead].width + 40
    settle(window)
    window.zoom(0.5)
    settle(window)
    again = window.pages["cases"]
    assert in_order(again)[:4] == wanted[:4]
    assert again.table.columnWidth(lead) == pytest.approx(width * 1.5, abs=2)
    act(next(one.menu() for one in again.table.columns_menu().actions() if one.menu()), "登记日期")
    assert in_order(again).index("登记日期") < in_order(again).index("状态")
    act(again.table.columns_menu(), "恢复默认")
    assert again.table.columnWidth(lead) == 126
    assert in_order(again)[:3] == ["编号", "案件", "状态"]
