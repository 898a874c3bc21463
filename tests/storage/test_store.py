"""Opening an office: damaged, empty, newer and stray files are named, never replaced."""

import pytest

from mediation_desk.clock import FixedClock
from mediation_desk.errors import StorageProblem
from mediation_desk.storage import store
from mediation_desk.storage.place import StorePlace


@pytest.fixture
def made(place: StorePlace, clock: FixedClock) -> StorePlace:
    store.create(place, clock).close()
    return place


def test_a_store_is_never_made_over_another(made: StorePlace, clock: FixedClock) -> None:
    before = made.file.read_bytes()
    with pytest.raises(StorageProblem, match="已经有数据"):
        store.create(made, clock)
    assert made.file.read_bytes() == before


def test_an_empty_file_is_not_an_empty_office(made: StorePlace, clock: FixedClock) -> None:
    made.file.write_bytes(b"")
    with pytest.raises(StorageProblem, match="0 字节"):
        store.open_store(made, clock)
    assert made.file.read_bytes() == b""


def test_a_missing_file_is_not_a_new_office(made: StorePlace, clock: FixedClock) -> None:
    made.file.unlink()
    with pytest.raises(StorageProblem, match="找不到数据文件"):
        store.open_store(made, clock)
    assert not made.file.exists()


@pytest.mark.parametrize("length", [1, 100, 1000, 4096, 9000])
def test_a_truncated_file_is_refused_and_kept(
    made: StorePlace, clock: FixedClock, length: int
) -> None:
    whole = made.file.read_bytes()
    made.file.write_bytes(whole[:length])
    with pytest.raises(StorageProblem):
        store.open_store(made, clock)
    assert made.file.read_bytes() == whole[:length]


def test_a_picture_renamed_is_refused(made: StorePlace, clock: FixedClock) -> None:
    made.file.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 64)
    with pytest.raises(StorageProblem, match="密钥不对，或文件已损坏"):
        store.open_store(made, clock)


def test_a_broken_key_file_is_named(made: StorePlace, clock: FixedClock) -> None:
    made.key_file.write_text("{")
    with pytest.raises(StorageProblem, match="密钥文件"):
        store.open_store(made, clock)


def test_a_newer_store_is_refused_unchanged(made: StorePlace, clock: FixedClock) -> None:
    db = store.open_store(made, clock)
    with db.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    before = made.file.read_bytes()
    with pytest.raises(StorageProblem, match="更新的程序版本"):
        store.open_store(made, clock)
    assert made.file.read_bytes() == before


def test_a_flipped_bit_is_noticed_after_an_unclean_stop(
    made: StorePlace, clock: FixedClock
) -> None:
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 4
    made.file.write_bytes(bytes(content))
    made.file.with_name(made.file.name + "-wal").write_bytes(b"x" * 64)
    with pytest.raises(StorageProblem):
        store.open_store(made, clock)
