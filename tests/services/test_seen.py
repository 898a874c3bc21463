"""Somebody who was here before is recognised, and two people of one name are kept apart."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.app import Desk
from mediation_desk.domain.codes import PartyKind, Side
from mediation_desk.domain.places import same_village, village_of
from mediation_desk.services import seen
from mediation_desk.services.drafts import PartyDraft
from mediation_desk.services.seen import Door
from tests.factories import parties, registered, set_up

EAST = PartyDraft(name="邻样东", side=Side.APPLICANT)


@pytest.fixture
def committee(desk: Desk) -> str:
    return set_up(desk)


def reasons(found: seen.Seen | None) -> list[tuple[str, ...]]:
    return [case.reasons for case in found.cases] if found else []


def test_a_stranger_was_not_seen_before(desk: Desk, committee: str) -> None:
    registered(desk, committee)
    assert desk.seen.look(PartyDraft(name="生样客", side=Side.APPLICANT), Door(committee)) is None
    assert desk.seen.look(PartyDraft(name="", side=Side.APPLICANT), Door(committee)) is None


def test_the_same_number_is_the_same_person_under_any_name(desk: Desk, committee: str) -> None:
    case = registered(desk, committee)
    who = PartyDraft(name="邻样冬", side=Side.RESPONDENT, id_number="341823196805179074")
    found = desk.seen.look(who, Door(committee))
    assert found is not None
    assert [one.id for one in found.cases] == [case.id]
    assert reasons(found) == [(seen.SAME_NUMBER,)]
    assert found.sentence == "以前登记过 1 件，两年内 1 件。"


def test_an_old_fifteen_digit_number_is_found_by_the_new_one(desk: Desk, committee: str) -> None:
    registered(desk, committee, parties=parties(id_number="341823680517907"))
    who = PartyDraft(name="", side=Side.APPLICANT, id_number="341823196805179074")
    assert len(reasons(desk.seen.look(who, Door(committee)))) == 1


def test_the_same_name_in_the_same_village_counts(desk: Desk, committee: str) -> None:
    registered(desk, committee)
    here = replace(EAST, address="示例镇样板村九组")
    assert reasons(desk.seen.look(here, Door(committee))) == [(seen.SAME_NAME,)]
    elsewhere = replace(EAST, address="青坑村一组")
    assert desk.seen.look(elsewhere, Door(committee)) is None


def test_without_an_address_the_same_committee_is_said_instead(desk: Desk, committee: str) -> None:
    registered(desk, committee)
    assert reasons(desk.seen.look(EAST, Door(committee))) == [(seen.SAME_COMMITTEE,)]
    assert desk.seen.look(EAST, Door(desk.office.committees()[1].id)) is None


def test_two_people_of_one_name_are_told_apart_by_their_numbers(desk: Desk, committee: str) -> None:
    registered(desk, committee)
    namesake = replace(EAST, address="样板村一组", id_number="341823196201039118")
    found = desk.seen.look(namesake, Door(committee))
    assert reasons(found) == [(seen.SAME_ADDRESS,)]


def test_the_same_opponent_is_said(desk: Desk, committee: str) -> None:
    registered(desk, committee)
    registered(desk, committee, parties=parties(name="旁样人"))
    west = PartyDraft(name="邻样西", side=Side.RESPONDENT)
    who = replace(EAST, id_number="341823196805179074")
    found = desk.seen.look(who, Door(committee, (who, west)))
    assert found is not None
    assert found.sentence == "以前登记过 2 件，两年内 2 件，与同一对方 1 件。"
    assert sum(seen.SAME_OPPONENT in one for one in reasons(found)) == 1


def test_the_same_address_within_a_year_counts_and_long_ago_does_not(
    desk: Desk, committee: str
) -> None:
    registered(desk, committee, registered_on=date(2025, 6, 1))
    registered(desk, committee, registered_on=date(2023, 6, 1))
    who = PartyDraft(name="他样姓", side=Side.APPLICANT, address="样板村二组")
    found = desk.seen.look(who, Door(committee))
    assert found is not None
    assert found.sentence == "同一住址一年内有 1 件。"


def test_a_company_is_known_by_its_code(desk: Desk, committee: str) -> None:
    company = PartyDraft(
        name="示例建设有限公司",
        side=Side.RESPONDENT,
        kind=PartyKind.LEGAL,
        credit_code="91341823MA9YYYY09P",
    )
    registered(desk, committee, parties=(parties()[0], company))
    found = desk.seen.look(replace(company, name="示例建设"), Door(committee))
    assert reasons(found) == [(seen.SAME_NUMBER,)]


def test_the_case_on_screen_is_no_earlier_case(desk: Desk, committee: str) -> None:
    case = registered(desk, committee)
    who = replace(EAST, id_number="341823196805179074")
    assert desk.seen.look(who, Door(committee, case_id=case.id)) is None


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("样板村一组", "样板村"),
        ("泾县示例镇样板村一组田头", "泾县示例镇样板村"),
        ("示样区周村镇青坑村", "示样区周村镇青坑村"),
        ("例样社区3栋", "例样社区"),
        ("示例镇政府", ""),
    ],
)
def test_the_village_of_an_address(address: str, village: str) -> None:
    assert village_of(address) == village


def test_one_village_written_two_ways_is_one() -> None:
    assert same_village("样板村一组", "泾县示例镇样板村二组")
    assert not same_village("样板村", "青坑村")
    assert not same_village("", "")
