"""Saving a case against the raw transaction: the same rows in the same encrypted file.

The floor writes the case, its people and parties and its entry in the search index, whose words
were taken apart beforehand. What a save adds is the checking, the change rows, the chained audit
row and the taking apart.
"""

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
from mediation_desk.storage.case_words import NAME, Field
from mediation_desk.storage.search import tokens_of
from tests.bench import office
from tests.bench.measure import Row, alternate

ROUNDS = 300
FACTS = (
    "双方因宅基地边界和屋檐滴水发生争执，经村民小组两次劝说未果。申请人称二十年前建房时留有滴水，"
    "被申请人去年翻建时把屋檐向外伸出半米，雨水流入申请人院内，墙体受潮；被申请人称在自己地界内建房。"
)
PLACE = "样板村"


def run(folder: Path, rounds: int = ROUNDS) -> list[Row]:
    """Return the row of registering a two-party case."""
    desk = build(find(folder / "saving"))
    committee = CommitteeDraft(name="测试调委会", short_name="测", kind="village")
    desk.office.set_up(OfficeDraft(name="测试所", committees=(committee,)))
    committee_id = desk.office.committees()[0].id
    raw = office.raw(desk)
    numbers = itertools.count()
    words = [_words(number) for number in range(3 * rounds)]

    def ours() -> None:
        desk.cases.register(_draft(committee_id, next(numbers)))

    def floor() -> None:
        number = next(numbers)
        _raw_case(raw, committee_id, number, words[number])

    alternate(ours, floor, rounds // 10)  # warms caches
    mine, bare = alternate(ours, floor, rounds)
    raw.close()
    desk.close()
    return [Row("save a case (change, audit, search)", mine, "raw transaction", bare, 3.0)]


def _names(number: int) -> tuple[str, str]:
    return f"甲样{number}", f"乙样{number}"


def _title(number: int) -> str:
    return "与".join(_names(number)) + "邻里纠纷"


def _draft(committee_id: str, number: int) -> CaseDraft:
    first, second = _names(number)
    parties = (
        PartyDraft(name=first, side=Side.APPLICANT, address="样板村一组"),
        PartyDraft(name=second, side=Side.RESPONDENT, address="样板村二组"),
    )
    return CaseDraft(
        committee_id=committee_id,
        type="neighbour",
        source="application",
        facts=FACTS,
        registered_on=date(2025, 3, 3),
        parties=parties,
        place=PLACE,
    )


def _words(number: int) -> str:
    """Return the tokens of a case's search entry."""
    names = [Field("", name, NAME) for name in (*_names(number), PLACE, _title(number))]
    texts = [Field("", text) for text in (FACTS, "样板村一组", "样板村二组")]
    return tokens_of(iter((*names, *texts)))


def _raw_case(raw: driver.Connection, committee_id: str, number: int, words: str) -> None:
    """Write the case's own rows only: no journal, no checks."""
    case_id = str(uuid.uuid4())
    device = ("d" * 36, number, "[]")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "INSERT INTO dispute (id, committee_id, state, title, origin, source, type, type_group,"
        " difficulty, place, facts, requests, flags, answers, remedies, registered_on,"
        " rev_device, rev_counter, rev_parents, party_count)"
        " VALUES (?,?,'registered',?,'application','application','neighbour',"
        " 'neighbour','general',?,?,'[]','[]','[]','[]','2025-03-03',?,?,?,2)",
        (case_id, committee_id, _title(number), PLACE, FACTS, *device),
    )
    sides = zip(("applicant", "respondent"), _names(number), strict=True)
    for position, (side, name) in enumerate(sides, start=1):
        person_id = str(uuid.uuid4())
        raw.execute(
            "INSERT INTO person (id, kind, name, rev_device, rev_counter, rev_parents)"
            " VALUES (?,'natural',?,?,?,?)",
            (person_id, name, *device),
        )
        raw.execute(
            "INSERT INTO party (id, case_id, person_id, position, side, kind, name, address,"
            " special_groups) VALUES (?,?,?,?,?,'natural',?,'样板村一组','[]')",
            (str(uuid.uuid4()), case_id, person_id, position, side, name),
        )
    rowid = raw.execute("SELECT max(rowid) FROM search_entry").fetchone()[0] + 1
    raw.execute("INSERT INTO search_entry (rowid, case_id) VALUES (?,?)", (rowid, case_id))
    raw.execute("INSERT INTO search_tokens (rowid, tokens) VALUES (?,?)", (rowid, words))
    raw.execute("COMMIT")
