"""The door: nothing is seen before somebody signs in, while the desk is locked, after leaving."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from mediation_desk.app import Desk, entrance
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import StorageProblem
from mediation_desk.gui.backup_clock import BackupClock
from mediation_desk.gui.cases.viewers_dialog import ViewersDialog
from mediation_desk.gui.door.founding import FirstAccountScreen, RecoveryKeyScreen
from mediation_desk.gui.door.keeper import Doorkeeper
from mediation_desk.gui.door.screen import Screen
from mediation_desk.gui.door.sign_in import (
    ChangeScreen,
    ForgottenScreen,
    LockScreen,
    SignInScreen,
)
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.organisation.committee_dialog import CommitteeDialog
from mediation_desk.paths import Paths
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.filters import Filters
from tests.factories import FakeDrives, registered
from tests.gui.case_steps import opened
from tests.gui.keyboard import press, type_into

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("quick_passwords")]
WANG = Credentials("wangyang", "Lantern-47-hill")
LI = Credentials("liyang", "Willow-58-lake")
NEW = "Harbour-62-pine"


@pytest.fixture
def printed(desk: Desk, office: str) -> str:
    """An office with one case and the account of Wang, closed; its recovery key."""
    registered(desk, office)
    made = desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    desk.close()
    return made.recovery_key


@pytest.fixture
def arrive(make_window, paths: Paths, clock: FixedClock):
    """Starts the program: a window with its doorkeeper before the closed office."""

    def start() -> tuple[MainWindow, Doorkeeper]:
        window = make_window()
        keeper = Doorkeeper(window, entrance(paths, clock, FakeDrives()))
        keeper.come()
        return window, keeper

    return start


@pytest.fixture
def at_door(qtbot, arrive, printed: str) -> MainWindow:
    """The window asking who is there."""
    window, _ = arrive()
    qtbot.waitUntil(lambda: isinstance(window.shut_by, SignInScreen))
    return window


@pytest.fixture
def inside(qtbot, at_door: MainWindow) -> MainWindow:
    """The window with Wang signed in."""
    sign_in(at_door, WANG)
    qtbot.waitUntil(lambda: at_door.shut_by is None)
    return at_door


def fill(screen: Screen, **values: str) -> None:
    """Type into the fields of a screen."""
    for name, text in values.items():
        screen.form.fields[name].clear()
        type_into(screen.form.fields[name], text)


def sign_in(window: MainWindow, who: Credentials) -> None:
    """Type name and password, and press Enter."""
    fill(window.shut_by, login=who.login, password=who.password)
    press(window.shut_by.form.fields["password"], Qt.Key.Key_Return)


def come_to(qtbot, window: MainWindow, kind: type) -> Screen:
    """Wait for a screen and return it."""
    qtbot.waitUntil(lambda: isinstance(window.shut_by, kind))
    return window.shut_by


def seen_texts() -> list[str]:
    """Return what can be read anywhere on the display."""
    return [
        part.text()
        for window in QApplication.topLevelWidgets()
        for part in window.findChildren(QLabel)
        if part.isVisible()
    ]


def test_nothing_of_the_office_is_seen_before_somebody_signs_in(at_door: MainWindow) -> None:
    assert at_door.desk is None
    assert at_door.pages == {}
    assert not at_door.statusBar().isVisible()
    press(at_door, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert at_door.pages == {}


def test_the_right_password_opens_the_desk_by_the_keyboard_alone(inside: MainWindow) -> None:
    assert inside.page_name() == "home"
    assert "王样" in seen_texts()
    assert inside.statusBar().isVisible()


def test_a_wrong_password_tells_how_many_tries_are_left_and_then_until_when(
    qtbot, at_door: MainWindow
) -> None:
    for left in (4, 3, 2, 1):
        sign_in(at_door, Credentials(WANG.login, "Wrong-00-word"))
        qtbot.waitUntil(lambda: at_door.shut_by.primary.isEnabled())
        assert f"还可以再试 {left} 次" in at_door.shut_by.form._faults["password"].text()
    sign_in(at_door, Credentials(WANG.login, "Wrong-00-word"))
    qtbot.waitUntil(lambda: at_door.shut_by.primary.isEnabled())
    assert "已锁定至 12:10" in at_door.shut_by.form._faults["password"].text()
    sign_in(at_door, WANG)
    qtbot.waitUntil(lambda: at_door.shut_by.primary.isEnabled())
    assert "在那之前不能登录" in at_door.shut_by.bar.text()


def test_an_office_that_cannot_be_written_is_read_by_whoever_signs_in(
    qtbot, arrive, printed: str, paths: Paths
) -> None:
    for name in ("office.lock", "office.key.lock"):  # where a folder stands no file can be made
        paths.data.joinpath(name).unlink(missing_ok=True)
        paths.data.joinpath(name).mkdir()
    before = {file: file.read_bytes() for file in paths.data.glob("office.[km]*") if file.is_file()}
    window, _ = arrive()
    come_to(qtbot, window, SignInScreen)
    sign_in(window, Credentials(WANG.login, "Wrong-00-word"))
    qtbot.waitUntil(lambda: window.shut_by.primary.isEnabled())
    assert "用户名或口令不正确。" in window.shut_by.form._faults["password"].text()
    sign_in(window, WANG)
    qtbot.waitUntil(lambda: window.shut_by is None)
    assert "只能查看" in window.bar.text()
    qtbot.waitUntil(lambda: "只读打开，不能修改" in seen_texts())
    case = window.desk.listing.cases(Filters())[0]
    opened(window, case.id)
    window.go_to("bin")
    window.desk.sign_in.lock()
    window.desk.sign_in.unlock(WANG.password)
    with pytest.raises(StorageProblem, match="只能查看，这次修改没有保存"):
        window.desk.bin.delete(case.id, "重复")
    window.asked.emit("leave")
    come_to(qtbot, window, SignInScreen)
    assert {file: file.read_bytes() for file in before} == before


def test_what_the_opening_found_is_said_in_the_window(
    qtbot, arrive, printed: str, clock: FixedClock
) -> None:
    clock.set(clock.now() - timedelta(days=2))
    window, _ = arrive()
    come_to(qtbot, window, SignInScreen)
    sign_in(window, WANG)
    qtbot.waitUntil(lambda: window.shut_by is None)
    assert "早于上次使用" in window.bar.text()


def test_a_forgotten_password_is_replaced_by_the_recovery_key(
    qtbot, at_door: MainWindow, printed: str
) -> None:
    at_door.shut_by.links.itemAt(0).widget().click()
    screen = come_to(qtbot, at_door, ForgottenScreen)
    fill(screen, recovery_key="ABC", login=WANG.login, password=NEW, again="other")
    screen.primary.click()
    assert "不一样" in screen.form._faults["again"].text()
    fill(screen, again=NEW)
    screen.primary.click()
    qtbot.waitUntil(lambda: screen.primary.isEnabled())
    assert "七" in screen.form.fields["recovery_key"].placeholderText()
    assert "共 42 个" in screen.form._faults["recovery_key"].text()
    fill(screen, recovery_key=printed.lower().replace("-", " "))
    screen.primary.click()
    qtbot.waitUntil(lambda: at_door.shut_by is None)
    assert at_door.desk.sign_in.me().login == WANG.login


def test_a_temporary_password_is_changed_before_anything_else(qtbot, inside: MainWindow) -> None:
    made = inside.desk.accounts.add(AccountDraft(LI.login, "李样"), LI.password)
    inside.desk.accounts.set_roles(made.id, {AccountRole.MEDIATOR})
    inside.frame.corner.leave_button.click()
    come_to(qtbot, inside, SignInScreen)
    sign_in(inside, LI)
    screen = come_to(qtbot, inside, ChangeScreen)
    fill(screen, old=LI.password, new=NEW, again=NEW)
    screen.primary.click()
    qtbot.waitUntil(lambda: inside.shut_by is None)
    assert inside.page_name() == "home"
    assert not inside.desk.sign_in.me().must_change


def test_leaving_closes_the_office_and_lets_somebody_else_in(
    qtbot, inside: MainWindow, paths: Paths
) -> None:
    inside.frame.corner.leave_button.click()
    come_to(qtbot, inside, SignInScreen)
    assert inside.desk is None
    assert not any("邻样" in text for text in seen_texts())
    assert not (paths.data / "office.mdesk-wal").exists()


def test_the_locked_desk_shows_nothing_and_keeps_what_was_typed(qtbot, inside: MainWindow) -> None:
    inside.go_to("organisation")
    dialog = CommitteeDialog(inside.pages["organisation"]._context)
    dialog.ask(inside)
    type_into(dialog.form.fields["name"], "新样村调委会")
    inside.findChild(Doorkeeper).idle.idle.emit()
    screen = come_to(qtbot, inside, LockScreen)
    assert not dialog.isVisible()
    assert not any("调样" in text or "示例镇" in text for text in seen_texts())
    assert not inside.statusBar().isVisible()
    qtbot.waitUntil(lambda: not inside.runner.busy)
    fill(screen, password="Wrong-00-word")
    screen.primary.click()
    qtbot.waitUntil(lambda: screen.primary.isEnabled())
    assert "还可以再试 4 次" in screen.form._faults["password"].text()
    fill(screen, password=WANG.password)
    press(screen.form.fields["password"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: inside.shut_by is None)
    assert inside.page_name() == "organisation"
    assert dialog.isVisible()
    assert dialog.form.fields["name"].value() == "新样村调委会"
    dialog._dirty = False
    dialog.close()


def test_a_desk_left_alone_locks_itself_and_a_key_puts_that_off(qtbot, arrive, printed) -> None:
    window, keeper = arrive()
    come_to(qtbot, window, SignInScreen)
    sign_in(window, WANG)
    qtbot.waitUntil(lambda: window.shut_by is None)
    now = [0.0]
    keeper.idle._clocks = lambda: (now[0], 0.0)
    keeper.idle.wake()
    now[0] = 599.0
    keeper.idle.look()
    assert window.shut_by is None
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    now[0] = 1198.0
    keeper.idle.look()
    assert window.shut_by is None
    now[0] = 1200.0
    keeper.idle.look()
    assert isinstance(window.shut_by, LockScreen)


def test_ctrl_l_locks_the_desk(qtbot, inside: MainWindow) -> None:
    press(inside, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(inside.shut_by, LockScreen)


def test_time_asleep_counts_as_time_away(qtbot, inside: MainWindow) -> None:
    keeper = inside.findChild(Doorkeeper)
    keeper.idle._clocks = lambda: (0.0, 601.0)
    keeper.idle._last = (0.0, 0.0)
    keeper.idle.look()
    assert isinstance(inside.shut_by, LockScreen)


def test_an_office_without_accounts_opens_by_itself_and_is_never_locked(
    qtbot, arrive, desk: Desk, office: str
) -> None:
    desk.close()
    window, keeper = arrive()
    qtbot.waitUntil(lambda: window.desk is not None)
    assert keeper.idle.seconds == 0
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.shut_by is None
    assert not window.frame.corner.isVisible()


def test_the_first_account_comes_with_a_recovery_key_that_has_to_be_copied(
    qtbot, arrive, desk: Desk, office: str, prompts
) -> None:
    desk.close()
    window, _ = arrive()
    qtbot.waitUntil(lambda: window.desk is not None)
    window.asked.emit("found")
    screen = come_to(qtbot, window, FirstAccountScreen)
    fill(screen, name="王样", login=WANG.login, password="short", again="short")
    screen.primary.click()
    qtbot.waitUntil(lambda: screen.primary.isEnabled())
    assert "至少 10 个字符" in screen.form._faults["password"].text()
    fill(screen, password=WANG.password, again=WANG.password)
    screen.primary.click()
    shown = come_to(qtbot, window, RecoveryKeyScreen)
    text = shown.findChild(QLabel, "recovery_key")
    needed = QFontMetrics(text.font()).boundingRect(text.rect(), 0, text.text()).height()
    qtbot.waitUntil(lambda: text.height() >= needed)
    shown.print_button.click()
    key = prompts.asked[-1].split("\n", 1)[1].replace("\n", "-")
    assert len(key.split("-")) == 7
    fill(shown, group="ABC123")
    shown.primary.click()
    assert isinstance(window.shut_by, RecoveryKeyScreen)
    fill(shown, group=key.split("-")[shown._asked].lower())
    press(shown.form.fields["group"], Qt.Key.Key_Return)
    assert window.shut_by is None
    assert window.desk.sign_in.me().name == "王样"
    assert window.frame.corner.isVisible()


def test_the_first_account_is_offered_once_the_office_is_set_up(qtbot, arrive, desk: Desk) -> None:
    desk.close()
    window, _ = arrive()
    qtbot.waitUntil(lambda: window.page_name() == "settings")
    form = window.pages["settings"].set_up.form
    form.fill({"office_name": "新示镇司法所", "committee_name": "新示会", "short_name": "新示"})
    form.fields["kind"].set_value("township")
    window.pages["settings"].set_up.save_button.click()
    screen = come_to(qtbot, window, FirstAccountScreen)
    screen.links.itemAt(0).widget().click()
    assert window.shut_by is None
    assert window.page_name() == "home"


def test_whoever_was_disabled_meanwhile_is_out_with_the_next_action(
    qtbot, inside: MainWindow
) -> None:
    from mediation_desk.errors import SignInNeeded

    inside.show_error(SignInNeeded("您的账户已停用，不能继续。"))
    screen = come_to(qtbot, inside, SignInScreen)
    assert "已停用" in screen.bar.text()


def test_who_looked_at_a_case_is_listed(qtbot, inside: MainWindow) -> None:
    case_id = inside.desk.listing.cases(Filters(), limit=1)[0].id
    page = opened(inside, case_id, "history")
    page.history.viewers_button.click()
    dialog = page.findChild(ViewersDialog)
    assert [row.actor for row in dialog.table.rows.rows] == ["王样（wangyang）"]
    dialog.close()


def test_signing_out_backs_up_and_an_open_desk_does_once_a_day(
    qtbot, inside: MainWindow, paths: Paths, clock: FixedClock
) -> None:
    watch = BackupClock(inside)
    qtbot.waitUntil(lambda: not inside.runner.busy)
    watch.look()
    qtbot.waitUntil(lambda: not inside.runner.busy)
    assert "今天的备份" in inside.bar.text()
    watch.look()
    qtbot.waitUntil(lambda: not inside.runner.busy)
    assert len(list(paths.backups.glob("mdesk-*.mdesk"))) == 1
    registered(inside.desk, inside.desk.office.committees()[0].id)
    inside.frame.corner.leave_button.click()
    come_to(qtbot, inside, SignInScreen)
    assert len(list(paths.backups.glob("mdesk-*.mdesk"))) == 2
