"""Two people destroy what is due, each at the window with an account of their own."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mediation_desk.app import Desk, entrance
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.domain.rights import AccountRole
from mediation_desk.gui.door.keeper import Doorkeeper
from mediation_desk.gui.door.sign_in import ChangeScreen, SignInScreen
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.account_rows import AccountDraft
from tests.factories import FakeDrives, registered
from tests.gui.keyboard import press, type_into

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("quick_passwords")]
WANG = Credentials("wangyang", "Lantern-47-hill")
LI = Credentials("liyang", "Willow-58-lake")
NEW = "Harbour-62-pine"


@pytest.fixture
def title(desk: Desk, office: str, clock: FixedClock) -> str:
    """A case whose time in the bin is over, in the closed office of Wang and Li; its title."""
    case = registered(desk, office)
    desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    made = desk.accounts.add(AccountDraft(LI.login, "李样"), LI.password)
    desk.accounts.set_roles(made.id, [AccountRole.REVIEWER])
    desk.bin.delete(case.id, "重复登记")
    desk.close()
    clock.set(clock.now() + timedelta(days=91))
    return case.title


def fill(window: MainWindow, **values: str) -> None:
    """Type into the fields of the screen before the window; Enter in the last one."""
    for name, text in values.items():
        type_into(window.shut_by.form.fields[name], text)
    press(window.shut_by.form.fields[name], Qt.Key.Key_Return)


def come_in(qtbot, window: MainWindow, who: Credentials) -> None:
    """Sign in; after the months in the bin a new password is asked for first."""
    qtbot.waitUntil(lambda: isinstance(window.shut_by, SignInScreen), timeout=20_000)
    fill(window, login=who.login, password=who.password)
    qtbot.waitUntil(lambda: isinstance(window.shut_by, ChangeScreen), timeout=20_000)
    fill(window, old=who.password, new=NEW, again=NEW)
    qtbot.waitUntil(lambda: window.shut_by is None, timeout=20_000)


def act(qtbot, window: MainWindow, pane: ListPane, words: str) -> None:
    """Press one of a list's buttons and wait until it is done."""
    button = next(one for one in pane.findChildren(QPushButton) if one.text() == words)
    assert button.isEnabled(), pane.why.text()
    button.click()
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)


def test_one_proposes_another_approves_and_the_content_is_gone(
    qtbot, make_window, paths, clock: FixedClock, title: str, prompts
) -> None:
    window = make_window()
    Doorkeeper(window, entrance(paths, clock, FakeDrives())).come()
    come_in(qtbot, window, WANG)
    window.go_to("bin")
    page = window.pages["bin"]
    prompts.text = "没有续存价值"
    act(qtbot, window, page.due, "提出销毁")
    approve = next(one for one in page.lists.findChildren(QPushButton) if one.text() == "批准销毁")
    assert not approve.isEnabled()
    assert "提出的人不能审批自己的清册" in page.lists.why.text()
    window.asked.emit("leave")
    come_in(qtbot, window, LI)
    window.go_to("bin")
    page = window.pages["bin"]
    prompts.text = "同意"
    act(qtbot, window, page.lists, "批准销毁")
    assert title in prompts.asked[-1]
    done = page.lists.table.rows.rows[0]
    assert (done.proposed_by, done.decided_by) == ("王样（wangyang）", "李样（liyang）")
    assert page.due.table.rows.rows == ()
    assert window.desk.cases.show(done.cases[0].id).parties == ()
