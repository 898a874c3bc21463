"""An office's backups: when they are due, two places, what going back would lose."""

from datetime import timedelta
from pathlib import Path

import pytest

from mediation_desk.app import Desk, build
from mediation_desk.clock import FixedClock
from mediation_desk.errors import NotFound, StorageProblem
from mediation_desk.paths import Paths
from mediation_desk.storage.drives import Volume
from tests import factories
from tests.factories import FakeDrives


@pytest.fixture
def drives() -> FakeDrives:
    return FakeDrives()


@pytest.fixture
def desk(paths: Paths, clock: FixedClock, drives: FakeDrives):
    opened = build(paths, clock, drives=drives)
    yield opened
    opened.close()


@pytest.fixture
def committee(desk: Desk) -> str:
    return factories.set_up(desk)


def plug_in(drives: FakeDrives, root: Path, label: str = "备份盘", number: str = "1A2B") -> Path:
    root.mkdir(exist_ok=True)
    drives.plugged.append(Volume(root, label, number))
    return root / "调解台备份"


def test_nothing_is_due_until_something_changed(desk: Desk, clock: FixedClock) -> None:
    assert not desk.backups.due()
    factories.set_up(desk)
    assert desk.backups.due()
    desk.backups.run()
    clock.set(clock.now() + timedelta(days=9))
    assert not desk.backups.due()
    assert not desk.backups.due(leaving=True)


def test_a_changed_office_is_backed_up_daily_and_on_leaving(
    desk: Desk, committee: str, clock: FixedClock
) -> None:
    desk.backups.run()
    factories.registered(desk, committee)
    assert not desk.backups.due()
    assert desk.backups.due(leaving=True)
    clock.set(clock.now() + timedelta(hours=25))
    assert desk.backups.due()


def test_a_clock_set_back_does_not_put_backups_off(
    desk: Desk, committee: str, clock: FixedClock
) -> None:
    desk.backups.run()
    factories.registered(desk, committee)
    clock.set(clock.now() - timedelta(days=2))
    assert desk.backups.due()


def test_the_status_says_when_the_backup_was_proved(desk: Desk, committee: str) -> None:
    assert desk.backups.status().text == "还没有备份"
    desk.backups.run()
    status = desk.backups.status()
    assert status.text == "已验证 2025-12-31 12:00"
    assert not status.late


def test_three_days_of_changes_without_a_backup_ask_for_attention(
    desk: Desk, committee: str, clock: FixedClock
) -> None:
    desk.backups.run()
    factories.registered(desk, committee)
    clock.set(clock.now() + timedelta(days=4))
    assert desk.backups.status().late


def test_a_stick_is_found_again_under_another_letter(
    desk: Desk, committee: str, drives: FakeDrives, tmp_path: Path
) -> None:
    desk.backups.choose_second(plug_in(drives, tmp_path / "E"))
    assert {row.place for row in desk.backups.run().rows} == {"本机", "备份盘"}
    drives.plugged.clear()
    done = desk.backups.run()
    assert [row.place for row in done.rows] == ["本机"]
    assert "“备份盘”没有插上" in done.problems[0]
    assert "没有插上" in desk.backups.status().second
    moved = plug_in(drives, tmp_path / "F")
    assert [row.place for row in desk.backups.run().rows] == ["本机", "备份盘"]
    assert len(list(moved.glob("*.mdesk"))) == 1


def test_another_stick_of_the_same_name_is_not_written_to(
    desk: Desk, committee: str, drives: FakeDrives, tmp_path: Path
) -> None:
    desk.backups.choose_second(plug_in(drives, tmp_path / "E"))
    drives.plugged.clear()
    other = plug_in(drives, tmp_path / "F", number="FFFF")
    desk.backups.run()
    assert not other.exists()


def test_a_full_stick_does_not_stop_the_backup_at_home(
    desk: Desk, committee: str, drives: FakeDrives, tmp_path: Path
) -> None:
    stick = plug_in(drives, tmp_path / "E")
    desk.backups.choose_second(stick)
    drives.room[stick.parent] = 1000
    done = desk.backups.run()
    assert [row.place for row in done.rows] == ["本机"]
    assert "磁盘空间不足" in done.problems[0]


def test_no_place_at_all_is_an_error(desk: Desk, committee: str, drives: FakeDrives) -> None:
    drives.room[desk.paths.data] = 1000
    with pytest.raises(StorageProblem, match="没有备份"):
        desk.backups.run()


def test_a_damaged_store_pushes_no_good_backup_out(
    desk: Desk, committee: str, paths: Paths, clock: FixedClock
) -> None:
    from mediation_desk.app import place_of
    from mediation_desk.storage import damage

    names = set()
    damage.mark(place_of(paths), clock)
    for _ in range(30):
        clock.set(clock.now() + timedelta(days=1))
        names.add(desk.backups.run().rows[0].file.name)
    assert names == {row.file.name for row in desk.backups.backups()}
    damage.clear(place_of(paths))
    desk.backups.run()
    assert len(desk.backups.backups()) < 20


def test_the_preview_names_the_cases_that_going_back_would_lose(desk: Desk, committee: str) -> None:
    old = factories.mediating(desk, committee)
    made = desk.backups.run().rows[0]
    desk.sessions.record(old.id, factories.session_draft(old))
    new = factories.registered(desk, committee)
    preview = desk.backups.preview(made.id)
    assert {(case.title, case.new) for case in preview.lost} == {
        (old.title, False),
        (new.title, True),
    }
    assert "新登记的 1 件案件、对 1 件案件的修改" in preview.sentence
    assert "另存一份" in preview.sentence
    again = desk.backups.preview(desk.backups.run().rows[0].id)
    assert "不会丢失内容" in again.sentence


def test_a_backup_that_was_deleted_meanwhile_is_said(desk: Desk) -> None:
    with pytest.raises(NotFound, match="备份已经不在了"):
        desk.backups.preview("gone")


def test_every_day_of_use_ends_with_a_backup_of_that_day(
    desk: Desk, committee: str, clock: FixedClock
) -> None:
    for _ in range(40):
        clock.set(clock.now() + timedelta(days=1))
        desk.backups.run()
        assert desk.backups.backups()[0].age.startswith("今天")
