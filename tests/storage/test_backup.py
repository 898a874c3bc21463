"""A backup is proved before it is named, holds what the store held, and touches nothing else."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from mediation_desk.clock import FixedClock
from mediation_desk.errors import DamagedStore, StorageProblem
from mediation_desk.storage import backup, backup_places, store
from mediation_desk.storage.backup import Order, Reason
from mediation_desk.storage.contents import contents, logical_hash
from mediation_desk.storage.database import Database
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.journal import meta

DEVICE = "0" * 28 + "testmark"


@pytest.fixture
def db(place: StorePlace, clock: FixedClock):
    opened = store.create(place, clock)
    yield opened
    opened.close()


def order(sequence: int = 1) -> Order:
    return Order(DEVICE, sequence, Reason.MANUAL)


def note(db: Database, name: str) -> None:
    with db.write() as connection:
        connection.execute(insert(meta).values(name=name, value="1"))


def test_a_backup_equals_the_store_at_that_moment(
    db: Database, place: StorePlace, clock: FixedClock
) -> None:
    note(db, "last")
    made = backup.write(db, place, place.backups, order(), clock)
    assert db.look_into(made.file, logical_hash) == db.look(logical_hash)
    assert made.manifest.counts["meta"] == 5
    assert made.key_file.read_bytes() == place.key_file.read_bytes()
    ends = sorted(file.suffix for file in place.backups.iterdir())
    assert ends == [".files", ".json", ".key", ".mdesk"]


def test_writes_go_on_while_a_backup_is_made_and_it_holds_one_state(
    db: Database, place: StorePlace, clock: FixedClock
) -> None:
    def look_then_write(raw) -> object:
        seen = contents(raw)
        note(db, "during")
        return seen

    seen = db.copy_to(place.folder / "copy", look_then_write)
    assert db.look_into(place.folder / "copy", contents) == seen
    assert db.look(contents) != seen


def test_a_damaged_backup_is_noticed(db: Database, place: StorePlace, clock: FixedClock) -> None:
    made = backup.write(db, place, place.backups, order(), clock)
    backup.check(made)
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 1
    made.file.write_bytes(bytes(content))
    with pytest.raises(DamagedStore, match="已损坏或被改动"):
        backup.check(made)


def test_a_full_disk_is_said_before_anything_is_written(
    db: Database, place: StorePlace, clock: FixedClock
) -> None:
    place.drives.room[place.backups] = 1000
    with pytest.raises(StorageProblem, match="磁盘空间不足"):
        backup.write(db, place, place.backups, order(), clock)
    assert not place.backups.exists()


def test_only_this_device_s_own_backups_are_ever_deleted(
    db: Database, place: StorePlace, clock: FixedClock
) -> None:
    made = [backup.write(db, place, place.backups, order(1), clock)]
    foreign = {
        "照片.jpg": b"x",
        "mdesk-另一份.mdesk": b"x",
        "mdesk-00000000-000001-20200101T000000Z.json": b'{"format": 1}',
        made[0].manifest.name + ".txt": b"x",
        "other.json": made[0].manifest_file.read_bytes(),
        "mdesk-otherdev-000001.mdesk.partial": b"x",
    }
    for name, content in foreign.items():
        (place.backups / name).write_bytes(content)
    device = made[0].manifest.device
    for number in range(2, 12):
        clock.set(clock.now().replace(year=2000 + number))
        made.append(backup.write(db, place, place.backups, order(number), clock))
        backup.rotate(place.backups, device)
    assert {file.name: file.read_bytes() for file in place.backups.iterdir()}.items() >= (
        foreign.items()
    )
    assert backup.rotate(place.backups, "another device") == []


def test_what_an_interrupted_backup_left_is_swept(
    db: Database, place: StorePlace, clock: FixedClock
) -> None:
    made = backup.write(db, place, place.backups, order(1), clock)
    made.file.unlink()
    device = made.manifest.device
    (place.backups / (Order(device, 2, Reason.DAILY).partial + "-journal")).write_bytes(b"x")
    backup.sweep(place.backups, device)
    assert list(place.backups.iterdir()) == []


def test_numbers_rise_whatever_the_clock_and_the_folder_say(place: StorePlace) -> None:
    assert backup_places.next_sequence(place, DEVICE) == 1
    assert backup_places.next_sequence(place, DEVICE) == 2


def test_unreadable_settings_do_not_stop_a_backup(place: StorePlace) -> None:
    place.folder.mkdir(parents=True)
    place.backup_settings.write_text("{")
    assert backup_places.load(place).second is None
    assert backup_places.folders(place) == [place.backups]


def test_the_store_s_own_folder_is_no_second_place(place: StorePlace) -> None:
    from mediation_desk.errors import InvalidInput

    with pytest.raises(InvalidInput, match="不能在数据文件夹里面"):
        backup_places.choose_second(place, place.folder / "more")


def test_a_synced_folder_is_no_second_place(place: StorePlace, tmp_path: Path) -> None:
    from mediation_desk.errors import InvalidInput
    from mediation_desk.storage.drives import Drive, DriveKind

    place.drives.kinds[tmp_path / "net"] = Drive(DriveKind.SYNCED, "坚果云")
    with pytest.raises(InvalidInput, match="坚果云"):
        backup_places.choose_second(place, tmp_path / "net" / "备份")
