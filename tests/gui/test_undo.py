"""Ctrl+Z on the window: text first, then what was saved; older steps from the history; the bin."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import State
from mediation_desk.gui.main_window import MainWindow
from tests.factories import mediating, registered
from tests.gui.case_steps import opened
from tests.gui.keyboard import press, type_into

pytestmark = pytest.mark.gui
CONTROL = Qt.KeyboardModifier.ControlModifier


def undo(qtbot, window: MainWindow, key: Qt.Key = Qt.Key.Key_Z) -> str:
    """Press Ctrl and a key on whatever has the cursor; return the message."""
    press(window.focusWidget() or window, key, CONTROL)
    qtbot.waitUntil(lambda: not window.runner.busy)
    return window.bar.text()


def choose(table, action: str) -> None:
    """Choose the newest row of an action."""
    row = next(row for row in table.rows.rows if getattr(row, "action", "") == action)
    table.choose(row.write_id)


def test_the_last_save_is_undone_from_any_page_and_brought_back(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    case = mediating(desk, office)
    window.go_to("statistics")
    assert "已撤销“指派调解员”" in (said := undo(qtbot, window))
    assert case.title in said
    assert "Ctrl+Y" in said
    assert desk.cases.show(case.id).state is State.ACCEPTED
    assert "已恢复“指派调解员”" in undo(qtbot, window, Qt.Key.Key_Y)
    assert desk.cases.show(case.id).state is State.MEDIATING


def test_in_a_text_box_the_key_takes_back_typing_first(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    case = registered(desk, office)
    window.go_to("cases")
    search = window.pages["cases"].search
    search.setFocus()
    type_into(search, "abc")
    press(search, Qt.Key.Key_Z, CONTROL)
    assert search.text() != "abc"
    assert desk.undo.last().subject.endswith(case.title)
    while search.isUndoAvailable() or search.isRedoAvailable():
        search.setText("")
    assert "已撤销“登记”" in undo(qtbot, window)


def test_with_nothing_left_to_undo_it_says_so(qtbot, window: MainWindow) -> None:
    assert undo(qtbot, window) == "没有可以撤销的操作。"
    assert undo(qtbot, window, Qt.Key.Key_Y) == "没有可以恢复的撤销。"


def test_an_older_step_is_undone_from_the_history_or_says_why_not(
    qtbot, window: MainWindow, desk: Desk, office: str, prompts
) -> None:
    case = mediating(desk, office)
    page = opened(window, case.id, "history")
    choose(page.history.table, "登记")
    assert not page.history.undo_button.isEnabled()
    assert "请先撤销" in page.history.why.text()
    choose(page.history.table, "指派调解员")
    prompts.text = "派错了人"
    page.history.undo_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert desk.cases.show(case.id).state is State.ACCEPTED
    assert desk.cases.history(case.id)[0].reason == "派错了人"
    choose(page.history.table, "撤销")
    assert page.history.undo_button.text() == "恢复这一步"


def test_a_deleted_case_goes_to_the_bin_and_comes_back(
    qtbot, window: MainWindow, desk: Desk, office: str, prompts
) -> None:
    case = registered(desk, office)
    prompts.text = "重复登记"
    opened(window, case.id).head.delete.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.page_name() == "cases"
    assert window.pages["cases"].table.rows.rows == ()
    window.go_to("bin")
    pane = window.pages["bin"].bin
    assert pane.table.rows.rows[0].reason == "重复登记"
    restore = pane.acts.itemAt(0).widget()
    assert restore.isEnabled()
    restore.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert pane.table.rows.rows == ()
    assert desk.cases.show(case.id).title == case.title


def test_a_case_too_long_in_the_bin_says_where_to_turn(
    qtbot, window: MainWindow, desk: Desk, office: str, clock: FixedClock
) -> None:
    case = registered(desk, office)
    desk.bin.delete(case.id, "重复登记")
    clock.set(clock.now() + timedelta(days=91))
    window.go_to("bin")
    page = window.pages["bin"]
    assert not page.bin.acts.itemAt(0).widget().isEnabled()
    assert "到期鉴定" in page.bin.why.text()
    assert [row.id for row in page.due.table.rows.rows] == [case.id]
