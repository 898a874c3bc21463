"""The restore drill through the window: every broken file is named, kept and put right."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from mediation_desk.app import build, entrance, place_of
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.gui.door.backup_choice import BackupChoiceScreen
from mediation_desk.gui.door.keeper import Doorkeeper
from mediation_desk.gui.door.screen import Screen
from mediation_desk.gui.door.sign_in import SignInScreen
from mediation_desk.gui.door.trouble import DoneScreen, TroubleScreen
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.paths import Paths
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.filters import Filters
from tests import rescues
from tests.factories import FakeDrives
from tests.gui.keyboard import press, type_into

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


def standing(qtbot, window: MainWindow, kind: type[Screen]) -> Screen:
    """Wait for a screen of a kind."""
    qtbot.waitUntil(lambda: isinstance(window.shut_by, kind), timeout=20_000)
    return window.shut_by


def trouble(qtbot, window: MainWindow) -> Screen:
    """Wait for the screen that says what is wrong."""
    return standing(qtbot, window, TroubleScreen)


def words(screen: Screen) -> str:
    """Return everything the screen says."""
    return "\n".join(part.text() for part in screen.findChildren(QLabel))


def link(screen: Screen, words: str) -> QPushButton:
    """Return the button of another way to go on."""
    return next(one for one in screen.findChildren(QPushButton) if one.text() == words)


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
    assert "没有完好的备份" in words(screen)
    assert screen.primary.text() == "再试一次"


def two_backups(paths: Paths, clock: FixedClock) -> None:
    """Back up once more, a day later, with a case more."""
    clock.set(clock.now() + timedelta(days=1))
    desk = build(paths, clock, drives=FakeDrives())
    desk.backups.run()
    desk.close()


def test_an_older_backup_is_chosen_where_the_newest_is_broken(
    qtbot, arrive, worked: Paths, clock: FixedClock
) -> None:
    two_backups(worked, clock)
    newest = max(worked.backups.glob("*.mdesk"), key=lambda file: file.stat().st_mtime_ns)
    rescues.flip(newest, 9)
    rescues.flip(place_of(worked).file, 30)
    window = arrive()
    link(trouble(qtbot, window), "选另一份备份…").click()
    screen = standing(qtbot, window, BackupChoiceScreen)
    assert [(one.row.cases, bool(one.fault)) for one in screen.table.rows.rows] == [
        (2, True),
        (1, False),
    ]
    assert not screen.primary.isEnabled()
    assert "已损坏或被改动" in screen.fault.text()
    press(screen.table, Qt.Key.Key_Down)
    screen.replay.click()
    screen.primary.click()
    standing(qtbot, window, DoneScreen).primary.click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk.listing.count(Filters()) == 1


def test_a_backup_is_looked_for_in_another_folder(
    qtbot, arrive, worked: Paths, prompts, tmp_path
) -> None:
    stick = tmp_path / "U 盘"
    worked.backups.rename(stick)
    rescues.flip(place_of(worked).file, rescues.root_of(worked, "person"))
    window = arrive()
    screen = trouble(qtbot, window)
    assert "没有完好的备份" in words(screen)
    link(screen, "选另一份备份…").click()
    prompts.file = stick
    nothing = standing(qtbot, window, BackupChoiceScreen)
    link(nothing, "到别的文件夹里找…").click()
    qtbot.waitUntil(lambda: window.shut_by is not nothing and _listed(window), timeout=20_000)
    window.shut_by.primary.click()
    standing(qtbot, window, DoneScreen).primary.click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk.listing.count(Filters()) == 2


def _listed(window: MainWindow) -> bool:
    screen = window.shut_by
    return isinstance(screen, BackupChoiceScreen) and screen.table.rows.rowCount() > 0


WANG = Credentials("wangyang", "Lantern-47-hill")


@pytest.fixture
def guarded(worked: Paths, clock: FixedClock, quick_passwords) -> Paths:
    """That office with an account and a backup made since."""
    desk = build(worked, clock, drives=FakeDrives())
    desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    desk.backups.run()
    desk.close()
    return worked


def sign_in(qtbot, window: MainWindow, password: str = WANG.password) -> None:
    screen = standing(qtbot, window, SignInScreen)
    for name, text in (("login", WANG.login), ("password", password)):
        screen.form.fields[name].clear()
        type_into(screen.form.fields[name], text)
    press(screen.form.fields["password"], Qt.Key.Key_Return)


def test_an_office_with_accounts_is_rescued_by_whoever_may(qtbot, arrive, guarded: Paths) -> None:
    rescues.flip(place_of(guarded).file, 30)
    window = arrive()
    sign_in(qtbot, window)
    screen = trouble(qtbot, window)
    assert "检测到数据损坏" in screen.bar.text()
    screen.primary.click()
    standing(qtbot, window, DoneScreen).primary.click()
    sign_in(qtbot, window)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk.sign_in.me().name == "王样"
    assert window.desk.listing.count(Filters()) == 2


def test_a_lost_key_file_of_an_office_with_accounts_comes_back_from_the_backup(
    qtbot, arrive, guarded: Paths
) -> None:
    place_of(guarded).key_file.unlink()
    window = arrive()
    asked = standing(qtbot, window, SignInScreen)
    assert "找不到密钥文件" in asked.bar.text()
    sign_in(qtbot, window, "Lantern-48-hill")
    qtbot.waitUntil(lambda: "口令不正确" in words(asked), timeout=20_000)
    sign_in(qtbot, window)
    screen = trouble(qtbot, window)
    assert screen.primary.text() == "从备份取回密钥文件"
    screen.primary.click()
    standing(qtbot, window, DoneScreen).primary.click()
    qtbot.waitUntil(lambda: isinstance(window.shut_by, SignInScreen), timeout=20_000)
    sign_in(qtbot, window)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
