"""A store that does not open is named, kept and put right; nothing is lost without being said."""

import json
import shutil
from pathlib import Path

import pytest

from mediation_desk.app import Desk, build, place_of, recovery
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import (
    DamagedStore,
    InvalidInput,
    RuleViolation,
    SignInNeeded,
    StorageProblem,
    StoreBusy,
)
from mediation_desk.paths import Paths
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.recovery import Recovery
from tests import factories, rescues
from tests.factories import FakeDrives


@pytest.fixture
def rescue(paths: Paths, clock: FixedClock) -> Recovery:
    return recovery(paths, clock, drives=FakeDrives())


@pytest.fixture
def worked(paths: Paths, clock: FixedClock) -> Paths:
    return rescues.worked_office(paths, clock)


# Diagnosis ---------------------------------------------------------------------------------


def test_a_sound_store_has_no_diagnosis(worked: Paths, rescue: Recovery) -> None:
    assert rescue.diagnose() is None


def damage_missing(place) -> None:
    place.file.unlink()


def damage_key(place) -> None:
    place.key_file.write_text("{")


def damage_log(place) -> None:
    place.companions[2].write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(rescues.PAGE))


def replaced_by(content: bytes):
    return lambda place: place.file.write_bytes(content)


def cut_to(length: int):
    return lambda place: place.file.write_bytes(place.file.read_bytes()[:length])


@pytest.mark.parametrize(
    ("harm", "trouble"),
    [
        (damage_missing, "missing"),
        (replaced_by(b""), "empty"),
        (cut_to(100), "truncated"),
        (cut_to(50 * rescues.PAGE), "truncated"),
        (cut_to(50 * rescues.PAGE + 7), "truncated"),
        (replaced_by(b"\x89PNG\r\n" + bytes(9000)), "foreign"),
        (replaced_by(bytes(20 * rescues.PAGE)), "damaged"),
        (lambda place: rescues.flip(place.file, 1), "damaged"),
        (lambda place: rescues.flip(place.file, 30), "damaged"),
        (lambda place: place.key_file.unlink(), "no_key"),
        (damage_key, "bad_key"),
        (damage_log, "stale_log"),
    ],
)
def test_every_broken_file_has_its_name_and_is_left_alone(
    worked: Paths, rescue: Recovery, harm, trouble: str
) -> None:
    place = place_of(worked)
    harm(place)
    before = {file: file.read_bytes() for file in place.folder.iterdir() if file.is_file()}
    found = rescue.diagnose()
    assert found is not None
    assert found.trouble == trouble
    assert found.sentence.endswith("原文件没有改动。")
    assert found.can_restore
    with pytest.raises(StorageProblem):
        build(worked, drives=FakeDrives())
    after = {file: file.read_bytes() for file in before}
    assert {file.name for file in before if before[file] != after[file]} <= {"office.lock"}


@pytest.mark.parametrize("length", [0, 1, 99, 100, 512, 4095, 4096, 4097, 40960, 99999])
def test_no_cut_file_is_ever_taken_for_a_new_office(
    worked: Paths, rescue: Recovery, length: int
) -> None:
    cut_to(length)(place_of(worked))
    with pytest.raises(DamagedStore):
        build(worked, drives=FakeDrives())
    assert rescue.diagnose().trouble in ("empty", "truncated")


def test_nothing_is_put_back_while_a_program_has_the_store_open(
    worked: Paths, rescue: Recovery
) -> None:
    desk = build(worked, drives=FakeDrives())
    with pytest.raises(StoreBusy):
        rescue.restore(rescue.backups()[0].id)
    desk.close()


# Going back --------------------------------------------------------------------------------


def test_going_back_restores_exactly_the_backup_and_keeps_the_present(
    worked: Paths, rescue: Recovery, clock: FixedClock
) -> None:
    place = place_of(worked)
    present = place.file.read_bytes()
    row = rescue.backups()[0]
    done = rescue.restore(row.id)
    assert (done.kept / "office.mdesk").read_bytes() == present
    assert (done.kept / "office.key").exists()
    desk = build(worked, clock, drives=FakeDrives())
    assert len(desk.listing.cases(factories.everything(), limit=9)) == 1
    again = factories.registered(desk, desk.office.committees()[0].id)
    assert again.id
    desk.close()
    rescues.assert_sound(worked)


@pytest.mark.parametrize("kind", ["matching", "older", "journal"])
def test_log_files_left_beside_the_store_never_touch_what_is_restored(
    worked: Paths, rescue: Recovery, clock: FixedClock, kind: str
) -> None:
    place = place_of(worked)
    _, shm, journal = place.companions
    if kind == "journal":
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(9000))
    else:
        leave_log(worked, clock, older=kind == "older")
    shm.write_bytes(bytes(32768))
    left = {file.name for file in place.companions if file.exists()}
    row = rescue.backups()[-1]
    done = rescue.restore(row.id)
    assert not any(file.exists() for file in place.companions)
    assert left <= {file.name for file in done.kept.iterdir()}
    desk = build(worked, clock, drives=FakeDrives())
    assert desk.backups.preview(row.id).lost == ()
    desk.close()
    rescues.assert_sound(worked)


