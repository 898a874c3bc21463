"""Opening an office: damaged, empty, newer and stray files are named, never replaced."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mediation_desk.clock import FixedClock
from mediation_desk.errors import DamagedStore, StorageProblem
from mediation_desk.storage import backup, damage, store, swap
from mediation_desk.storage.drives import Drive, DriveKind
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
    with pytest.raises(StorageProblem, match="一张图片"):
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


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"SQLite format 3\0" + bytes(8000), "没有加密的数据库"),
        (b"PK\x03\x04" + bytes(8000), "压缩包或办公文档"),
        ("调解台的使用说明。\n".encode() * 500, "文本文件"),
    ],
)
def test_a_foreign_file_is_named(
    made: StorePlace, clock: FixedClock, content: bytes, what: str
) -> None:
    made.file.write_bytes(content)
    with pytest.raises(DamagedStore, match=what):
        store.open_store(made, clock)
    assert made.file.read_bytes() == content


@pytest.mark.parametrize("pages", [1, 2, 40])
def test_a_file_cut_at_a_page_is_told_from_a_damaged_one(
    made: StorePlace, clock: FixedClock, pages: int
) -> None:
    made.file.write_bytes(made.file.read_bytes()[: 4096 * pages])
    with pytest.raises(DamagedStore, match="后面的部分不见了"):
        store.open_store(made, clock)


def test_another_office_s_key_is_told_from_damage(
    made: StorePlace, clock: FixedClock, tmp_path: Path
) -> None:
    db = store.open_store(made, clock)
    order = backup.Order(store.device_of(db), 1, backup.Reason.MANUAL)
    backup.write(db, made, made.backups, order, clock)
    db.close()
    other = replace(made, folder=tmp_path / "other", backups=tmp_path / "other/backups")
    store.create(other, clock).close()
    whole = made.key_file.read_bytes()
    made.key_file.write_bytes(other.key_file.read_bytes())
    with pytest.raises(DamagedStore, match="不是一套"):
        store.open_store(made, clock)
    made.key_file.write_bytes(whole)
    content = bytearray(made.file.read_bytes())
    content[20] ^= 1
    made.file.write_bytes(bytes(content))
    with pytest.raises(DamagedStore, match="检测到数据损坏"):
        store.open_store(made, clock)


def test_a_missing_key_is_not_a_damaged_store(made: StorePlace, clock: FixedClock) -> None:
    made.key_file.unlink()
    with pytest.raises(DamagedStore, match="找不到密钥文件"):
        store.open_store(made, clock)
    assert not made.key_file.exists()


def test_lost_files_with_backups_left_are_not_a_new_office(
    made: StorePlace, clock: FixedClock
) -> None:
    db = store.open_store(made, clock)
    order = backup.Order(store.device_of(db), 1, backup.Reason.MANUAL)
    backup.write(db, made, made.backups, order, clock)
    db.close()
    made.file.unlink()
    made.key_file.unlink()
    assert made.exists()
    with pytest.raises(StorageProblem, match="已经有数据"):
        store.create(made, clock)
    with pytest.raises(DamagedStore, match="找不到数据文件"):
        store.open_store(made, clock)


def test_another_program_s_encrypted_database_is_refused(
    made: StorePlace, clock: FixedClock
) -> None:
    db = store.open_store(made, clock)
    with db.write() as connection:
        connection.exec_driver_sql("PRAGMA application_id=7")
    db.close()
    with pytest.raises(DamagedStore, match="不是本程序建立的"):
        store.open_store(made, clock)


def test_a_flipped_bit_is_noticed_at_an_orderly_start_too(
    made: StorePlace, clock: FixedClock
) -> None:
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 4
    made.file.write_bytes(bytes(content))
    with pytest.raises(DamagedStore, match="检测到数据损坏"):
        store.open_store(made, clock)
    assert made.damage_file.exists()
    assert made.file.read_bytes() == content


def test_a_damaged_page_met_while_working_stops_all_writing(
    made: StorePlace, clock: FixedClock
) -> None:
    db = store.open_store(made, clock)
    db._engine.dispose()  # folds the log into the file; the store stays open
    content = bytearray(made.file.read_bytes())
    content[4096:] = bytes(byte ^ 1 for byte in content[4096:])
    made.file.write_bytes(bytes(content))
    with pytest.raises(DamagedStore), db.read() as connection:
        connection.exec_driver_sql("SELECT * FROM meta").all()
    assert made.damage_file.exists()
    with pytest.raises(DamagedStore, match="没有保存"), db.write():
        pass
    db.close()


def test_damage_that_has_gone_is_said_and_its_mark_taken_away(
    made: StorePlace, clock: FixedClock
) -> None:
    told: list[str] = []
    damage.mark(made, clock)
    store.open_store(made, clock, tell=told.append).close()
    assert "全面检查完好" in told[0]
    assert not made.damage_file.exists()


def test_a_log_file_that_belongs_to_another_state_is_not_folded_in(
    made: StorePlace, clock: FixedClock
) -> None:
    whole = made.file.read_bytes()
    journal = made.companions[2]
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4096))
    with pytest.raises(DamagedStore, match="不属于它的日志文件"):
        store.open_store(made, clock)
    assert made.file.read_bytes() == whole
    assert journal.exists()


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        (DriveKind.REMOVABLE, "", "不能放在 U 盘或移动硬盘"),
        (DriveKind.NETWORK, "", "不能放在网络共享"),
        (DriveKind.SYNCED, "坚果云", "“坚果云”同步的文件夹"),
    ],
)
def test_a_live_store_in_a_bad_place_is_refused_with_reason_and_remedy(
    made: StorePlace, clock: FixedClock, kind: DriveKind, name: str, sentence: str
) -> None:
    made.drives.kinds[made.folder] = Drive(kind, name)
    for opened in (store.open_store, store.create):
        with pytest.raises(StorageProblem, match=f"{sentence}.*请把整个文件夹"):
            opened(made, clock)
    assert not made.lock_file.read_bytes()


def test_a_nearly_full_disk_is_said(made: StorePlace, clock: FixedClock) -> None:
    told: list[str] = []
    made.drives.room[made.folder] = 100_000_000
    db = store.open_store(made, clock, tell=told.append)
    assert "磁盘空间只剩 100 MB" in told[0]
    assert db.writable
    db.close()


def test_a_full_disk_lets_people_read(made: StorePlace, clock: FixedClock) -> None:
    told: list[str] = []
    made.drives.room[made.folder] = 0
    before = made.file.read_bytes()
    db = store.open_store(made, clock, tell=told.append)
    assert "只能查看" in told[0]
    with db.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 4
    with pytest.raises(StorageProblem, match="只能查看，这次修改没有保存"), db.write():
        pass
    db.close()
    assert made.file.read_bytes() == before
    assert not any(file.exists() for file in made.companions)


def test_a_clock_behind_the_last_use_is_said_at_every_start(
    made: StorePlace, clock: FixedClock
) -> None:
    told: list[str] = []
    store.open_store(made, clock, tell=told.append).close()
    assert told == []
    clock.set(clock.now() - timedelta(days=2))
    for _ in range(2):
        store.open_store(made, clock, tell=told.append).close()
    assert len(told) == 2
    assert "早于上次使用（2025-12-31 12:00）" in told[1]


def test_what_a_killed_program_left_half_written_is_swept(
    made: StorePlace, clock: FixedClock
) -> None:
    (made.folder / ".writing-x7").write_bytes(b"half")
    (made.folder / "office.next").mkdir()
    store.open_store(made, clock).close()
    assert sorted(file.name for file in made.folder.iterdir()) == [
        "office.key",
        "office.key.lock",
        "office.lock",
        "office.mdesk",
    ]


def test_making_a_store_that_was_cut_short_leaves_none(
    place: StorePlace, clock: FixedClock
) -> None:
    swap.stage(place).joinpath("office.key").write_bytes(b"half")
    assert not place.exists()
    store.create(place, clock).close()
    store.open_store(place, clock).close()
