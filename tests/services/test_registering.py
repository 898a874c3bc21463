"""What a clerk types at the door."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.app import Desk
from mediation_desk.domain.codes import AgentKind, Capacity, PartyKind, Sex, Side, State
from mediation_desk.errors import Conflict, InvalidInput, RuleViolation
from mediation_desk.services.drafts import AgentDraft, PartyDraft
from mediation_desk.services.filters import Filters
from mediation_desk.services.summary import summary_of
from mediation_desk.storage.tables.cases import dispute
from tests.factories import case_draft, parties, registered, set_up


def test_the_id_number_fills_birth_sex_and_native_region(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    first = case.parties[0]
    assert (first.born_on, first.sex) == (date(1968, 5, 17), Sex.MALE)
    assert first.native_region == "安徽省宣城市泾县"
    assert case.state is State.REGISTERED
    assert case.title == "邻样东与邻样西邻里纠纷"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("341823197002149037", "校验"),
        ("341823197013309030", "日期"),
        ("34182319700214903", "17"),
    ],
)
def test_a_wrong_id_number_is_named_and_nothing_is_saved(
    desk: Desk, number: str, word: str
) -> None:
    committee = set_up(desk)
    with pytest.raises(InvalidInput) as caught:
        registered(desk, committee, parties=parties(id_number=number))
    assert word in caught.value.fields["parties.1.id_number"]
    assert desk.listing.count(Filters()) == 0


def test_every_missing_field_is_named_at_once(desk: Desk) -> None:
    committee = set_up(desk)
    draft = case_draft(committee, type="", facts=" ", source="nobody", parties=())
    with pytest.raises(InvalidInput) as caught:
        desk.cases.register(draft)
    assert set(caught.value.fields) == {"type", "facts", "source", "parties"}


def test_organisations_agents_and_representatives_are_kept(desk: Desk) -> None:
    company = PartyDraft(
        name="示例建设有限公司",
        side=Side.RESPONDENT,
        kind=PartyKind.LEGAL,
        credit_code="91341823MA9YYYY09P",
        legal_representative="示样经理",
        legal_representative_title="经理",
    )
    worker = PartyDraft(
        name="工样一",
        side=Side.APPLICANT,
        is_representative=True,
        special_groups=("migrant_worker",),
        agents=(AgentDraft(name="工样弟", relation="兄弟", has_letter=True),),
    )
    case = registered(desk, set_up(desk), parties=(worker, company))
    kept_worker, kept_company = desk.cases.draft(case.id)[0].parties
    assert kept_worker == replace(worker, id=case.parties[0].id)
    assert kept_company == replace(company, id=case.parties[1].id)


def test_a_minor_is_of_limited_capacity(desk: Desk) -> None:
    child = parties(name="童样", id_number="341823201203019413")
    case = registered(desk, set_up(desk), parties=child)
    assert case.parties[1].capacity is Capacity.LIMITED


def test_a_person_is_stored_once(desk: Desk) -> None:
    committee = set_up(desk)
    first, second = registered(desk, committee), registered(desk, committee)
    assert first.parties[0].person_id == second.parties[0].person_id
    assert first.parties[1].person_id != second.parties[1].person_id


def test_rare_names_and_markup_come_back_as_typed(desk: Desk) -> None:
    name = "䶮㛃𠮷𫖯𬱖·<b>&买买提"
    case = registered(desk, set_up(desk), parties=parties(name=name), facts="a<b & 'x'\n第二行")
    assert case.parties[1].name == name
    assert case.facts == "a<b & 'x'\n第二行"


def test_a_revision_on_screen_that_is_stale_conflicts(desk: Desk) -> None:
    committee = set_up(desk)
    case = registered(desk, committee)
    draft = case_draft(committee, parties=desk.cases.draft(case.id)[0].parties)
    desk.cases.revise(case.id, replace(draft, place="甲地"), revision=case.revision)
    with pytest.raises(Conflict):
        desk.cases.revise(case.id, replace(draft, place="乙地"), revision=case.revision)
    assert desk.cases.show(case.id).place == "甲地"


def test_a_party_taken_away_stays_in_the_history(desk: Desk) -> None:
    committee = set_up(desk)
    case = registered(desk, committee)
    kept = desk.cases.draft(case.id)[0].parties[:1]
    desk.cases.revise(case.id, case_draft(committee, parties=kept), revision=case.revision)
    assert [party.name for party in desk.cases.show(case.id).parties] == ["邻样东"]
    latest = desk.cases.history(case.id)[0]
    assert any((line.before, line.after) == ("邻样西", "—") for line in latest.lines)


def test_a_resting_committee_takes_no_cases(desk: Desk) -> None:
    committee = set_up(desk)
    draft, revision = desk.office.committee_draft(committee)
    desk.office.save_committee(
        replace(draft, active=False), committee_id=committee, revision=revision
    )
    with pytest.raises(RuleViolation, match="停用"):
        registered(desk, committee)


def test_a_guardian_is_an_agent_of_its_kind(desk: Desk) -> None:
    guardian = AgentDraft(name="童样父", kind=AgentKind.GUARDIAN, relation="父子")
    case = registered(desk, set_up(desk), parties=parties(agents=(guardian,)))
    assert case.parties[1].agents[0].kind is AgentKind.GUARDIAN


def test_a_new_case_stands_as_a_summary_would_leave_it(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    with desk._context.write("look") as writer:
        standing = writer.row(dispute, case.id)
        summary = summary_of(writer, case.id)
    assert {name: standing[name] for name in summary} == summary


def test_two_parties_with_one_number_are_one_person(desk: Desk) -> None:
    first, second = parties(id_number="341823196805179074")
    case = registered(desk, set_up(desk), parties=(first, second))
    assert len({party.person_id for party in case.parties}) == 1


def test_a_registered_case_comes_back_as_it_was_typed(desk: Desk) -> None:
    committee = set_up(desk)
    draft = case_draft(committee, requests=("疏通水沟",), claim_fen=16_000, flags=("online",))
    case = registered(desk, committee, requests=("疏通水沟",), claim_fen=16_000, flags=("online",))
    again, revision = desk.cases.draft(case.id)
    assert revision == case.revision
    assert replace(again, parties=()) == replace(draft, parties=())
    assert [party.id for party in again.parties] == [party.id for party in case.parties]


def test_a_title_somebody_chose_stays_and_the_usual_one_follows_the_names(desk: Desk) -> None:
    committee = set_up(desk)
    chosen = registered(desk, committee, title="样板村水沟一事")
    usual = registered(desk, committee)
    assert desk.cases.draft(chosen.id)[0].title == "样板村水沟一事"
    draft, revision = desk.cases.draft(usual.id)
    renamed = replace(draft, parties=(draft.parties[0], replace(draft.parties[1], name="邻样南")))
    desk.cases.revise(usual.id, renamed, revision=revision)
    assert desk.cases.show(usual.id).title == "邻样东与邻样南邻里纠纷"


@pytest.mark.parametrize(
    ("number", "kept"),
    [("341823195609309105", True), ("341823195609309106", False), ("护照E12345678", True)],
)
def test_an_agents_resident_number_is_checked_like_a_partys(desk, number: str, kept: bool) -> None:
    acting = AgentDraft(name="代样理", id_number=number)
    draft = case_draft(set_up(desk), parties=parties(agents=(acting,)))
    if kept:
        case_id = desk.cases.register(draft).id
        assert desk.cases.draft(case_id)[0].parties[1].agents[0].id_number == number
        return
    with pytest.raises(InvalidInput) as refused:
        desk.cases.register(draft)
    assert set(refused.value.fields) == {"parties.1.agents.0.id_number"}
