"""Registering and accepting in one go: the law's questions come at once, a refusal stops it."""

import pytest
from PySide6.QtWidgets import QApplication

from mediation_desk.app import Desk
from mediation_desk.domain.codes import State, Willingness
from mediation_desk.gui.cases.accept_dialog import AcceptDialog
from mediation_desk.gui.intake.page import IntakePage
from mediation_desk.gui.main_window import MainWindow
from tests.factories import registered
from tests.gui.intake_page import FACTS, at, newest
from tests.gui.keyboard import Keyboard

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("one_committee")]


def asked(
    qtbot, window: MainWindow, intake: IntakePage, keys: Keyboard, *wills: Willingness
) -> AcceptDialog:
    """Type a case of two neighbours, register and accept it; return the dialog that asks."""
    at(intake, "type").set_value("neighbour.drainage")
    for card, (name, will) in enumerate(zip(("邻样东", "邻样西"), wills, strict=True)):
        at(intake, "name", card).set_value(name)
        at(intake, "willingness", card).set_value(will)
    at(intake, "facts").setFocus()
    keys.write(FACTS)
    keys.press("Ctrl+Shift+Return")
    qtbot.waitUntil(lambda: not window.runner.busy)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, AcceptDialog)]
    return dialog


def answered(qtbot, window: MainWindow, dialog: AcceptDialog) -> None:
    """Press Ctrl+Enter in the dialog and wait until everything is written."""
    Keyboard(dialog).press("Ctrl+Return")
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_a_plain_case_is_registered_and_accepted(qtbot, window, intake, keys, desk: Desk) -> None:
    willing = Willingness.WILLING
    dialog = asked(qtbot, window, intake, keys, willing, willing)
    assert newest(desk).state is State.REGISTERED
    answered(qtbot, window, dialog)
    case = newest(desk)
    assert (case.state, case.number) == (State.ACCEPTED, "（2025）泾示人调字第001号")
    assert window.page_name() == "case"


def test_a_party_not_asked_yet_has_to_be_asked_first(
    qtbot, window, intake, keys, desk: Desk
) -> None:
    dialog = asked(qtbot, window, intake, keys, Willingness.WILLING, Willingness.UNKNOWN)
    answered(qtbot, window, dialog)
    assert "邻样西还没有表示是否同意调解" in dialog.bar.text()
    assert newest(desk).state is State.REGISTERED
    dialog.answers.form.fields["not_asked"].setFocus()
    Keyboard(dialog).write("电话里同意调解")
    answered(qtbot, window, dialog)
    assert newest(desk).state is State.ACCEPTED


def test_a_clear_refusal_stops_the_acceptance_and_the_case_stays_registered(
    qtbot, window, intake, keys, desk: Desk
) -> None:
    # Act art 17: who clearly refuses may not be mediated with.
    dialog = asked(qtbot, window, intake, keys, Willingness.WILLING, Willingness.REFUSED)
    answered(qtbot, window, dialog)
    assert "明确拒绝调解" in dialog.bar.text()
    assert dialog.isVisible()
    dialog.reject()
    assert newest(desk).state is State.REGISTERED


def test_correcting_offers_no_acceptance_of_its_own(
    window, intake, desk: Desk, office: str
) -> None:
    assert intake.view.accept_button.isVisible()
    window.revise_case(registered(desk, office).id)
    assert not intake.view.accept_button.isVisible()
