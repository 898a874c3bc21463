"""Notes at the table: a talk with one side alone stays inside until somebody moves it by hand."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from mediation_desk.app import Desk
from mediation_desk.domain.notes import tags
from mediation_desk.errors import AppError, InvalidInput, RuleViolation
from mediation_desk.services.filters import Filters
from mediation_desk.services.notes import NoteDraft
from mediation_desk.services.paper_rules import PAPERS
from mediation_desk.services.rows import CaseDetail
from tests.factories import agreement_draft, closed_case, mediating, session_draft, set_up

MARK = "暗记底价"
ASIDE = NoteDraft(f"@甲 #赔偿 {MARK}是一千二百元", aside=True, with_whom="邻样东")


@pytest.fixture
def case(desk: Desk) -> CaseDetail:
    """A case with one session, and what one side said alone noted."""
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case))
    desk.notes.take(case.id, ASIDE)
    return desk.cases.show(case.id)


def pdf_text(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def comes_out(desk: Desk, case_id: str) -> Iterator[tuple[str, str]]:
    """Yield all that can be printed, bound, exported, found, shown or read back of a case."""
    for kind in PAPERS:
        try:
            yield kind, desk.papers.preview(case_id, kind)
        except AppError:
            continue  # not that far
    yield "dossier", pdf_text(desk.dossiers.build(case_id).data)
    yield "case", json.dumps(asdict(desk.cases.show(case_id)), default=str, ensure_ascii=False)
    yield "history", repr(desk.cases.history(case_id))
    yield "undo", repr(desk.undo.last(case_id))
    yield "parties", repr(desk.table_side.saved(case_id))
    yield "list", repr(desk.listing.cases(Filters(), limit=10))
    yield "check", repr(desk.self_check.check(case_id))
    keys = list(desk.listing.keys(Filters()))
    book = load_workbook(BytesIO(desk.list_files.workbook(keys, purpose="核对")))
    yield "workbook", repr([list(sheet.values) for sheet in book])


def test_what_one_side_said_alone_comes_out_nowhere(desk: Desk, case) -> None:
    out = dict(comes_out(desk, case.id))
    assert {"record", "cover"} < set(out)
    assert [name for name, text in out.items() if MARK in text] == []
    assert desk.listing.count(Filters(text=MARK)) == 0
    (kept,) = desk.notes.notes(case.id)
    assert (kept.aside, kept.with_whom, kept.tags) == (True, "邻样东", ("@甲", "#赔偿"))
    assert "记笔记" in [entry.action for entry in desk.cases.history(case.id)]


def test_moved_by_hand_it_stands_in_the_record_and_the_history_says_who(desk: Desk, case) -> None:
    (kept,) = desk.notes.notes(case.id)
    before = case.sessions[0].record
    desk.notes.move(case.id, kept.id, case.sessions[0].id)
    record = desk.cases.show(case.id).sessions[0].record
    assert record == f"{before}\n{ASIDE.content}"
    assert MARK in desk.papers.preview(case.id, "record")
    (moved,) = desk.notes.notes(case.id)
    assert moved.moved_to == "第1次调解记录"
    entry = desk.cases.history(case.id)[0]
    assert (entry.action, entry.actor) == ("把笔记移入调解记录", "测试员")
    with pytest.raises(RuleViolation, match="已经移入"):
        desk.notes.move(case.id, kept.id, case.sessions[0].id)
    desk.undo.undo(entry.write_id)
    assert desk.cases.show(case.id).sessions[0].record == before
    assert desk.notes.notes(case.id)[0].moved_to == ""
    assert MARK not in desk.papers.preview(case.id, "record")


def test_notes_are_changed_removed_and_brought_back(desk: Desk, case) -> None:
    (kept,) = desk.notes.notes(case.id)
    with pytest.raises(InvalidInput):
        desk.notes.take(case.id, NoteDraft(" "))
    desk.notes.take(case.id, NoteDraft("改过"), note_id=kept.id)
    assert desk.notes.notes(case.id)[0].content == "改过"
    desk.notes.remove(case.id, kept.id, "记错了")
    assert desk.notes.notes(case.id) == ()
    desk.undo.undo(desk.undo.last(case.id).write_id)
    assert desk.notes.notes(case.id)[0].content == "改过"


def test_once_mediation_is_over_no_note_gets_into_a_record(desk: Desk, case) -> None:
    (kept,) = desk.notes.notes(case.id)
    desk.agreements.conclude(case.id, agreement_draft(case))
    with pytest.raises(RuleViolation):
        desk.notes.move(case.id, kept.id, case.sessions[0].id)
    other = closed_case(desk, case.committee_id)
    with pytest.raises(AppError):
        desk.notes.take(other.id, NoteDraft("别案"), note_id=kept.id)


def test_parties_and_issues_are_found_in_a_note() -> None:
    assert tags("@甲 #事实 说墙是旧的，＃赔偿 另谈；@甲 同意") == ("@甲", "#事实", "#赔偿")
