"""The digits in a paper's foot: which text was printed, and what they answer later."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from mediation_desk.app import Desk
from mediation_desk.domain.paper_mark import read_mark
from mediation_desk.services.audit_rows import AuditFilters
from mediation_desk.services.rows import CaseDetail
from tests.factories import accepted, set_up


@pytest.fixture
def case(desk: Desk) -> CaseDetail:
    return accepted(desk, set_up(desk))


def tell(desk: Desk, case: CaseDetail, facts: str) -> None:
    """Have the case say something else."""
    draft, revision = desk.cases.draft(case.id)
    desk.cases.revise(case.id, replace(draft, facts=facts), revision=revision)


def feet(data: bytes) -> set[str]:
    """Return the marks on the pages, of which each bears one."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    marks = [re.findall(r"文本 [0-9a-f]{4}-[0-9a-f]{4} · 第\d+版", page) for page in pages]
    assert all(len(page) == 1 for page in marks)
    return {mark for (mark,) in marks}


def test_a_sheet_says_which_text_it_is_and_the_paper_as_kept_says_the_same(
    desk: Desk, case: CaseDetail
) -> None:
    tell(desk, case, "双方陈述各执一词。" * 200)
    drawn = desk.papers.draw(case.id, "registration")
    first = desk.papers.issue(case.id, "registration").id
    assert desk.papers.content(first) == drawn
    (row,) = desk.papers.issued(case.id)
    assert row.pages > 1
    assert feet(drawn) == {f"文本 {row.text} · 第1版"}


def test_a_changed_text_is_the_next_edition_and_an_old_one_keeps_its_own(
    desk: Desk, case: CaseDetail
) -> None:
    before = case.facts
    old = desk.papers.issue(case.id, "registration").id
    tell(desk, case, "后来查明是另一回事。")
    new = desk.papers.issue(case.id, "registration").id
    other = desk.papers.issue(case.id, "application").id
    rows = {row.id: row for row in desk.papers.issued(case.id)}
    assert (rows[old].edition, rows[new].edition, rows[other].edition) == (1, 2, 1)
    assert rows[old].text != rows[new].text
    tell(desk, case, before)
    assert desk.papers.issue(case.id, "registration").id == old
    desk.settings.set("paper_size", "16K")
    again = desk.papers.issue(case.id, "registration").id
    assert again not in rows
    assert feet(desk.papers.content(again)) == feet(desk.papers.content(old))


def test_the_digits_of_a_sheet_tell_what_it_is_and_whether_a_newer_one_was_printed(
    desk: Desk, case: CaseDetail
) -> None:
    desk.papers.issue(case.id, "registration")
    (row,) = desk.papers.issued(case.id)
    tell(desk, case, "后来查明是另一回事。")
    desk.papers.issue(case.id, "registration")
    (sheet,) = desk.papers.which(row.text.upper())
    assert (sheet.case_id, sheet.edition, sheet.newest) == (case.id, 1, 2)
    assert sheet.sentence.startswith(f"{case.number}的人民调解受理登记表第1版，")
    assert "之后还有第2版" in sheet.sentence
    (hit,) = desk.search.find(f"文本 {row.text} · 第1版")
    assert (hit.case_id, hit.field, hit.excerpt) == (
        *(case.id, "文书编码"),
        "人民调解受理登记表第1版",
    )
    assert any(row.text in line.detail for line in desk.audits.lines(AuditFilters()))


def test_digits_no_paper_bears_are_words_like_any_other(desk: Desk, case: CaseDetail) -> None:
    assert desk.papers.which("0563-0001") == ()
    tell(desk, case, "门口的招牌写着0563-0001。")
    assert [hit.field for hit in desk.search.find("0563-0001")] == ["简要情况"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("3f9a-1c2b", "3f9a1c2b"),
        (" 文本 3F9A-1C2B · 第2版 ", "3f9a1c2b"),
        ("文本3f9a-1c2b", "3f9a1c2b"),
        ("3f9a1c2b", ""),
        ("3f9a-1c2b-7", ""),
        ("%-_", ""),
    ],
)
def test_what_is_typed_off_a_sheet_is_understood(typed: str, text: str) -> None:
    assert read_mark(typed) == text
