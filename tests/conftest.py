"""What every test shares. Qt is told to draw offscreen before anything imports it."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mediation_desk.clock import FixedClock
from mediation_desk.paths import Paths, find

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.storage.place import StorePlace

NOON = datetime(2025, 12, 31, 4, 0, tzinfo=UTC)
"""Noon in China on the last day of 2025: where every test's clock stands unless it moves it."""


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at NOON."""
    return FixedClock(NOON)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The program's own resources with user data in the test's folder."""
    return find(tmp_path / "home")


@pytest.fixture
def place(paths: Paths) -> "StorePlace":
    """Where the test's store is."""
    from mediation_desk.storage.place import StorePlace
    from tests.factories import FakeDrives

    return StorePlace(paths.data, paths.backups, paths.migrations, FakeDrives())


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory) -> Path:
    """The folder of a new, empty store, made once; every test works on a copy of its own."""
    from mediation_desk.app import build

    made = find(tmp_path_factory.mktemp("template") / "home")
    build(made, FixedClock(NOON)).close()
    return made.data


@pytest.fixture
def desk(paths: Paths, clock: FixedClock, empty_store: Path) -> "Iterator[Desk]":
    """An open desk on an empty store."""
    from mediation_desk.app import build

    shutil.copytree(empty_store, paths.data)
    opened = build(paths, clock, actor="测试员")
    yield opened
    opened.close()


@pytest.fixture
def quick_passwords(monkeypatch) -> None:
    """Passwords cost next to nothing, for tests that are not about what a guess costs."""
    from mediation_desk.storage import sealing

    monkeypatch.setattr(sealing, "STANDARD", sealing.Cost(memory_kib=16, passes=1, lanes=1))
