"""Saving a case against the raw transaction: the same rows in the same encrypted file."""

import itertools
import uuid
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from mediation_desk.app import build
from mediation_desk.domain.codes import Side
from mediation_desk.paths import find
from mediation_desk.services.drafts import (
    CaseDraft,
    CommitteeDraft,
    OfficeDraft,
    PartyDraft,
)
from tests.bench import office
from tests.bench.measure import Row, alternate

ROUNDS = 200
FACTS = "双方因宅基地边界和屋檐滴水发生争执，经村民小组多次劝说未果，要求调解。" * 4


def run(folder: Path, rounds: int = ROUNDS) -> list[Row]:
    """Return the row of registering a two-party case."""
    desk = build(find(folder / "saving"))
    committee = CommitteeDraft(name="测试调委会", short_name="测", kind="village")
    desk.office.set_up(OfficeDraft(name="测试所", committees=(committee,)))
    committee_id = desk.office.committees()[0].id
    raw = office.raw(desk)
    numbers = itertools.count()

    def ours() -> None:
        desk.cases.register(_draft(committee_id, next(numbers)))

    def floor() -> None:
        _raw_case(raw, committee_id, next(numbers))

    alternate(ours, floor, rounds // 10)  # warms caches
    mine, bare = alternate(ours, floor, rounds)
    raw.close()
    desk.close()
    return [Row("save a case (change + audit rows included)", mine, "raw transaction", bare, 3.0)]


def _draft(committee_id: str, number: int) -> CaseDraft:
    parties = (
        PartyDraft(name=f"甲样{number}", side=Side.APPLICANT, address="样板村一组"),
        PartyDraft(name=f"乙样{number}", side=Side.RESPONDENT, address="样板村二组"),
    )
    return CaseDraft(
        committee_id=committee_id,
        type="neighbour",
        source="application",
        facts=FACTS,
        registered_on=date(2025, 3, 3),
        parties=parties,
        place="样板村",
    )


def _raw_case(raw: driver.Connection, committee_id: str, number: int) -> None:
    """Write the case's own rows only: no journal, no checks."""
    case_id = str(uuid.uuid4())
    device = ("d" * 36, number, "[]")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "INSERT INTO dispute (id, committee_id, state, title, origin, source, type, type_group,"
        " difficulty, place, facts, requests, flags, answers, remedies, registered_on,"
        " rev_device, rev_counter, rev_parents, party_count)"
        " VALUES (?,?,'registered','甲与乙邻里纠纷','application','application','neighbour',"
        " 'neighbour','general','样板村',?,'[]','[]','[]','[]','2025-03-03',?,?,?,2)",
        (case_id, committee_id, FACTS, *device),
    )
    for position, side in enumerate(("applicant", "respondent"), start=1):
        person_id = str(uuid.uuid4())
        raw.execute(
            "INSERT INTO person (id, kind, name, rev_device, rev_counter, rev_parents)"
            " VALUES (?,'natural','甲样',?,?,?)",
            (person_id, *device),
        )
        raw.execute(
            "INSERT INTO party (id, case_id, person_id, position, side, kind, name, address,"
            " special_groups) VALUES (?,?,?,?,?,'natural','甲样','样板村一组','[]')",
            (str(uuid.uuid4()), case_id, person_id, position, side),
        )
    raw.execute("COMMIT")
