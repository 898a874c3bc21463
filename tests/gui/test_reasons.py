"""A reason is asked for: picked with one key, or typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from mediation_desk.gui.reason_dialog import ReasonDialog
from tests.gui.keyboard import press, type_into

pytestmark = pytest.mark.gui

USUAL = ("联系当事人", "核对身份")


@pytest.fixture
def dialog(qtbot, window: QWidget) -> ReasonDialog:
    """The question, open over the window."""
    made = ReasonDialog(window, "查看完整号码", "为什么要看？", USUAL)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def test_nothing_goes_on_without_a_reason(dialog: ReasonDialog) -> None:
    assert not dialog.agree.isEnabled()
    type_into(dialog.line, "   ")
    press(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_usual_reason_is_picked_with_the_space_bar(dialog: ReasonDialog) -> None:
    second = dialog.findChildren(QRadioButton)[1]
    second.setFocus()
    press(second, Qt.Key.Key_Space)
    press(second, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.reason() == "核对身份"


def test_any_other_reason_is_typed_and_wins_over_one_picked(dialog: ReasonDialog) -> None:
    dialog.findChildren(QRadioButton)[0].click()
    type_into(dialog.line, "核对户口簿")
    press(dialog.line, Qt.Key.Key_Return)
    assert dialog.reason() == "核对户口簿"
