"""Offices to be rescued, and the harm that is done to their files."""

from pathlib import Path

from mediation_desk.app import Desk, build, place_of
from mediation_desk.clock import FixedClock
from mediation_desk.paths import Paths
from mediation_desk.storage import audit, comparison, keys
from mediation_desk.storage.contents import logical_hash
from mediation_desk.storage.database import Database
from mediation_desk.storage.raw import look_into
from tests import factories
from tests.factories import FakeDrives

PAGE = 4096


def worked_office(paths: Paths, clock: FixedClock) -> Paths:
    """Make an office with a backup and, after it, a day's work; closed in order."""
    desk = build(paths, clock, drives=FakeDrives())
    committee = factories.set_up(desk)
    factories.mediating(desk, committee)
    desk.backups.run()
    work(desk, committee)
    desk.close()
    return paths


def work(desk: Desk, committee: str) -> None:
    """Register, mediate, agree, sign and print."""
    case = factories.mediating(desk, committee, facts="另一件：鱼塘漏水淹了菜地。")
    desk.sessions.record(case.id, factories.session_draft(case))
    desk.agreements.conclude(case.id, factories.agreement_draft(case))
    case = desk.cases.show(case.id)
    desk.agreements.sign(case.id, factories.signatures(case))
    desk.papers.issue(case.id, "agreement")


def key_of(paths: Paths) -> bytes:
    """Return the data key of an office without accounts."""
    return keys.unlock_open(place_of(paths).key_file).key


def state_of(paths: Paths) -> str:
    """Return the hash of everything the store holds."""
    return look_into(place_of(paths).file, key_of(paths), logical_hash)


def flip(file: Path, page: int) -> bytes:
    """Flip one bit in the middle of a page (the first is 1); return the whole damaged content."""
    content = bytearray(file.read_bytes())
    content[(page - 1) * PAGE + PAGE // 2] ^= 1
    file.write_bytes(bytes(content))
    return bytes(content)


def root_of(paths: Paths, table: str) -> int:
    """Return the first page of a table."""
    query = f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
    file, key = place_of(paths).file, key_of(paths)
    return look_into(file, key, lambda raw: raw.execute(query).fetchone()[0])


def assert_sound(paths: Paths) -> None:
    """The restored store's journal proves whole, and every row is what its journal says."""
    db = Database(place_of(paths).file, key_of(paths))
    with db.read() as connection:
        assert audit.verify(connection).fault is None
        assert comparison.compare(connection) == ()
    db.close()
