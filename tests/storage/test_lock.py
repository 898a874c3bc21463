"""One program at a time on a data folder; a lock never outlives the program that held it."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mediation_desk.clock import FixedClock
from mediation_desk.errors import StoreBusy
from mediation_desk.storage import lock, store
from mediation_desk.storage.place import StorePlace

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from mediation_desk.app import build
from mediation_desk.paths import find
desk = build(find(), opener="窗口")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def made(place: StorePlace, clock: FixedClock) -> StorePlace:
    store.create(place, clock).close()
    return place


def other_program(place: StorePlace) -> subprocess.Popen:
    """Start a program that opens the store and keeps it open."""
    environment = {**os.environ, "MEDIATION_DESK_HOME": str(place.folder)}
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdout.readline() == b"open\n"
    return program


def test_a_second_program_is_told_who_has_the_data(made: StorePlace, clock: FixedClock) -> None:
    with other_program(made) as program:
        with pytest.raises(StoreBusy, match=f"本机的窗口.*进程 {program.pid}"):
            store.open_store(made, clock)
        program.stdin.close()
    store.open_store(made, clock).close()


def test_a_killed_program_keeps_nobody_out(made: StorePlace, clock: FixedClock) -> None:
    told: list[str] = []
    with other_program(made) as program:
        program.kill()
        program.wait()
        program.stdin.close()
    clock.set(datetime.now(UTC))
    store.open_store(made, clock, tell=told.append).close()
    assert told == ["上次未正常退出，数据已检查，完好。"]
    told.clear()
    store.open_store(made, clock, tell=told.append).close()
    assert told == []


def test_the_same_program_cannot_open_twice(made: StorePlace, clock: FixedClock) -> None:
    db = store.open_store(made, clock)
    with pytest.raises(StoreBusy):
        store.open_store(made, clock)
    db.close()
    store.open_store(made, clock).close()


def test_a_lock_of_another_computer_is_explained(made: StorePlace, clock: FixedClock) -> None:
    held = lock.take(made, clock, "窗口")
    text = made.lock_file.read_text(encoding="utf-8")
    made.lock_file.write_text(text.replace(os.uname().nodename, "司法所二号机"), encoding="utf-8")
    with pytest.raises(StoreBusy, match="另一台电脑“司法所二号机”的窗口"):
        store.open_store(made, clock)
    held.release()


def test_a_lock_file_somebody_scribbled_in_is_no_obstacle(
    made: StorePlace, clock: FixedClock
) -> None:
    made.lock_file.write_text("{")
    store.open_store(made, clock).close()


def test_programs_of_one_folder_find_each_other(made: StorePlace, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(made.folder)
    assert replace(made, folder=link).address == made.address
    assert replace(made, folder=tmp_path).address != made.address
