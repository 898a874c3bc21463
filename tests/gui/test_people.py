"""The people page: from a case to everything of a person; doubles merged or told apart there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.factories import parties, registered
from tests.gui.case_steps import fill, opened
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


@pytest.fixture
def cases(desk, office):
    """Two cases whose respondent was stored twice."""
    return [registered(desk, office, parties=parties(phone="05631234567")) for _ in range(2)]


def test_a_party_leads_to_all_cases_of_the_person_and_back(qtbot, window, desk, cases) -> None:
    page = opened(window, cases[0].id, "parties")
    page.parties.person_button.click()
    people = window.pages["people"]
    qtbot.waitUntil(lambda: people.person is not None)
    assert people.person.detail.row.name == "邻样东"
    assert len(people.person.detail.cases) == 2
    press(people.person.cases, Qt.Key.Key_Return)
    assert window.pages["case"].case.id == cases[1].id
    fill(people.search, "样西")
    qtbot.waitUntil(lambda: len(people.table.rows.rows) == 2)


def test_doubles_are_merged_after_a_question_and_told_apart_without(
    qtbot, window, desk, cases
) -> None:
    window.go_to("people", cases[0].parties[1].person_id)
    people = window.pages["people"]
    qtbot.waitUntil(lambda: people.person is not None)
    window.prompts.agrees = False
    people.person.findChild(QPushButton, "merge").click()
    assert "合并为一个人" in window.prompts.asked[-1]
    assert len(people.person.detail.cases) == 1
    window.prompts.agrees = True
    people.person.findChild(QPushButton, "merge").click()
    qtbot.waitUntil(lambda: len(people.person.detail.cases) == 2)
    assert people.person.findChild(QPushButton, "merge") is None
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(people.person.detail.cases) == 1)
    people.person.findChild(QPushButton, "apart").click()
    qtbot.waitUntil(lambda: people.person.findChild(QPushButton, "apart") is None)


def test_an_earlier_case_at_the_door_is_put_aside_as_another_matter(
    qtbot, intake, keys, window, one_committee, cases
) -> None:
    card = intake.sheet.parties.cards[0]
    fill(card.form.fields["name"], "邻样西")
    card.form.fields["name"].editingFinished.emit()
    qtbot.waitUntil(lambda: bool(intake.view.panel.seen))
    seen = intake.view.panel.seen[card].cases
    intake.view.panel.unlike.emit(card, seen[0].id)
    qtbot.waitUntil(lambda: len(intake.view.panel.seen[card].cases) == len(seen) - 1)
