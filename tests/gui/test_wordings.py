"""文书措辞 in the window: texts changed, fields put in, seen before they are kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from mediation_desk.app import Desk
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.wordings.page import WordingsPage
from tests.gui.keyboard import type_into

pytestmark = pytest.mark.gui
TITLE = "人民调解申请书"


@pytest.fixture
def page(qtbot, window: MainWindow) -> WordingsPage:
    window.go_to("wordings")
    page = window.pages["wordings"]
    choose(page, "application")
    qtbot.waitUntil(lambda: not window.runner.busy)
    return page


def choose(page: WordingsPage, kind: str) -> None:
    page.papers.set_value(kind)
    page.papers.touched.emit()


def box_with(page: WordingsPage, text: str) -> QWidget:
    return next(box for box in page.pieces.boxes.values() if text in box.toPlainText())


def test_a_text_is_changed_seen_and_kept(
    qtbot, window: MainWindow, page: WordingsPage, desk: Desk
) -> None:
    box = box_with(page, TITLE)
    box.setFocus()
    box.selectAll()
    type_into(box, "样板申请书")
    page.save_button.click()
    qtbot.waitUntil(lambda: desk.wordings.show("application").own)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert page.papers.currentText() == "人民调解申请书（本单位措辞）"
    assert page.program_button.isVisible()


def test_a_field_goes_where_the_cursor_was(page: WordingsPage) -> None:
    box = box_with(page, TITLE)
    box.setFocus()
    box.selectAll()
    page.fields.set_value("案件名称")
    page.fields.activated.emit(0)
    assert box.toPlainText() == "【案件名称】"


def test_a_wrong_name_is_said_under_its_box_and_nothing_is_kept(
    qtbot, window: MainWindow, page: WordingsPage, desk: Desk
) -> None:
    box = box_with(page, TITLE)
    box.setFocus()
    type_into(box, "【星座】")
    page.save_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert box.property("fault")
    assert "星座" in page.note.text()
    assert not desk.wordings.show("application").own


def test_leaving_a_changed_paper_asks_and_staying_keeps_what_was_typed(
    page: WordingsPage, prompts
) -> None:
    box = box_with(page, TITLE)
    box.setFocus()
    type_into(box, "样")
    prompts.agrees = False
    choose(page, "agreement")
    assert "还没有保存" in prompts.asked[-1]
    assert page.papers.value() == "application"
    assert "样" in box.toPlainText()


def test_what_is_typed_survives_a_change_of_text_size(
    qtbot, window: MainWindow, page: WordingsPage
) -> None:
    type_into(box_with(page, TITLE), "样")
    window.prefer(scale=1.5)
    qtbot.waitUntil(lambda: not window.runner.busy)
    redrawn = window.pages["wordings"]
    assert any("样" in text for text in redrawn.pieces.texts().values())


def test_a_set_goes_out_and_comes_back(
    qtbot, window: MainWindow, page: WordingsPage, desk: Desk, prompts, tmp_path: Path
) -> None:
    place = next(place for place, box in page.pieces.boxes.items() if TITLE in box.toPlainText())
    desk.wordings.save("application", {place: "县样申请书"})
    prompts.file = tmp_path / "set.mdwording"
    page._export()
    qtbot.waitUntil(prompts.file.exists)
    qtbot.waitUntil(lambda: not window.runner.busy)
    desk.wordings.take_back("application", 0)
    page._import()
    qtbot.waitUntil(lambda: desk.wordings.show("application").own)
    assert "人民调解申请书：新增自有措辞" in prompts.asked[-1]