def leave_log(paths: Paths, clock: FixedClock, *, older: bool) -> None:
    """Leave the log of an unfinished session; `older`: over a store of another day."""
    place = place_of(paths)
    wal = place.companions[0]
    desk = build(paths, clock, drives=FakeDrives())
    factories.registered(desk, desk.office.committees()[0].id, facts="第三件。")
    shutil.copy(place.file, place.folder / "file")
    shutil.copy(wal, place.folder / "wal")
    if older:
        for number in range(30):
            factories.registered(desk, desk.office.committees()[0].id, facts=f"第{number}件。")
    desk.close()
    if not older:
        (place.folder / "file").replace(place.file)
    (place.folder / "wal").replace(wal)
    (place.folder / "file").unlink(missing_ok=True)


def test_a_damaged_newest_backup_is_passed_over_and_said(
    worked: Paths, rescue: Recovery, clock: FixedClock
) -> None:
    desk = build(worked, clock, drives=FakeDrives())
    newest = desk.backups.run().rows[0]
    desk.close()
    content = rescues.flip(newest.file, 9)
    proved = rescue.best()
    assert proved.row.sequence == newest.sequence - 1
    assert "已损坏或被改动" in proved.passed_over[0]
    with pytest.raises(DamagedStore):
        rescue.restore(newest.id)
    assert newest.file.read_bytes() == content


def test_a_backup_whose_manifest_was_edited_is_not_believed(
    worked: Paths, rescue: Recovery
) -> None:
    row = rescue.backups()[0]
    manifest = row.file.with_suffix(".json")
    facts = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**facts, "sha256": "0" * 64}))
    assert rescue.best().row is None


def test_no_room_to_restore_is_said_before_anything_changes(
    worked: Paths, clock: FixedClock
) -> None:
    drives = FakeDrives()
    drives.room[worked.data] = 1000
    before = rescues.state_of(worked)
    rescue = recovery(worked, clock, drives=drives)
    with pytest.raises(StorageProblem, match="磁盘空间不足"):
        rescue.restore(rescue.backups()[0].id)
    assert rescues.state_of(worked) == before


def test_the_key_file_comes_back_from_a_backup(
    worked: Paths, rescue: Recovery, clock: FixedClock
) -> None:
    place = place_of(worked)
    place.key_file.write_bytes(b"scribble")
    assert rescue.diagnose().can_put_key_back
    rescue.put_key_back(rescue.backups()[0].id)
    assert rescue.diagnose() is None
    (kept,) = (place.folder / "kept").iterdir()
    assert (kept / "office.key").read_bytes() == b"scribble"


def test_log_files_of_another_store_can_be_put_aside(worked: Paths, rescue: Recovery) -> None:
    before = rescues.state_of(worked)
    damage_log(place_of(worked))
    assert rescue.diagnose().can_set_log_aside
    assert "可以打开了" in rescue.set_log_aside()
    assert rescue.diagnose() is None
    assert rescues.state_of(worked) == before
    with pytest.raises(StorageProblem, match="不是因为日志文件"):
        rescue.set_log_aside()


def test_a_whole_folder_that_was_lost_comes_back_from_a_stick(
    worked: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.move(worked.backups, stick)
    shutil.rmtree(worked.data)
    rescue = recovery(worked, clock, drives=FakeDrives())
    done = rescue.restore(rescue.backups(stick)[0].id)
    assert not done.kept.exists()
    desk = build(worked, clock, drives=FakeDrives())
    assert desk.office.office().name == "示例镇司法所"
    desk.close()


# Accounts ----------------------------------------------------------------------------------

WANG = Credentials("wangyang", "Lantern-47-hill")
LI = Credentials("liyang", "Willow-58-lake")


@pytest.fixture
def closed(desk: Desk, quick_passwords) -> Paths:
    """An office with an administrator and a mediator, and a backup made since."""
    factories.registered(desk, factories.set_up(desk))
    desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    made = desk.accounts.add(AccountDraft(LI.login, "李样"), LI.password)
    desk.accounts.set_roles(made.id, [AccountRole.MEDIATOR])
    desk.backups.run()
    desk.close()
    return desk.paths


def test_only_somebody_signed_in_who_may_restore_restores(closed: Paths, clock: FixedClock) -> None:
    before = place_of(closed).file.read_bytes()
    with pytest.raises(SignInNeeded):
        recovery(closed, clock).best()
    mediator = recovery(closed, clock, actor=LI)
    with pytest.raises(RuleViolation, match="需要：备份恢复"):
        mediator.restore(mediator.best().row.id)
    assert place_of(closed).file.read_bytes() == before
    administrator = recovery(closed, clock, actor=WANG)
    administrator.restore(administrator.best().row.id)
    desk = build(closed, clock, actor=WANG)
    assert desk.sign_in.me().name == "王样"
    desk.close()


def test_a_password_changed_since_the_backup_stays_changed(
    closed: Paths, clock: FixedClock
) -> None:
    desk = build(closed, clock, actor=WANG)
    new = Credentials(WANG.login, "Harbour-63-moon")
    desk.sign_in.change_password(WANG.password, new.password)
    desk.close()
    rescue = recovery(closed, clock, actor=new)
    rescue.restore(rescue.best().row.id)
    build(closed, clock, actor=new).close()
    with pytest.raises(InvalidInput):
        build(closed, clock, actor=WANG)


def test_going_back_to_before_the_first_account_locks_nobody_out(
    desk: Desk, quick_passwords, clock: FixedClock
) -> None:
    factories.set_up(desk)
    before = desk.backups.run().rows[0]
    desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    desk.close()
    recovery(desk.paths, clock, actor=WANG).restore(before.id)
    opened = build(desk.paths, clock)
    assert opened.sign_in.me() is None
    opened.close()
