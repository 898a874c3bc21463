"""An upgrade happens whole or not at all, and never without a proved backup before it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from mediation_desk.app import place_of
from mediation_desk.clock import FixedClock
from mediation_desk.errors import StorageProblem
from mediation_desk.paths import Paths
from mediation_desk.storage import backup, keys, migrate, store
from mediation_desk.storage.contents import contents, logical_hash
from mediation_desk.storage.database import Database
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.raw import look_into
from tests.factories import FakeDrives
from tests.faults.older import ROWS, make_older


class PowerGone(Exception):
    """Stands for whatever ends an upgrade in the middle."""


@pytest.fixture
def older(paths: Paths, tmp_path: Path) -> StorePlace:
    """A store at the first schema, with rows."""
    make_older(paths.data, tmp_path)
    return place_of(paths, FakeDrives())


def state(place: StorePlace) -> str:
    return look_into(place.file, keys.unlock_open(place.key_file).key, logical_hash)


def test_a_store_is_backed_up_and_the_backup_proved_before_the_first_change(
    older: StorePlace, clock: FixedClock
) -> None:
    before = state(older)
    key = keys.unlock_open(older.key_file).key
    db = store.open_store(older, clock)
    (made,) = backup.listed(older.backups)
    assert (made.manifest.reason, made.manifest.schema) == (backup.Reason.UPGRADE, "0001")
    assert look_into(made.file, key, logical_hash) == before
    after = db.look(contents)
    assert after.schema == migrate.versions(older.migrations)[-1]
    assert [after.counts[name] for name in ROWS] == [1] * len(ROWS)
    db.close()


def test_an_upgrade_that_fails_at_any_statement_changes_nothing(older: StorePlace) -> None:
    before = state(older)
    key = keys.unlock_open(older.key_file).key
    failed = 0
    while True:
        db = Database(older.file, key)
        fail_at(db, failed + 1)
        try:
            migrate.upgrade(db, older.migrations)
        except PowerGone:
            failed += 1
            db.close()
            assert state(older) == before
        else:
            db.close()
            break
    assert failed > 20
    assert state(older) != before


def fail_at(db: Database, number: int) -> None:
    """Let the `number`th statement of a database raise."""
    left = [number]

    @event.listens_for(db._engine, "before_cursor_execute")
    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise PowerGone


def test_without_room_for_the_backup_there_is_no_upgrade(
    older: StorePlace, clock: FixedClock
) -> None:
    before = state(older)
    older.drives.room[older.folder] = 2_000_000
    with pytest.raises(StorageProblem, match="磁盘空间不足"):
        store.open_store(older, clock)
    assert state(older) == before
    assert not list(older.backups.glob("*"))


def test_a_store_on_a_full_disk_is_not_upgraded_and_says_why(
    older: StorePlace, clock: FixedClock
) -> None:
    older.drives.room[older.folder] = 0
    with pytest.raises(StorageProblem, match="磁盘已满"):
        store.open_store(older, clock)


def test_an_older_program_refuses_a_newer_store_and_changes_nothing(
    older: StorePlace, clock: FixedClock, tmp_path: Path
) -> None:
    store.open_store(older, clock).close()
    before = older.file.read_bytes()
    with pytest.raises(StorageProblem, match="更新的程序版本"):
        store.open_store(replace(older, migrations=tmp_path / "first"), clock)
    assert older.file.read_bytes() == before
