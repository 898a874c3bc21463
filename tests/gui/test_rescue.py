"""The restore drill through the window: every broken file is named, kept and put right."""

import pytest

from mediation_desk.app import entrance, place_of
from mediation_desk.clock import FixedClock
from mediation_desk.gui.door.keeper import Doorkeeper
from mediation_desk.gui.door.rescue import TroubleScreen
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.paths import Paths
from mediation_desk.services.filters import Filters
from tests import rescues
from tests.factories import FakeDrives

pytestmark = pytest.mark.gui


@pytest.fixture
def worked(qapp, paths: Paths, clock: FixedClock) -> Paths:
    """An office with a backup and a day's work after it, closed."""
    return rescues.worked_office(paths, clock)


@pytest.fixture
def arrive(make_window, worked: Paths, clock: FixedClock):
    """Starts the program on that office, with drives as a test wants them."""

    def start(drives: FakeDrives | None = None) -> MainWindow:
        window = make_window()
        Doorkeeper(window, entrance(worked, clock, drives or FakeDrives())).come()
        return window

    return start


def trouble(qtbot, window: MainWindow) -> TroubleScreen:
    """Wait for the screen that says what is wrong."""
    qtbot.waitUntil(lambda: isinstance(window.shut_by, TroubleScreen), timeout=20_000)
    return window.shut_by


def cut(file, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])


BROKEN = {
    "one bit": lambda place: rescues.flip(place.file, 30),
    "empty": lambda place: cut(place.file, 0),
    "cut": lambda place: cut(place.file, 50 * rescues.PAGE),
    "foreign": lambda place: place.file.write_bytes(b"\x89PNG\r\n" + bytes(9000)),
    "gone": lambda place: place.file.unlink(),
    "key gone": lambda place: place.key_file.unlink(),
    "strange log": lambda place: place.companions[2].write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(rescues.PAGE)
    ),
}


@pytest.mark.parametrize("harm", BROKEN.values(), ids=BROKEN)
def test_a_broken_office_is_opened_again_with_one_button(
    qtbot, arrive, worked: Paths, prompts, harm
) -> None:
    harm(place_of(worked))
    window = arrive()
    screen = trouble(qtbot, window)
    assert "没有改动" in screen.bar.text()
    screen.primary.click()
    qtbot.waitUntil(lambda: window.shut_by is not screen, timeout=20_000)
    window.shut_by.primary.click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.shut_by is None
    assert window.desk.listing.count(Filters()) >= 1


def test_what_came_after_the_backup_is_brought_back_and_the_report_printed(
    qtbot, arrive, worked: Paths, prompts
) -> None:
    rescues.flip(place_of(worked).file, rescues.root_of(worked, "person"))
    window = arrive()
    screen = trouble(qtbot, window)
    screen.primary.click()
    qtbot.waitUntil(lambda: window.shut_by is not screen, timeout=20_000)
    window.shut_by.links.itemAt(0).widget().click()
    assert "已找回" in prompts.asked[-1]
    window.shut_by.primary.click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk.listing.count(Filters()) == 2


def test_nothing_is_restored_unless_agreed(qtbot, arrive, worked: Paths, prompts) -> None:
    rescues.flip(place_of(worked).file, 30)
    before = place_of(worked).file.read_bytes()
    window = arrive()
    prompts.agrees = False
    trouble(qtbot, window).primary.click()
    assert isinstance(window.shut_by, TroubleScreen)
    assert place_of(worked).file.read_bytes() == before


def test_without_any_backup_the_screen_says_so(qtbot, arrive, worked: Paths) -> None:
    rescues.flip(place_of(worked).file, 30)
    for file in worked.backups.iterdir():
        file.unlink()
    screen = trouble(qtbot, arrive())
    assert screen.primary.isHidden()
