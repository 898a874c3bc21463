"""An invented office with as many cases as wanted, put into the real tables in bulk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import insert, text

from mediation_desk.app import Desk, build, has_store
from mediation_desk.paths import find
from mediation_desk.services.drafts import CommitteeDraft, MediatorDraft, OfficeDraft
from mediation_desk.storage.search import DAY_BITS
from mediation_desk.storage.search_tokens import name_tokens, text_tokens
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.people import party, person
from mediation_desk.storage.tables.search import search_entry

TOWNSHIPS, VILLAGES = 11, 12
BIG = 100_000
PEOPLE = 5_000
BATCH = 5_000
FIRST_DAY, DAYS = date(2024, 11, 1), 395
"""Cases run into the statistical year 2025 (from 1 December 2024) and some beyond its end."""

_TYPES = "neighbour marriage_family damages housing_homestead contract forest_land traffic".split()
_SOURCES = "own_initiative application court police petition township_gov".split()
_FACTS = "双方因宅基地边界和屋檐滴水发生争执，经村民小组多次劝说未果，要求调解。" * 2
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


@dataclass(frozen=True, slots=True)
class Place:
    """A committee and its mediator."""

    committee_id: str
    mediator_id: str


def make(folder: Path, cases: int) -> Desk:
    """Return the desk of a new office with this many cases; the same every time."""
    desk = build(find(folder))
    _set_up(desk)
    places = [Place(row.committee_id, row.id) for row in desk.office.mediators()]
    random = Random(cases)
    with desk._context.db.write() as connection:
        people = [_person(number) for number in range(PEOPLE)]
        connection.execute(insert(person), people)
        rows = _rows(random, cases, places)
        for _ in range(0, cases, BATCH):
            batch = list(islice(rows, BATCH))
            connection.execute(insert(dispute), [case for case, _ in batch])
            connection.execute(insert(party), [one for _, parties in batch for one in parties])
            entries = [_entry(case, parties) for case, parties in batch]
            connection.execute(insert(search_entry), entries)
            connection.execute(_TOKENS, entries)
    return desk


def at(folder: Path, cases: int) -> Desk:
    """Return the desk of the office in this folder, made when it is first asked for."""
    paths = find(folder)
    return build(paths) if has_store(paths) else make(folder, cases)


def raw(desk: Desk) -> driver.Connection:
    """Return the driver's own connection to the same encrypted file, with our settings."""
    place = desk._place
    connection = driver.connect(str(place.file), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{desk._context.db._key.hex()}'\"")
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _set_up(desk: Desk) -> None:
    committees, mediators = [], []
    for number in range(TOWNSHIPS):
        town = f"示{number:02d}镇"
        own = CommitteeDraft(f"{town}调委会", f"示{number:02d}", "township", township=town)
        villages = [
            CommitteeDraft(
                f"{town}样{place:02d}村调委会",
                f"示{number:02d}样{place:02d}",
                "village",
                parent_id=own.name,
                township=town,
                village=f"样{place:02d}村",
            )
            for place in range(VILLAGES)
        ]
        committees += [own, *villages]
    for one in committees:
        mediators.append(MediatorDraft(one.name, f"调样{len(mediators)}"))
    draft = OfficeDraft("示例县司法局", committees=tuple(committees), mediators=tuple(mediators))
    desk.office.set_up(draft)


def name_of(number: int) -> str:
    """Return the name of one of the office's people."""
    return f"{_SURNAMES[number % len(_SURNAMES)]}样{number}"


def _person(number: int) -> dict[str, Any]:
    return {
        "id": f"person-{number:029d}",
        "kind": "natural",
        "name": name_of(number),
        "rev_device": "bench",
        "rev_counter": 0,
        "rev_parents": [],
    }


def _rows(
    random: Random, cases: int, places: list[Place]
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for number in range(cases):
        case_id = f"case-{number:031d}"
        place = places[random.randrange(len(places))]
        parties = [
            _party(case_id, side, random.randrange(PEOPLE))
            for side in ("applicant", "respondent", *["third"] * (random.random() < 0.1))
        ]
        title = f"{parties[0]['name']}与{parties[1]['name']}纠纷"
        accepted = FIRST_DAY + timedelta(days=number * DAYS // cases)
        yield _case(random, (case_id, number, title), place, (accepted, len(parties))), parties


def _party(case_id: str, side: str, number: int) -> dict[str, Any]:
    someone = _person(number)
    position = ("applicant", "respondent", "third").index(side) + 1
    return {
        "id": f"{case_id}-{position}"[5:],
        "case_id": case_id,
        "person_id": someone["id"],
        "position": position,
        "side": side,
        "kind": "natural",
        "name": someone["name"],
        "address": "样板村一组",
        "phone": f"139{number:08d}",
        "special_groups": [],
    }


def _case(
    random: Random, named: tuple[str, int, str], place: Place, facts: tuple[date, int]
) -> dict[str, Any]:
    (case_id, number, title), (accepted, party_count) = named, facts
    end = accepted + timedelta(days=random.randrange(1, 30))
    agreed, written = random.random() < 0.96, random.random() < 0.4
    amount = random.randrange(100, 5_000_000) if written else 0
    performed = agreed and random.random() < 0.8
    confirmed = agreed and written and random.random() < 0.05
    return {
        "id": case_id,
        "committee_id": place.committee_id,
        "number": f"（2025）示人调字第{number:06d}号",
        "state": ("closed" if performed else "agreed") if agreed else "terminated",
        "title": title,
        "origin": "application",
        "application_form": "oral",
        "source": _SOURCES[random.randrange(len(_SOURCES))],
        "type": (kind := _TYPES[random.randrange(len(_TYPES))]),
        "type_group": kind,
        "difficulty": "difficult" if random.random() < 0.1 else "general",
        "place": f"样板村{number % 20}组",
        "facts": _FACTS,
        "requests": [],
        "flags": [],
        "answers": [],
        "remedies": [],
        "registered_on": accepted,
        "accepted_on": accepted,
        "due_on": accepted + timedelta(days=30),
        "lead_id": place.mediator_id,
        "party_count": party_count,
        "agreed_on": end if agreed else None,
        "agreed_form": ("written" if written else "oral") if agreed else "",
        "effect_on": end if agreed else None,
        "agreed_fen": amount if agreed else 0,
        "performed_on": end + timedelta(days=random.randrange(30)) if performed else None,
        "confirmed_on": end + timedelta(days=10) if confirmed else None,
        "terminated_on": None if agreed else end,
        "rev_device": "bench",
        "rev_counter": 0,
        "rev_parents": [],
    }


_TOKENS = text("INSERT INTO search_tokens (rowid, tokens) VALUES (:rowid, :tokens)")


def _entry(case: dict[str, Any], parties: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a case's entry in the search index: the people's names, the place, the facts."""
    number = int(case["id"].rpartition("-")[2])
    words = [_of_name(one["name"]) for one in parties]
    words += [_of_text(case["place"]), _of_text(case["facts"])]
    rowid = (case["registered_on"].toordinal() << DAY_BITS) + number
    return {"rowid": rowid, "case_id": case["id"], "tokens": " ".join(words)}


@cache
def _of_name(name: str) -> str:
    return " ".join((*text_tokens(name), *name_tokens(name)))


@cache
def _of_text(words: str) -> str:
    return " ".join(text_tokens(words))
