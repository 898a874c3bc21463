"""笔记 on the case page: what one side said alone is veiled, moved only when it is meant."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.app import Desk
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.notes import NoteDraft
from mediation_desk.services.rows import CaseDetail
from tests.factories import mediating, session_draft
from tests.gui.case_steps import dialog_of, fill, opened, save
from tests.gui.keyboard import press
from tests.gui.test_party_screen import everything_on, leafed_through

pytestmark = pytest.mark.gui
MARK = "暗记底价"


@pytest.fixture
def case(desk: Desk, office: str) -> CaseDetail:
    """A case with one session, one ordinary note and one of a talk with one side alone."""
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case))
    desk.notes.take(case.id, NoteDraft("#事实 墙是旧的"))
    desk.notes.take(case.id, NoteDraft(f"#赔偿 {MARK}", aside=True))
    return desk.cases.show(case.id)


def cells(window: MainWindow) -> str:
    """Return every word the window holds, the lists' cells too."""
    table = window.pages["case"].notes.table
    model = table.model()
    told = [
        str(model.index(row, column).data(role) or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    ]
    return "\n".join([everything_on(window), *told])


def test_a_talk_with_one_side_is_veiled_until_a_key_and_again_by_it(window, case) -> None:
    page = opened(window, case.id, "notes")
    assert "墙是旧的" in cells(window)
    assert MARK not in cells(window)
    press(page, Qt.Key.Key_F9)
    assert MARK in cells(window)
    press(page, Qt.Key.Key_F9)
    assert MARK not in cells(window)


def test_turning_the_screen_veils_it_and_the_parties_see_no_note(window, case) -> None:
    page = opened(window, case.id, "notes")
    press(page, Qt.Key.Key_F9)
    press(page, Qt.Key.Key_F11)
    seen = leafed_through(window.party.screen)
    assert MARK not in seen
    assert "墙是旧的" not in seen
    window.party.end()
    assert MARK not in cells(window)


def test_a_note_is_taken_and_found_by_its_issue(qtbot, window, case) -> None:
    page = opened(window, case.id, "notes")
    page.notes.aside_button.click()
    dialog = dialog_of(window)
    fill(dialog.form.fields["content"], "#让步 乙愿先付一半")
    assert dialog.form.fields["aside"].value() is True
    save(qtbot, window, dialog)
    assert window.desk.notes.notes(case.id)[0].aside
    page.notes.tag.set_value("#事实")
    page.notes.tag.touched.emit()
    assert [one.content for one in page.notes.table.rows.rows] == ["#事实 墙是旧的"]


def test_it_is_moved_only_when_it_is_meant(qtbot, window, desk, prompts, case) -> None:
    page = opened(window, case.id, "notes")
    press(page, Qt.Key.Key_F9)
    prompts.agrees = False
    page.notes.move_button.click()
    assert "对方当事人还不知道" in prompts.asked[-1]
    assert not [one for one in page.findChildren(QWidget, "session_id") if one.isVisible()]
    prompts.agrees = True
    page.notes.move_button.click()
    dialog = dialog_of(window)
    save(qtbot, window, dialog)
    assert MARK in desk.cases.show(case.id).sessions[0].record
