"""Every connection keeps the rules; every failure leaves the data as it was."""

import pytest
from sqlalchemy import insert, select

from mediation_desk.clock import FixedClock
from mediation_desk.errors import Conflict, StorageProblem
from mediation_desk.storage import store
from mediation_desk.storage.database import Database
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.raw import OLDEST_SQLITE
from mediation_desk.storage.tables.journal import meta


@pytest.fixture
def db(place: StorePlace, clock: FixedClock):
    opened = store.create(place, clock)
    yield opened
    opened.close()


@pytest.mark.parametrize("door", ["read", "write"])
def test_every_connection_carries_the_safety_settings(db: Database, door: str) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "mmap_size": 0,
    }
    doors = [getattr(db, door)() for _ in range(1 if door == "write" else 4)]
    connections = [opened.__enter__() for opened in doors]
    for connection in connections:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted
    for opened in reversed(doors):
        opened.__exit__(None, None, None)


def test_the_driver_is_newer_than_the_wal_reset_bug() -> None:
    import sqlcipher3.dbapi2 as driver

    assert driver.sqlite_version_info >= OLDEST_SQLITE


def test_a_failed_write_leaves_nothing(db: Database) -> None:
    def half_done() -> None:
        with db.write() as connection:
            connection.execute(insert(meta).values(name="half", value="done"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    with db.read() as connection:
        assert connection.execute(select(meta).where(meta.c.name == "half")).first() is None


def test_ddl_in_a_failed_write_is_rolled_back_too(db: Database) -> None:
    def half_done() -> None:
        with db.write() as connection:
            connection.exec_driver_sql("CREATE TABLE half (a)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    with db.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "half" not in names


def test_a_clash_is_a_conflict_and_names_no_value(db: Database) -> None:
    with pytest.raises(Conflict) as caught, db.write() as connection:
        connection.execute(insert(meta).values(name="device", value="张三的身份证号"))
    assert "张三" not in str(caught.value) + str(caught.value.__cause__)


def test_a_reader_sees_the_old_state_while_a_write_is_open(db: Database) -> None:
    with db.write() as connection:
        connection.execute(insert(meta).values(name="new", value="1"))
        with db.read() as reading:
            assert reading.execute(select(meta).where(meta.c.name == "new")).first() is None


def test_the_wrong_key_is_said_and_changes_nothing(db: Database, place: StorePlace) -> None:
    db.close()
    before = place.file.read_bytes()
    other = Database(place.file, bytes(32))
    with pytest.raises(StorageProblem, match="密钥不对，或文件已损坏"), other.read() as connection:
        connection.execute(select(meta)).all()
    other.close()
    assert place.file.read_bytes() == before


def test_nothing_readable_stands_in_the_files(db: Database, place: StorePlace) -> None:
    with db.write() as connection:
        connection.execute(insert(meta).values(name="marker", value="SECRET-MARKER-甲乙丙"))
    files = [file for file in place.folder.rglob("*") if file.is_file()]
    assert any(file.name.endswith("-wal") for file in files)
    for file in files:
        content = file.read_bytes()
        assert b"SECRET-MARKER" not in content
        assert "甲乙丙".encode() not in content
