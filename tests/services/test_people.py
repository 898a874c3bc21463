"""People: found once with all their cases, merged with undo, told apart for good."""

from dataclasses import replace

import pytest

from mediation_desk.app import Desk
from mediation_desk.domain.codes import Side
from mediation_desk.errors import NotFound, RuleViolation
from mediation_desk.services.drafts import PartyDraft
from mediation_desk.services.seen import Door
from tests.factories import parties, registered, set_up

NUMBER = "341823195609309105"


@pytest.fixture
def town(desk: Desk) -> str:
    return set_up(desk)


def two_wests(desk: Desk, town: str, **changes: object) -> tuple[str, str]:
    """Register the same respondent twice without a number; return both people's ids."""
    found = []
    for more in ({}, changes):
        case = registered(desk, town, parties=parties(phone="05631234567", **more))
        found.append(case.parties[1].person_id)
    assert found[0] != found[1], "nothing says they are one"
    return found[0], found[1]


def test_somebody_is_found_with_every_case_and_role(desk: Desk, town: str) -> None:
    cases = [registered(desk, town) for _ in range(2)]
    (east,) = desk.people.find("邻样东")
    assert (east.cases, east.id_number) == (2, "341823********9074")
    assert [row.id for row in desk.people.find("9074")] == [east.id]
    shown = desk.people.show(east.id)
    assert [(one.id, one.side) for one in shown.cases] == [
        (case.id, Side.APPLICANT) for case in reversed(cases)
    ]
    assert desk.people.find("没有这人") == ()


def test_two_who_are_one_are_merged_and_parted_again_by_undo(desk: Desk, town: str) -> None:
    kept, double = two_wests(desk, town, id_number=NUMBER)
    (offered,) = desk.people.show(kept).doubles
    assert (offered.id, offered.reasons) == (double, ("同名", "同一电话", "同村"))
    desk.people.merge(kept, double)
    shown = desk.people.show(kept)
    assert (len(shown.cases), shown.doubles) == (2, ())
    assert shown.row.id_number.endswith("9105"), "the number of the double is known now"
    with pytest.raises(NotFound):
        desk.people.show(double)
    again = registered(desk, town, parties=parties(id_number=NUMBER))
    assert again.parties[1].person_id == kept
    desk.undo.undo(desk.undo.last(again.id).write_id)
    desk.undo.undo(desk.undo.last().write_id)
    assert len(desk.people.show(kept).cases) == len(desk.people.show(double).cases) == 1


def test_people_with_different_numbers_or_in_one_case_are_never_merged(desk, town) -> None:
    first, second = two_wests(desk, town, id_number=NUMBER)
    other = registered(desk, town, parties=parties(id_number="341823196201039118"))
    with pytest.raises(RuleViolation, match="不同"):
        desk.people.merge(second, other.parties[1].person_id)
    assert other.parties[1].person_id not in [one.id for one in desk.people.show(second).doubles]
    third = PartyDraft(name="邻样西", side=Side.THIRD)
    case = registered(desk, town, parties=(*parties(), third))
    with pytest.raises(RuleViolation, match="同时登记"):
        desk.people.merge(case.parties[1].person_id, case.parties[2].person_id)
    assert len(desk.people.show(first).cases) == 1


def test_two_of_one_name_who_are_two_are_not_asked_about_again(desk: Desk, town: str) -> None:
    first, second = two_wests(desk, town)
    assert [row.name for row in desk.people.find(namesakes=True)] == ["邻样西", "邻样西"]
    desk.people.tell_apart(second, first)
    assert desk.people.show(first).doubles == desk.people.show(second).doubles == ()
    desk.undo.undo(desk.undo.last().write_id)
    assert len(desk.people.show(first).doubles) == 1


def test_an_earlier_case_that_is_another_matter_is_not_told_again(desk: Desk, town: str) -> None:
    case = registered(desk, town)
    east = PartyDraft(name="邻样东", side=Side.APPLICANT, address="样板村九组")
    assert desk.seen.look(east, Door(town)) is not None
    desk.seen.tell_apart(east, case.id)
    assert desk.seen.look(east, Door(town)) is None
    other = registered(desk, town)
    found = desk.seen.look(east, Door(town))
    assert found is not None
    assert [one.id for one in found.cases] == [other.id], "only that case was meant"
    somebody = replace(east, name="邻样西", address="样板村二组")
    assert desk.seen.look(somebody, Door(town)) is not None
