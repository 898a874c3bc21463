"""A prepared store takes the live one's place whole, at whatever step it was cut short."""

import pytest

from mediation_desk.clock import FixedClock
from mediation_desk.storage import swap
from mediation_desk.storage.place import StorePlace


@pytest.fixture
def prepared(place: StorePlace) -> StorePlace:
    """An old store with its log files, and a new one prepared."""
    place.folder.mkdir(parents=True)
    for file in (place.file, place.key_file, *place.companions):
        file.write_text(f"old {file.name}")
    folder = swap.stage(place)
    (folder / "office.mdesk").write_text("new store")
    (folder / "office.key").write_text("new key")
    return place


def assert_new(place: StorePlace) -> None:
    assert place.file.read_text() == "new store"
    assert place.key_file.read_text() == "new key"
    assert not any(file.exists() for file in place.companions)
    assert not place.ready_folder.exists()
    (kept,) = (place.folder / "kept").iterdir()
    assert {file.name: file.read_text() for file in kept.iterdir()} == {
        file.name: f"old {file.name}" for file in (place.file, place.key_file, *place.companions)
    }


def test_the_old_files_are_kept_together(prepared: StorePlace, clock: FixedClock) -> None:
    swap.put_in_place(prepared, clock.now())
    assert_new(prepared)


def test_two_exchanges_in_one_second_keep_both_old_stores(
    prepared: StorePlace, clock: FixedClock
) -> None:
    first = swap.put_in_place(prepared, clock.now())
    (swap.stage(prepared) / "office.mdesk").write_text("newer")
    second = swap.put_in_place(prepared, clock.now())
    assert (first / "office.mdesk").read_text() == "old office.mdesk"
    assert (second / "office.mdesk").read_text() == "new store"
    assert prepared.key_file.read_text() == "new key"


def test_what_was_only_prepared_is_swept(prepared: StorePlace) -> None:
    assert not swap.finish(prepared)
    swap.sweep(prepared)
    assert not prepared.next_folder.exists()
    assert prepared.file.read_text() == "old office.mdesk"
