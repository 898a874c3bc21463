"""The year in words: the figures of the table, each with its column, and the same words in Word."""

from io import BytesIO

import pytest
from docx import Document

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.statistics import Rate
from mediation_desk.services.demo import fill_demo
from mediation_desk.services.narratives import Narrative


@pytest.fixture
def told(desk: Desk, clock: FixedClock) -> Narrative:
    fill_demo(desk, clock, desk.paths.resources)
    return desk.narratives.narrative(period=desk.statistics.period("2025"))


def test_the_paragraph_has_the_eight_cases_of_the_reference(told: Narrative) -> None:
    # domain.md §6: eight mediated, seven with success, 36 parties.
    assert "共调解矛盾纠纷8件，调解成功7件，成功率87.50%，涉及当事人36人" in told.text
    assert "达成口头协议1件、书面协议6件" in told.text


def test_every_number_names_a_column_of_the_table_that_has_it(told: Narrative) -> None:
    assert len(told.figures) >= 12
    for one in told.figures:
        value = told.table.value(one.column)
        digits = value.percent if isinstance(value, Rate) else str(value)
        if one.text.endswith("元"):
            digits = digits[:-2]
        assert one.text.replace(",", "").startswith(digits)
        assert one.text in told.text
        assert one.definition


def test_the_word_file_says_the_same_and_where_each_number_comes_from(
    desk: Desk, told: Narrative
) -> None:
    document = Document(BytesIO(desk.narratives.word(told, purpose="上报")))
    assert told.text in [one.text for one in document.paragraphs]
    (table,) = document.tables
    assert len(table.rows) == len(told.figures) + 1


def test_a_part_of_the_office_is_told_alone(desk: Desk, told: Narrative) -> None:
    village = next(one for one in desk.office.committees() if "样板村" in one.name)
    part = desk.narratives.narrative(period=told.table.period, unit=village.id)
    assert "样板村" in part.text
    assert "共调解矛盾纠纷2件" in part.text
