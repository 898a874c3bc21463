"""Nothing that is typed at registration is lost: not by other pages, a crash, or somebody else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from mediation_desk.app import Desk
from mediation_desk.domain.codes import AgentKind
from mediation_desk.gui.intake.autosave import EVERY_MS
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.listing import Filters
from tests.factories import registered
from tests.gui.intake_page import FACTS, at, newest, notes, saved
from tests.gui.keyboard import Keyboard

pytestmark = pytest.mark.gui


# Nothing is lost ----------------------------------------------------------------------------


def test_what_is_typed_survives_other_pages_larger_text_and_another_language(
    window, intake, keys
) -> None:
    keys.type("ps")
    keys.press("Return")
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    at(intake, "occurred_on").setFocus()
    keys.write("还没问清楚")
    keys.press("Ctrl+1")
    assert window.page_name() == "home"
    keys.press("Ctrl+=")
    window.prefer(language="en")
    try:
        keys.press("Ctrl+N")
        again = window.pages["intake"]
        assert again is not intake
        assert at(again, "type").value() == "neighbour.drainage"
        assert at(again, "name", 0).value() == "邻样东"
        assert at(again, "occurred_on").text() == "还没问清楚"
    finally:
        window.prefer(language="zh")


def crashed(qtbot, window: MainWindow, desk: Desk) -> MainWindow:
    """Return the window as the program opens it after it died: nobody said goodbye."""
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.pages.clear()
    again = MainWindow(window.resources, prompts=window.prompts)
    qtbot.addWidget(again)
    again.attach(desk)
    again.show()
    qtbot.waitExposed(again)
    return again


def test_a_crash_loses_nothing_that_was_typed_seconds_before(
    qtbot, window, intake, keys, desk: Desk
) -> None:
    assert EVERY_MS <= 30_000
    intake.autosave._timer.setInterval(1)
    keys.type("ps")
    keys.press("Return")
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    intake.sheet.parties.cards[0].add_agent(AgentKind.GUARDIAN)
    keys.write("邻样母")
    qtbot.waitUntil(lambda: not intake.autosave._timer.isActive())
    again = crashed(qtbot, window, desk)
    assert again.page_name() == "intake"
    there = again.pages["intake"]
    assert "找到未保存的草稿" in there.view.offer.words.text()
    assert "邻样东" in there.view.offer.words.text()
    assert not there.sheet.isEnabled()
    Keyboard(again).press("Return")
    assert at(there, "type").value() == "neighbour.drainage"
    assert at(there, "name", 0).value() == "邻样东"
    agent = there.sheet.parties.cards[0].agents.lines[0].form
    assert agent.fields["name"].value() == "邻样母"
    assert agent.fields["kind"].value() is AgentKind.GUARDIAN
    qtbot.waitUntil(lambda: not again.runner.busy)
    again.close()


def test_a_draft_given_up_is_not_offered_again(
    qtbot, window, intake, keys, desk: Desk, prompts
) -> None:
    keys.type("ps")
    window.go_to("home")  # leaving the page keeps what is typed
    again = crashed(qtbot, window, desk)
    again.pages["intake"].view.offer.drop_button.click()
    assert prompts.asked
    qtbot.waitUntil(lambda: not again.runner.busy)
    assert desk.unsaved.find("intake") is None
    again.close()


def test_closing_the_window_keeps_what_is_typed(qtbot, window, intake, keys, desk: Desk) -> None:
    keys.type("ps")
    window.close()
    assert desk.unsaved.find("intake") is not None


def test_after_saving_there_is_nothing_to_restore(
    qtbot, window, intake, keys, desk: Desk, one_committee
) -> None:
    keys.type("ps")
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    at(intake, "facts").setFocus()
    keys.write(FACTS)
    intake.autosave.flush()
    saved(qtbot, window, keys)
    assert desk.unsaved.find("intake") is None
    window.go_to("intake")
    assert at(intake, "name", 0).value() == ""
    assert at(intake, "facts").value() == ""


def test_clearing_asks_first(qtbot, window, intake, keys, prompts) -> None:
    at(intake, "facts").setFocus()
    keys.write(FACTS)
    prompts.agrees = False
    intake.view.clear_button.click()
    assert at(intake, "facts").value() == FACTS
    prompts.agrees = True
    intake.view.clear_button.click()
    assert at(intake, "facts").value() == ""
    qtbot.waitUntil(lambda: not window.runner.busy)


# Correcting ---------------------------------------------------------------------------------


def test_a_registered_case_is_corrected_on_the_same_page(
    qtbot, window, intake, keys, desk: Desk, office: str
) -> None:
    case = registered(desk, office)
    window.revise_case(case.id)
    assert window.page_name() == "intake"
    assert case.title in intake.view.title.text()
    assert at(intake, "name", 1).value() == "邻样西"
    at(intake, "place").setFocus()
    keys.press("Ctrl+A")
    keys.write("样板村二组田头")
    saved(qtbot, window, keys)
    changed = desk.cases.show(case.id)
    assert changed.place == "样板村二组田头"
    assert [party.id for party in changed.parties] == [party.id for party in case.parties]
    assert desk.listing.count(Filters()) == 1


def test_correcting_leaves_a_half_typed_registration_where_it_was(
    qtbot, window, intake, keys, desk: Desk, office: str
) -> None:
    case = registered(desk, office)
    at(intake, "facts").setFocus()
    keys.write("另一件事")
    window.revise_case(case.id)
    assert at(intake, "facts").value() == case.facts
    saved(qtbot, window, keys)
    window.go_to("intake")
    assert at(intake, "facts").value() == "另一件事"


def test_a_case_changed_elsewhere_keeps_what_is_typed_and_shows_the_other(
    qtbot, window, intake, keys, desk: Desk, office: str
) -> None:
    case = registered(desk, office)
    window.revise_case(case.id)
    at(intake, "place").setFocus()
    keys.press("Ctrl+A")
    keys.write("我写的地方")
    draft, revision = desk.cases.draft(case.id)
    desk.cases.revise(case.id, replace(draft, place="别处写的地方"), revision=revision)
    saved(qtbot, window, keys)
    assert at(intake, "place").value() == "我写的地方"
    assert notes(intake, "place") == "现在存的是“别处写的地方”"
    assert desk.cases.show(case.id).place == "别处写的地方"
    saved(qtbot, window, keys)
    assert desk.cases.show(case.id).place == "我写的地方"


def test_a_case_that_may_not_be_corrected_says_why(
    qtbot, window, intake, desk: Desk, office: str
) -> None:
    case = registered(desk, office)
    desk.acceptance.refuse(case.id, "不属于民间纠纷，已告知去法院。")
    window.go_to("home")
    window.revise_case(case.id)
    assert window.page_name() == "home"
    assert window.bar.text()


def _typed(intake, keys) -> None:
    keys.type("ps")
    at(intake, "name", 0).setFocus()
    keys.write("邻样东")
    at(intake, "facts").setFocus()
    keys.write(FACTS)


def test_larger_text_right_before_saving_does_not_get_into_its_way(
    qtbot, window, intake, keys, desk: Desk, one_committee
) -> None:
    _typed(intake, keys)
    window.zoom(0.1)
    there = window.pages["intake"]
    assert window.focusWidget() is at(there, "facts"), "the cursor stays in its field"
    there.save()
    window.zoom(0.1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert newest(desk).parties[0].name == "邻样东"
    assert window.preferences.scale == 1.2
    assert window.page_name() == "case"
    window.go_to("intake")
    assert at(window.pages["intake"], "facts").value() == "", "it would be registered twice"
