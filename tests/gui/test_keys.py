"""The keys of the table do what they promise, on the page and in the form that is on screen."""

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from mediation_desk.clock import CHINA
from mediation_desk.gui.linkage.line_dialogs import LineDialog
from mediation_desk.gui.pages import allowed_pages
from mediation_desk.gui.settings.warning_card import WarningCard
from mediation_desk.gui.window_place import FILE, put_back, remember
from mediation_desk.services.history_rows import HistoryEntry
from tests.factories import mediating, registered, session_draft
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


def test_delete_moves_the_chosen_case_to_the_bin_and_ctrl_z_takes_it_out(
    ready, desk, office, case
) -> None:
    other = registered(desk, office, title="另一起示例纠纷")
    ready.go_to("cases")
    settle(ready)
    page = ready.pages["cases"]
    page.table.choose(other.id)
    press(page.table, Qt.Key.Key_Delete)
    settle(ready)
    assert "已移到回收站" in ready.bar.text()
    assert [row.id for row in page.table.rows.rows] == [case.id]
    assert desk.listing.total() == 1
    press(ready, Qt.Key.Key_Z, CONTROL)
    settle(ready)
    assert desk.listing.total() == 2


def test_ctrl_s_answers_where_nothing_is_typed(ready, case, clock) -> None:
    ready.go_to("home")
    press(ready, Qt.Key.Key_S, CONTROL)
    last = ready.desk.undo.last().entry.at.astimezone(CHINA)
    assert ready.bar.text() == f"没有要保存的内容。最近一次保存：{last:%Y-%m-%d %H:%M}"


def test_ctrl_s_saves_the_settings_somebody_types_into(qtbot, ready, desk) -> None:
    ready.go_to("settings")
    card = ready.pages["settings"].findChild(WarningCard)
    field = card.form.fields["soon_days"]
    field.setFocus()
    field.set_value(6)
    press(field, Qt.Key.Key_S, CONTROL)
    settle(ready)
    assert desk.settings.get("soon_days") == 6


def test_the_cases_opened_last_are_a_list(ready, desk, office, case) -> None:
    registered(desk, office, title="没有打开过的")
    ready.open_case(case.id)
    settle(ready)
    ready.go_to("cases")
    page = ready.pages["cases"]
    page.tools.saved_menu().actions()[0].trigger()
    settle(ready)
    assert [row.id for row in page.table.rows.rows] == [case.id]
    assert page.count.text() == "筛选出 1 件，全部 2 件"


def test_the_window_stands_again_where_it_stood(qtbot, ready, tmp_path, make_window) -> None:
    ready.resize(790, 700)
    remember(ready, tmp_path)
    again = make_window()
    put_back(again, tmp_path)
    assert (again.width(), again.height()) == (790, 700)
    (tmp_path / FILE).write_bytes(b"\xffnonsense")
    put_back(again, tmp_path)
    assert again.width() == 790


class Flashes(QObject):
    """What is shown as a window of its own, for however short a time."""

    def __init__(self, window) -> None:
        super().__init__()
        self._window = window
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        own = event.type() is QEvent.Type.Show and isinstance(watched, QWidget)
        if own and watched.isWindow() and watched is not self._window:
            words = watched.text() if isinstance(watched, QAbstractButton | QLabel) else ""
            self.seen.append(f"{type(watched).__name__} {words}")
        return False


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(qapp, ready, case) -> None:
    flashes = Flashes(ready)
    qapp.installEventFilter(flashes)
    try:
        ready.open_case(case.id)
        tabs = ready.pages["case"].tabs
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
        for name in allowed_pages(ready.desk):
            ready.go_to(name)
        settle(ready)
    finally:
        qapp.removeEventFilter(flashes)
    assert flashes.seen == []


def test_ctrl_tab_turns_the_tabs_of_a_case_from_anywhere(ready, case) -> None:
    ready.open_case(case.id)
    settle(ready)
    tabs = ready.pages["case"].tabs
    ready.nav.setFocus()
    press(ready, Qt.Key.Key_Tab, CONTROL)
    assert tabs.currentIndex() == 1
    press(ready, Qt.Key.Key_PageUp, CONTROL)
    press(ready, Qt.Key.Key_PageUp, CONTROL)
    assert tabs.currentIndex() == tabs.count() - 1


def test_the_quick_card_is_found_in_the_manual_searched_and_printed(
    ready, prompts, tmp_path
) -> None:
    press(ready, Qt.Key.Key_F1)
    manual = ready.manual._open
    manual.show_topic("quick-card")
    manual.search.setText("Ctrl+Z")
    manual.find_next()
    assert manual.text.textCursor().selectedText() == "Ctrl+Z"
    prompts.file = tmp_path / "card.pdf"
    manual.print_button.click()
    assert 1 <= len(PdfDocument(prompts.file)) <= 2
    manual.close()


def test_enter_on_a_line_of_the_history_shows_its_source(ready, desk, case) -> None:
    desk.sessions.record(case.id, session_draft(case))
    ready.open_case(case.id)
    settle(ready)
    page = ready.pages["case"]
    table = page.history.table
    page.tabs.setCurrentWidget(page.history)
    settle(ready)
    press(table, Qt.Key.Key_Return)
    assert page.tabs.currentWidget() is page.sessions
    page.tabs.setCurrentWidget(page.history)
    first = [one for one in table.rows.rows if isinstance(one, HistoryEntry)][-1]
    table.choose(first.write_id)
    press(table, Qt.Key.Key_Return)
    assert page.tabs.currentWidget() is page.parties
