"""Any text and any size: stored, shown, printed and found again as typed, after a said cleaning."""

import re
from dataclasses import fields, replace
from io import BytesIO
from time import perf_counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from mediation_desk.app import Desk
from mediation_desk.domain.cleaning import clean
from mediation_desk.domain.codes import Side
from mediation_desk.errors import InvalidInput
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.drafts import PartyDraft
from mediation_desk.services.filters import Filters
from mediation_desk.storage.audit import verify
from mediation_desk.storage.comparison import compare
from tests.factories import case_draft, mediating, parties, registered, session_draft, set_up

NASTY = (
    "王\x00五\ud800",
    "\u202egpj.exe",
    "e\u0301\ufeff",
    "\ue81e某",
    "甲\r\n乙\x0b丙",
    "<b>甲</b> & </para> {number} %s =1+1",
    "买买提·吐尔逊 𠮷 👨\u200d👩\u200d👧",
    "مرحبا שלום",
)
"""NUL, half a surrogate, reversed direction, marks, private code, line ends, markup, rare, RTL."""


def test_every_text_of_a_case_is_kept_as_cleaned(desk: Desk) -> None:
    committee = set_up(desk)
    for typed in NASTY:
        first, second = parties()
        party = replace(second, name=typed, address=typed, phone=typed, note=typed)
        draft = case_draft(
            committee, facts=typed, place=typed, requests=(typed, "二"), parties=(first, party)
        )
        done = desk.cases.register(draft)
        shown, kept = desk.cases.show(done.id), clean(typed)
        assert (shown.facts, shown.place, shown.requests) == (
            kept.text,
            kept.text,
            (kept.text, "二"),
        )
        told = desk.cases.draft(done.id)[0].parties[1]
        assert told.name == kept.text.strip()
        assert (told.address, told.phone, told.note) == (kept.text, kept.text, kept.text)
        assert bool(done.notes) == bool(kept.done)
        assert done.notes in done.message
    with desk._context.db.read() as connection:
        assert verify(connection).fault is None
        assert compare(connection) == ()


def test_what_was_done_to_a_text_is_said_once_for_the_whole_form(desk: Desk) -> None:
    draft = case_draft(set_up(desk), facts="经\x00过", place="\x00\u202e村口")
    done = desk.cases.register(draft)
    assert done.message.endswith("（已整理文字：去掉控制字符 2 处，去掉改变文字方向的符号 1 处）")


def test_a_reason_a_setting_and_a_search_are_typed_text_too(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    assert desk.listing.cases(Filters(text="排\x00水\ud800沟"))
    desk.cases.step_back(case.id, "登记\x00有误")
    assert desk.cases.history(case.id)[0].reason == "登记有误"
    desk.office.rename("示例\u200b所", "", "")
    assert desk.office.office().name == "示例所"


def test_a_name_of_nothing_but_invisible_marks_is_no_name(desk: Desk) -> None:
    draft = case_draft(set_up(desk), parties=parties(name="\u202e\x00"))
    with pytest.raises(InvalidInput, match="姓名"):
        desk.cases.register(draft)


@pytest.mark.usefixtures("quick_passwords")
def test_a_password_stays_exactly_as_typed(desk: Desk) -> None:
    typed = "Lantern-47\u00ad-hill"
    desk.accounts.first(AccountDraft("wangyang", "王\x00样"), typed)
    assert desk.sign_in.me().name == "王样"
    desk.sign_in.lock()
    with pytest.raises(InvalidInput):
        desk.sign_in.unlock(typed.replace("\u00ad", ""))
    desk.sign_in.unlock(typed)


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(st.characters(codec=None), min_size=1, max_size=200))
def test_random_text_is_read_back_as_cleaned(desk: Desk, typed: str) -> None:
    if desk.office.office() is None:
        set_up(desk)
    committee = desk.office.committees()[0].id
    case = registered(desk, committee, facts="起因" + typed)
    assert case.facts == clean("起因" + typed).text
    assert desk.papers.preview(case.id, "application")


def printed(desk: Desk, case_id: str) -> str:
    """Issue the application and return its text without spaces and line ends."""
    paper = desk.papers.issue(case_id, "application")
    pages = PdfReader(BytesIO(desk.papers.content(paper.id))).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_a_hundred_thousand_characters_are_stored_shown_printed_and_undone(desk: Desk) -> None:
    committee = set_up(desk)
    sentence = "排水沟改道后雨水流入邻家院内，墙体受潮，双方为修墙费用争执。"
    facts = "".join(f"第{number}点，{sentence}" for number in range(1, 3100))[:100_000]
    case = registered(desk, committee, facts=facts)
    assert case.facts == facts
    text = printed(desk, case.id)
    for at in range(0, len(facts) - 60, 2500):
        assert facts[at : at + 30] in text, at
    assert facts[-30:] in text
    assert [row.id for row in desk.listing.cases(Filters(text="第2001点"))] == [case.id]


@pytest.mark.slow
def test_ten_thousand_parties_are_stored_shown_and_taken_back(desk: Desk) -> None:
    committee = set_up(desk)
    many = tuple(
        PartyDraft(name=f"当样{number}", side=Side.APPLICANT if number % 2 else Side.RESPONDENT)
        for number in range(10_000)
    )
    case = registered(desk, committee, parties=many)
    begun = perf_counter()
    shown = desk.cases.show(case.id)
    took = perf_counter() - begun
    assert [party.name for party in shown.parties] == [party.name for party in many]
    assert took < 5  # about 0.2 s; the bound only catches what grows with the square
    assert len(desk.cases.history(case.id)[0].lines) > 40_000
    step = desk.undo.last()
    assert step.why_not == ""
    desk.undo.undo(step.write_id)
    assert desk.listing.cases(Filters()) == ()


def test_three_hundred_parties_are_all_printed(desk: Desk) -> None:
    many = tuple(
        PartyDraft(name=f"当样{number}", side=Side.APPLICANT if number % 2 else Side.RESPONDENT)
        for number in range(300)
    )
    case = registered(desk, set_up(desk), parties=many)
    text = printed(desk, case.id)
    assert [party.name for party in many if party.name not in text] == []


def test_sessions_take_any_text_as_well(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    texts = {
        one.name: "说\x00明"
        for one in fields(session_draft(case))
        if one.type in ("str", str) and one.name not in ("result",)
    }
    desk.sessions.record(case.id, session_draft(case, **texts))
    held = desk.cases.show(case.id).sessions[0]
    assert {name: getattr(held, name) for name in texts} == dict.fromkeys(texts, "说明")
