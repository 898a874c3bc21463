import tomllib
from pathlib import Path

import pytest

from mediation_desk.domain.acceptance import (
    AcceptanceFacts,
    Circumstance,
    PartyFacts,
    guardians_missing,
    not_mediable_questions,
)
from mediation_desk.domain.codes import Capacity, Willingness
from mediation_desk.domain.reference import parse_dispute_types

FILE = Path(__file__).parents[2] / "resources" / "reference" / "dispute_types.toml"
TYPES = parse_dispute_types(tomllib.loads(FILE.read_text(encoding="utf-8")))
WILLING = (
    PartyFacts("邻样东", Willingness.WILLING),
    PartyFacts("邻样西", Willingness.WILLING),
)


def asked(
    *circumstances: Circumstance,
    code: str = "neighbour",
    parties: tuple[PartyFacts, ...] = WILLING,
    delegated: bool = False,
) -> list[tuple[str, bool]]:
    facts = AcceptanceFacts(TYPES.find(code), parties, frozenset(circumstances), delegated)
    found = not_mediable_questions(facts)
    assert all(question.sentence.endswith("。") and question.source for question in found)
    return [(question.code, question.blocking) for question in found]


def test_a_plain_dispute_between_willing_neighbours_raises_nothing() -> None:
    assert asked() == []


@pytest.mark.parametrize(
    "circumstance",
    [
        Circumstance.SPECIAL_ORGAN,
        Circumstance.TAKEN_BY_COURT,
        Circumstance.TAKEN_BY_POLICE,
        Circumstance.TAKEN_BY_AUTHORITY,
        Circumstance.ADMINISTRATIVE,
    ],
)
def test_what_may_not_be_accepted_blocks(circumstance: Circumstance) -> None:
    assert asked(circumstance) == [(circumstance.value, True)]


def test_a_matter_handed_over_by_the_organ_that_took_it_is_free() -> None:
    assert asked(Circumstance.TAKEN_BY_COURT, delegated=True) == []
    assert asked(Circumstance.ADMINISTRATIVE, delegated=True) == [("administrative", True)]


def test_a_party_who_refuses_blocks_and_one_not_asked_is_only_a_reminder() -> None:
    parties = (
        PartyFacts("甲", Willingness.REFUSED),
        PartyFacts("乙", Willingness.UNKNOWN),
        PartyFacts("丙", Willingness.WILLING),
    )
    assert asked(parties=parties) == [("refused", True), ("not_asked", False)]


def test_a_medical_dispute_already_sued_is_refused_by_its_own_rule() -> None:
    assert asked(Circumstance.TAKEN_BY_COURT, code="medical") == [("medical_sued", True)]


def test_crime_blocks_unless_only_the_civil_part_is_mediated() -> None:
    assert asked(Circumstance.CRIMINAL) == [("criminal", True), ("report_police", False)]
    both = (Circumstance.CRIMINAL, Circumstance.CIVIL_PART_ONLY)
    assert asked(*both) == [("report_police", False)]


def test_a_boundary_dispute_reminds_of_the_status_quo() -> None:
    assert asked(code="forest_land.boundary") == [("land_status_quo", False)]
    assert asked(code="housing_homestead.ownership") == [("land_status_quo", False)]
    assert asked(code="forest_land.contracting") == []


def test_family_violence_asks_for_separate_meetings_and_a_report() -> None:
    found = asked(Circumstance.FAMILY_VIOLENCE, code="marriage_family")
    assert found == [("separate_meetings", False), ("report_violence", False)]


def test_a_child_or_a_person_of_limited_capacity_needs_a_guardian() -> None:
    parties = (
        PartyFacts("童样", Willingness.WILLING, minor=True),
        PartyFacts("甲", Willingness.WILLING, capacity=Capacity.LIMITED),
        PartyFacts("乙", Willingness.WILLING, minor=True, has_guardian=True),
    )
    assert guardians_missing(parties) == ("童样", "甲")
    assert asked(parties=parties) == [("guardian", False)]


def side(number: int, representatives: int) -> tuple[PartyFacts, ...]:
    """Return the workers of one side, some of them elected."""
    return tuple(
        PartyFacts(
            f"工样{at}",
            Willingness.WILLING,
            side="applicant",
            is_representative=at < representatives,
        )
        for at in range(number)
    )


def test_a_numerous_side_is_asked_for_its_representatives() -> None:
    assert asked(parties=side(9, 0)) == []
    assert asked(parties=side(10, 0)) == [("representatives", False)]
    assert asked(parties=side(10, 5)) == []
    assert asked(parties=side(10, 6)) == [("representatives", False)]
