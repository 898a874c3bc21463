"""An invented office with as many cases as wanted, put into the real tables in bulk.

Only for measuring: the rows go past the services and the journal, into tables without indexes and
a file that survives no power cut until it is whole. The services read it like any other office
(test_office.py). A million cases take about two minutes and four gigabytes; MEDIATION_BENCH_OFFICE
names a folder where that office is kept from one run to the next.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2 as driver

from mediation_desk.app import Desk, build, has_store
from mediation_desk.paths import find
from mediation_desk.services.drafts import CommitteeDraft, MediatorDraft, OfficeDraft
from mediation_desk.storage.search import first_rowid
from tests.bench.invented import PEOPLE, Place, Rows, person, planned, rows_of

TOWNSHIPS, VILLAGES = 11, 12
BIG, MILLION = 100_000, 1_000_000
BATCH = 5_000
KEPT = "MEDIATION_BENCH_OFFICE"
"""Names the folder where the office of a million cases is kept."""

_HASTY = (
    "journal_mode=OFF",
    "synchronous=OFF",
    "foreign_keys=OFF",
    "secure_delete=OFF",
    "locking_mode=EXCLUSIVE",
    "cache_size=-1500000",
    "temp_store=MEMORY",
)
_TABLES = ("person", "dispute", "party", "assignment", "search_entry", "search_tokens")
_IN_BULK = {"automerge": 0, "crisismerge": 1000, "hashsize": 64 << 20}
_AS_USUAL = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
"""FTS5's own values: while filling, few large pieces and no merging."""


def million(folder: Path, cases: int = MILLION) -> Desk:
    """Return the desk of an office of a million cases, the kept one or one made in `folder`."""
    kept = os.environ.get(KEPT)
    return at(Path(kept) if kept else folder / "million", cases)


def at(folder: Path, cases: int) -> Desk:
    """Return the desk of the office in this folder, made when it is first asked for."""
    if not has_store(find(folder)):
        unfinished = folder.with_name(folder.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished, cases).close()
        unfinished.rename(folder)
    return build(find(folder))


def make(folder: Path, cases: int) -> Desk:
    """Return the desk of a new office with this many cases; the same every time."""
    desk = build(find(folder))
    set_up(desk)
    places = places_of(desk)
    key, file = desk._context.db._key, desk._place.file
    desk.close()
    connection = _opened(file, key)
    _fill(connection, cases, places)
    connection.close()
    return build(find(folder))


def raw(desk: Desk) -> driver.Connection:
    """Return the driver's own connection to the same encrypted file, with our settings."""
    connection = _opened(desk._place.file, desk._context.db._key)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def set_up(desk: Desk) -> None:
    """Make the committees, a mediator in each."""
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


def places_of(desk: Desk) -> list[Place]:
    """Return the committees with their mediators."""
    short = {row.id: row.short_name for row in desk.office.committees()}
    return [
        Place(row.committee_id, short[row.committee_id], row.id, row.name)
        for row in desk.office.mediators()
    ]


def _opened(file: Path, key: bytes) -> driver.Connection:
    connection = driver.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def _fill(connection: driver.Connection, cases: int, places: list[Place]) -> None:
    with _hasty(connection), _without_indexes(connection), _merging_later(connection):
        connection.execute("BEGIN")
        _write(connection, {"person": [person(number) for number in range(PEOPLE)]})
        random = Random(cases)
        for batch in _batches(random, cases, places):
            _write(connection, batch)
        connection.execute("COMMIT")


def _batches(random: Random, cases: int, places: list[Place]) -> Iterator[Rows]:
    """Yield the rows of some cases at a time."""
    day, running = None, count()
    plan = planned(random, cases, places)
    while group := tuple(islice(plan, BATCH)):
        rows: Rows = defaultdict(list)
        for case in group:
            if case.accepted != day:
                day, running = case.accepted, count(first_rowid(case.accepted))
            for table, row in rows_of(random, case, next(running)):
                rows[table].append(row)
        yield rows


def _write(connection: driver.Connection, rows: Rows) -> None:
    for table in _TABLES:
        if table in rows:
            names = list(rows[table][0])
            marks = ", ".join(f":{name}" for name in names)
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
            connection.executemany(statement, rows[table])


@contextmanager
def _hasty(connection: driver.Connection) -> Iterator[None]:
    """Write without any care for a power cut."""
    for pragma in _HASTY:
        connection.execute(f"PRAGMA {pragma}")
    yield
    connection.execute("PRAGMA locking_mode=NORMAL")
    connection.execute("PRAGMA journal_mode=WAL")


@contextmanager
def _without_indexes(connection: driver.Connection) -> Iterator[None]:
    """Make the tables' indexes at the end, each in one go."""
    marks = ", ".join("?" * len(_TABLES))
    query = (
        "SELECT name, sql FROM sqlite_master"
        f" WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
    )
    indexes = connection.execute(query, _TABLES).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        connection.execute(statement)


@contextmanager
def _merging_later(connection: driver.Connection) -> Iterator[None]:
    """Let the search index write few large pieces."""
    _configure(connection, _IN_BULK)
    yield
    _configure(connection, _AS_USUAL)


def _configure(connection: driver.Connection, values: dict[str, int]) -> None:
    statement = "INSERT INTO search_tokens (search_tokens, rank) VALUES (?, ?)"
    connection.executemany(statement, values.items())
