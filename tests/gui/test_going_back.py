"""Going back to a backup from the window of a sound office: asked twice, the present file kept."""

import pytest
from sqlalchemy import select

from mediation_desk.app import entrance
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.gui.door.keeper import Doorkeeper
from mediation_desk.gui.door.sign_in import SignInScreen
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.paths import Paths
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.filters import Filters
from mediation_desk.storage.tables.journal import audit
from tests import rescues
from tests.factories import FakeDrives

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("quick_passwords")]
WANG = Credentials("wangyang", "Lantern-47-hill")


@pytest.fixture
def inside(qtbot, qapp, make_window, paths: Paths, clock: FixedClock) -> MainWindow:
    """A window on an office with a backup of one case and another case after it."""
    rescues.worked_office(paths, clock)
    window = make_window()
    Doorkeeper(window, entrance(paths, clock, FakeDrives())).come()
    qtbot.waitUntil(lambda: window.desk is not None and window.shut_by is None, timeout=20_000)
    return window


def go_back(qtbot, window: MainWindow) -> None:
    """Choose the newest backup and press the button; every job has come to its end then."""
    window.go_to("backups")
    pane = window.pages["backups"].pane
    pane.table.setCurrentIndex(pane.table.rows.index(0, 0))
    pane.acts.itemAt(1).widget().click()
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)


def test_the_older_state_is_back_and_the_newer_one_is_kept(
    qtbot, inside: MainWindow, paths: Paths, prompts
) -> None:
    assert inside.desk.listing.count(Filters()) == 2
    go_back(qtbot, inside)
    lost, again = prompts.asked[-2:]
    assert "新登记的 1 件案件" in lost
    assert "再确认一次" in again
    assert inside.desk is None
    inside.shut_by.primary.click()
    qtbot.waitUntil(lambda: inside.shut_by is None, timeout=20_000)
    assert inside.desk.listing.count(Filters()) == 1
    assert len(list(paths.data.glob("kept/*/office.mdesk"))) == 1


def test_the_office_is_let_go_of_before_its_files_are_exchanged(
    qtbot, inside: MainWindow, prompts
) -> None:
    held = []
    inside.going_back.connect(lambda _: held.append(inside.desk))
    go_back(qtbot, inside)
    assert held == [None]


def test_nothing_happens_unless_agreed(qtbot, inside: MainWindow, prompts) -> None:
    prompts.agrees = False
    go_back(qtbot, inside)
    assert inside.shut_by is None
    assert inside.desk.listing.count(Filters()) == 2


def test_whoever_is_signed_in_restores_and_signs_in_again(
    qtbot, inside: MainWindow, prompts
) -> None:
    inside.desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    inside.desk.backups.run()
    go_back(qtbot, inside)
    inside.shut_by.primary.click()
    qtbot.waitUntil(lambda: isinstance(inside.shut_by, SignInScreen), timeout=20_000)
    inside.shut_by.form.fill({"login": WANG.login, "password": WANG.password})
    inside.shut_by.primary.click()
    qtbot.waitUntil(lambda: inside.shut_by is None, timeout=20_000)
    with inside.desk._context.db.read() as connection:
        restored = select(audit.c.actor).where(audit.c.action == "restore_backup")
        assert connection.execute(restored).scalar_one() == "王样（wangyang）"


def test_a_backup_that_proves_broken_leaves_the_office_as_it_is(
    qtbot, inside: MainWindow, paths: Paths
) -> None:
    file = next(paths.backups.glob("mdesk-*.mdesk"))
    rescues.flip(file, 30)
    go_back(qtbot, inside)
    assert "已损坏或被改动" in inside.shut_by.bar.text()
    inside.shut_by.primary.click()
    qtbot.waitUntil(lambda: inside.shut_by is None, timeout=20_000)
    assert inside.desk.listing.count(Filters()) == 2
