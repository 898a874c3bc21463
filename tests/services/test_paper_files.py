"""Word files and blank forms of a case, and the code that brings a blank form back to its case."""

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from mediation_desk.app import Desk
from mediation_desk.domain.paper_code import PaperCode, written
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.rows import CaseDetail
from tests.factories import mediating, registered, set_up


@pytest.fixture
def office(desk: Desk) -> str:
    return set_up(desk)


@pytest.fixture
def case(desk: Desk, office: str) -> CaseDetail:
    return registered(desk, office)


def test_a_word_file_names_the_case_and_its_parties(desk: Desk, office: str) -> None:
    case = mediating(desk, office)
    data = desk.paper_files.word(case.id, "registration")
    tables = Document(BytesIO(data)).tables
    words = "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert all(party.name in words for party in desk.cases.show(case.id).parties)


def test_a_paper_whose_time_has_not_come_is_no_word_file_either(
    desk: Desk, case: CaseDetail
) -> None:
    with pytest.raises(RuleViolation, match="还没有达成协议"):
        desk.paper_files.word(case.id, "agreement")


def test_any_form_is_printed_blank_with_nobody_on_it(desk: Desk, case: CaseDetail) -> None:
    data = desk.paper_files.blank(case.id, "agreement")
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert "人民调解协议书" in words
    assert not any(party.name in words for party in case.parties)


def test_a_scanned_form_finds_its_case(desk: Desk, case: CaseDetail) -> None:
    code = written(PaperCode(case.id, "agreement", 1))
    (hit,) = desk.search.find(code)
    assert (hit.case_id, hit.field, hit.excerpt) == (case.id, "文书编码", "人民调解协议书")


def test_a_form_of_another_office_finds_nothing(desk: Desk, case: CaseDetail) -> None:
    strange = written(PaperCode("01234567-89ab-7def-8123-456789abcdef", "agreement", 1))
    assert desk.search.find(strange) == ()


def test_a_layout_nobody_could_bind_is_refused_and_nothing_of_it_kept(desk: Desk) -> None:
    with pytest.raises(InvalidInput):
        desk.settings.set_papers({"line_pitch": 30, "binding_mm": 500})
    assert desk.settings.get("line_pitch") == 28
