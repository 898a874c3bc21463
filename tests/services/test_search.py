"""Anything a person remembers finds the case, and says where it stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from mediation_desk.app import Desk
from mediation_desk.domain.codes import Side
from mediation_desk.services import listing
from mediation_desk.services.drafts import AgentDraft, PartyDraft
from mediation_desk.services.filters import Filters
from mediation_desk.services.listing import FIRST
from mediation_desk.storage.search import TOKENS_NAME, is_current
from mediation_desk.storage.tables.journal import meta
from mediation_desk.storage.tables.search import search_entry
from tests import factories
from tests.factories import case_draft, mediating, registered, set_up


@pytest.fixture
def case_id(desk: Desk) -> str:
    parties = (
        PartyDraft(
            name="单示芳",
            side=Side.APPLICANT,
            id_number="341823196805179074",
            phone="13856301234",
            address="示例镇样板村三组",
            agents=(AgentDraft(name="代示理"),),
        ),
        PartyDraft(name="张伟示", side=Side.RESPONDENT, address="示例镇东样村"),
    )
    return mediating(
        desk,
        set_up(desk),
        parties=parties,
        facts="双方因宅基地边界发生邻里纠纷，多次口角。",
        place="样板村三组打谷场",
        requests=("赔偿青苗损失",),
    ).id


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("宅基地", "简要情况"),
        ("邻里", "案件名称"),
        ("口角", "简要情况"),
        ("角", "简要情况"),
        ("打谷场", "地点"),
        ("dgc", "地点"),
        ("青苗", "申请事项"),
        ("单示芳", "当事人"),
        ("单", "当事人"),
        ("shanshifang", "当事人"),
        ("ssf", "当事人"),
        ("dansf", None),
        ("张wei", "当事人"),
        ("张w", "当事人"),
        ("zhangw", "当事人"),
        ("zws", "当事人"),
        ("代示理", "代理人"),
        ("9074", "证件号码"),
        ("341823196805179074", "证件号码"),
        ("1234", "电话"),
        ("13856301234", "电话"),
        ("001号", "编号"),
        ("（2025）泾示人调字第001号", "编号"),
        ("2025泾示人调字第001号", "编号"),
        ("〔2025〕泾示", "编号"),
        ("调样甲", "调解员"),
        ("宅基地 张伟", "简要情况"),
        ("东样村", "住址"),
        ("没有这句话", None),
        ("宅基地 李四", None),
        ("地基宅", None),
        ("5678", None),
    ],
)
def test_what_is_remembered_finds_the_case(
    desk: Desk, case_id: str, typed: str, field: str | None
) -> None:
    hits = desk.search.find(typed)
    assert [hit.field for hit in hits] == ([field] if field else [])


@pytest.mark.parametrize(
    "typed", ['"', "*", "( )", "-", ":", "^", "NEAR AND OR", "{x}", "%", "_", "'", "\x00", "\ud800"]
)
def test_marks_of_a_query_language_are_plain_text(desk: Desk, case_id: str, typed: str) -> None:
    assert desk.search.find(typed) == ()


def test_the_index_follows_every_change(desk: Desk) -> None:
    case = registered(desk, set_up(desk), facts="门前石板路积水。")
    assert len(desk.search.find("石板路")) == 1
    draft = case_draft(case.committee_id, facts="屋后竹林越界。")
    desk.cases.revise(case.id, draft, revision=case.revision)
    assert desk.search.find("石板路") == ()
    assert [hit.case_id for hit in desk.search.find("竹林")] == [case.id]


def test_the_newest_come_first_and_no_more_than_asked(desk: Desk) -> None:
    committee = set_up(desk)
    ids = [registered(desk, committee, facts=f"第{number}起积水").id for number in range(7)]
    hits = desk.search.find("积水", limit=5)
    assert [hit.case_id for hit in hits] == ids[:1:-1]


def test_a_number_that_ends_in_a_letter_is_found_by_its_end(desk: Desk) -> None:
    party = PartyDraft(name="甲样", side=Side.APPLICANT, id_number="34052419800101001X")
    case = registered(desk, set_up(desk), parties=(party, *factories.parties()[1:]))
    for typed in ("001X", "01001x", "34052419800101001X"):
        assert [(hit.case_id, hit.field) for hit in desk.search.find(typed)] == [
            (case.id, "证件号码")
        ]


def test_whoever_types_does_not_wait_for_cases_that_only_look_alike(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    committee = set_up(desk)
    meant = registered(desk, committee, facts="宅基地")
    for _ in range(4):
        registered(desk, committee, facts="基地里的宅基")
    monkeypatch.setattr(listing, "LOOKED", 3)
    wanted = Filters(text="宅基地")
    head = desk.listing.first(wanted)
    assert (list(head.keys), head.whole) == ([], False)
    assert [row.id for row in desk.listing.cases(wanted)] == [meant.id]


def test_a_search_sorted_otherwise_shows_a_screenful_before_it_knows_them_all(desk: Desk) -> None:
    committee = set_up(desk)
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(FIRST + 3)]
    for day in days:
        registered(desk, committee, facts="积水", registered_on=day)
    oldest = Filters(text="积水", descending=False)
    head = desk.listing.first(oldest)
    assert [head.rows[key].registered_on for key in head.keys] == days[3:]
    assert not head.whole
    assert [row.registered_on for row in desk.listing.cases(oldest, limit=5)] == days[:5]
    assert set(head.keys) < set(desk.listing.keys(oldest))


def test_an_index_of_older_tokens_is_made_anew_once(desk: Desk) -> None:
    case = registered(desk, set_up(desk), facts="门前石板路积水。")
    with desk._context.db.write() as connection:
        connection.execute(delete(meta).where(meta.c.name == TOKENS_NAME))
        connection.execute(text("INSERT INTO search_tokens (search_tokens) VALUES ('delete-all')"))
    desk._context.session.index_complete = False
    assert [hit.case_id for hit in desk.search.find("石板路")] == [case.id]
    with desk._context.db.read() as connection:
        assert is_current(connection)


TEXT = st.text(alphabet="宅基地邻里纠纷张伟示例村组abc12 ，。", min_size=4, max_size=30)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(facts=TEXT.filter(lambda text: any(char.isalnum() for char in text)), data=st.data())
def test_every_piece_of_a_sentence_is_found(desk: Desk, facts: str, data: st.DataObject) -> None:
    committees = desk.office.committees()
    committee = committees[0].id if committees else set_up(desk)
    case = registered(desk, committee, facts=facts)
    stored = desk.cases.show(case.id).facts
    first = data.draw(st.integers(0, len(stored) - 1))
    piece = stored[first : first + data.draw(st.integers(1, 8))]
    if any(char.isalnum() for char in piece):
        assert case.id in {hit.case_id for hit in desk.search.find(piece, limit=500)}


def test_a_paper_leaves_the_index_as_it_is_and_a_new_place_does_not(desk: Desk) -> None:
    office = set_up(desk)
    case, _later = registered(desk, office), registered(desk, office)
    with desk._context.db.read() as connection:
        before = connection.execute(select(search_entry)).all()
    desk.papers.issue(case.id, "application")
    with desk._context.db.read() as connection:
        assert connection.execute(select(search_entry)).all() == before
    draft, revision = desk.cases.draft(case.id)
    desk.cases.revise(case.id, replace(draft, place="青檀林垭口"), revision=revision)
    assert [hit.case_id for hit in desk.search.find("青檀林垭口")] == [case.id]
