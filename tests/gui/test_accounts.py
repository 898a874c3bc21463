"""The pages of accounts and backups."""

import pytest
from sqlalchemy import update

from mediation_desk.app import Desk
from mediation_desk.domain.rights import AccountRole, Permission
from mediation_desk.gui.accounts.dialogs import AddDialog, OwnPasswordDialog, RolesDialog
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.pages import allowed_pages
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.storage.tables.accounts import account
from tests.factories import registered
from tests.gui.keyboard import type_into

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("quick_passwords")]
PASSWORD = "Lantern-47-hill"


@pytest.fixture
def closed(desk: Desk, office: str, window: MainWindow) -> MainWindow:
    """The window with Wang, who does everything but audit, signed in."""
    desk.accounts.first(AccountDraft("wangyang", "王样"), PASSWORD)
    window.go_to("accounts")
    return window


def done(qtbot, window: MainWindow) -> None:
    """Wait for every job."""
    qtbot.waitUntil(lambda: not window.runner.busy)


def save(qtbot, window: MainWindow, kind: type, **values: str):
    """Fill and save the dialog that is open; return it."""
    dialog = window.findChild(kind)
    for name, text in values.items():
        dialog.form.fields[name].clear()
        type_into(dialog.form.fields[name], text)
    dialog.save_button.click()
    done(qtbot, window)
    return dialog


def test_an_account_is_added_and_given_its_roles(qtbot, closed: MainWindow, desk: Desk) -> None:
    page = closed.pages["accounts"]
    page.add_button.click()
    save(qtbot, closed, AddDialog, name="李样", login="liyang")
    row = next(one for one in page.pane.table.rows.rows if one.login == "liyang")
    assert "还没有角色" in row.warning
    page.pane.table.choose(row.id)
    page.pane.acts.itemAt(0).widget().click()
    dialog = closed.findChild(RolesDialog)
    dialog.form.fields["auditor"].set_value(True)
    dialog.form.fields["mediator"].set_value(True)
    save(qtbot, closed, RolesDialog)
    assert "审计员不能兼任" in dialog.bar.text()
    dialog.form.fields["auditor"].set_value(False)
    save(qtbot, closed, RolesDialog)
    assert desk.accounts.accounts()[1].roles == (AccountRole.MEDIATOR,)


def test_the_last_administrator_cannot_be_disabled(qtbot, closed: MainWindow) -> None:
    page = closed.pages["accounts"]
    page.pane.acts.itemAt(2).widget().click()
    done(qtbot, closed)
    assert "最后一个能用的" in closed.bar.text()
    assert page.pane.table.rows.rows[0].active


def test_an_own_password_is_changed(qtbot, closed: MainWindow, desk: Desk) -> None:
    closed.pages["accounts"].ways[0].click()
    dialog = save(qtbot, closed, OwnPasswordDialog, old="Wrong-00-word", new="a", again="b")
    assert "不一样" in dialog.form._faults["again"].text()
    new = "Harbour-62-pine"
    save(qtbot, closed, OwnPasswordDialog, old=PASSWORD, new=new, again=new)
    assert "口令已更换" in closed.bar.text()


def test_the_data_key_is_changed_with_the_office_open(qtbot, closed: MainWindow, desk) -> None:
    before = desk._context.session.unlocked.key
    closed.pages["accounts"].ways[3].click()
    done(qtbot, closed)
    assert "数据密钥已更换" in closed.bar.text()
    assert desk._context.session.unlocked.key != before
    assert closed.pages["accounts"].progress.isHidden()


def test_a_mediator_sees_no_accounts_but_their_own_password(
    qtbot, closed: MainWindow, desk: Desk
) -> None:
    with desk._context.db.write() as connection:
        connection.execute(update(account).values(roles=[AccountRole.MEDIATOR]))
    closed.prefer(scale=1.1)
    closed.go_to("accounts")
    page = closed.pages["accounts"]
    assert page.pane.isHidden()
    assert page.add_button.isHidden()
    assert page.ways[0].isEnabled()
    assert page.ways[3].toolTip() == "没有权限（需要：管理权限和口令）。"


def test_a_backup_is_made_listed_and_its_age_told(
    qtbot, window: MainWindow, desk: Desk, office: str
) -> None:
    registered(desk, office)
    window.go_to("backups")
    page = window.pages["backups"]
    page.run_button.click()
    done(qtbot, window)
    assert "核对无误" in window.bar.text()
    assert "已验证" in page.status.text()
    assert [row.cases for row in page.pane.table.rows.rows] == [1]
    registered(desk, office)
    page.pane.acts.itemAt(0).widget().click()
    done(qtbot, window)
    assert "新登记的 1 件案件" in window.bar.text()


def test_the_second_place_cannot_be_inside_the_data(
    qtbot, window: MainWindow, desk: Desk, prompts, tmp_path
) -> None:
    window.go_to("backups")
    page = window.pages["backups"]
    prompts.file = desk.paths.data / "here"
    page.choose_button.click()
    done(qtbot, window)
    assert "不能在数据文件夹里面" in window.bar.text()
    prompts.file = tmp_path / "stick"
    prompts.file.mkdir()
    page.choose_button.click()
    done(qtbot, window)
    assert "stick" in page.status.text()


@pytest.mark.parametrize("role", ["auditor", "leader", "system"])
def test_every_role_can_open_every_page_it_is_offered(
    qtbot, closed: MainWindow, desk: Desk, role: str
) -> None:
    with desk._context.db.write() as connection:
        connection.execute(update(account).values(roles=[role]))
    closed.attach(desk)
    offered = [name for name in allowed_pages(desk) if name not in ("case", "bin")]
    for name in offered:
        closed.go_to(name)
        assert closed.page_name() == name
    shown = [closed.nav.item(at) for at in range(closed.nav.count())]
    words = [item.text() for item in shown if not item.isHidden()]
    assert ("案件" in words) == desk.sign_in.may(Permission.READ_CASES)
    before = closed.page_name()
    closed.go_to("intake")
    assert closed.page_name() == before
    assert "没有权限" in closed.bar.text()
