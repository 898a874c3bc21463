"""The keys of the table do what they promise, on the page and in the form that is on screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mediation_desk.gui.linkage.line_dialogs import LineDialog
from tests.factories import mediating, registered
from tests.gui.keyboard import focused, press, settle, type_into

pytestmark = pytest.mark.gui
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def case(desk, office):
    return mediating(desk, office, title="宅基地的示例纠纷")


@pytest.fixture
def ready(window):
    """The window, in front."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def test_f3_goes_on_to_the_next_case_found_and_f2_corrects_it(ready, desk, office, case) -> None:
    other = registered(desk, office, title="另一起示例纠纷")
    press(ready, Qt.Key.Key_F, CONTROL)
    page = ready.pages["cases"]
    type_into(page.search, "示例纠纷")
    settle(ready)
    assert page.table.chosen().id == other.id
    press(ready, Qt.Key.Key_F3)
    settle(ready)
    assert page.table.chosen().id == case.id
    press(ready, Qt.Key.Key_F3, SHIFT)
    settle(ready)
    press(ready, Qt.Key.Key_F2)
    assert ready.page_name() == "intake"
    assert other.title in ready.pages["intake"].view.title.text()


def test_ctrl_p_shows_the_papers_of_the_case_and_says_where_there_are_none(ready, case) -> None:
    ready.open_case(case.id)
    settle(ready)
    page = ready.pages["case"]
    press(ready, Qt.Key.Key_P, CONTROL)
    assert page.tabs.currentWidget() is page.papers
    ready.go_to("settings")
    press(ready, Qt.Key.Key_P, CONTROL)
    assert ready.bar.text() == "这一页没有可以打印的。"


def test_f6_goes_round_the_areas_of_the_page_and_back(ready, case) -> None:
    ready.go_to("cases")
    settle(ready)
    ready.nav.setFocus()
    seen = []
    for _ in range(12):
        press(ready, Qt.Key.Key_F6)
        seen.append(focused())
        if focused() is ready.nav:
            break
    assert seen[-1] is ready.nav
    page = ready.pages["cases"]
    assert any(page.preview.isAncestorOf(one) for one in seen)
    press(ready, Qt.Key.Key_F6, SHIFT)
    assert focused() is seen[-2]


def test_f1_in_a_form_opens_the_manual_at_the_field(qtbot, ready) -> None:
    press(ready, Qt.Key.Key_N, CONTROL | SHIFT)
    (form,) = [one for one in ready.findChildren(LineDialog) if one.isVisible()]
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    field = form.form.fields["kind"]
    field.setFocus()
    press(form, Qt.Key.Key_F1)
    manual = ready.manual._open
    assert manual.topics.currentItem().text() == "联动"
    assert manual.text.textCursor().selectedText() == "种类"
    manual.close()
    form.reject()
