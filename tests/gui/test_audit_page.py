"""The auditor's page: a whole audit is certified, an altered row is named."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mediation_desk.app import Desk
from mediation_desk.gui.audit.page import AuditPage
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.pages import allowed_pages
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.audit_rows import AuditFilters
from mediation_desk.services.audits import PAGE
from tests.factories import mediating
from tests.gui.conftest import StandIn
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui


@pytest.fixture
def page(qtbot, desk: Desk, office: str, window: MainWindow) -> AuditPage:
    """The page on an office with one case and one backup."""
    mediating(desk, office)
    desk.backups.run()
    qtbot.waitUntil(lambda: window.isActiveWindow() and not window.runner.busy)
    press(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    return window.pages["audit"]


def verify(qtbot, window: MainWindow, page: AuditPage) -> None:
    """Press the button and wait for the result."""
    page.verify_button.click()
    assert not page.verify_button.isEnabled()
    assert not page.progress.isHidden()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert page.verify_button.isEnabled()
    assert page.progress.isHidden()


def cells(page: AuditPage, line: int) -> list[str]:
    """Return what a line of the list says."""
    model = page.table.rows
    return [model.data(model.index(line, at)) for at in range(model.columnCount())]


def test_the_lines_stand_newest_first(page: AuditPage, desk: Desk) -> None:
    shown = [cells(page, line)[3] for line in range(page.table.rows.rowCount())]
    assert shown == ["备份", "指派调解员", "受理", "登记", "建立单位"]
    assert cells(page, 1)[:3] == ["4", "2025-12-31 12:00", "测试员"]
    assert cells(page, 1)[4] == desk.audits.lines(AuditFilters())[1].about
    assert page.older_button.isHidden()


def test_earlier_lines_follow_when_asked_for(page: AuditPage, desk: Desk) -> None:
    for _ in range(PAGE):
        with desk._context.write("export_file"):
            pass
    page.reload()
    assert [row.seq for row in page.table.rows.rows] == list(range(PAGE + 5, 5, -1))
    assert not page.older_button.isHidden()
    page.older_button.click()
    assert [row.seq for row in page.table.rows.rows] == list(range(PAGE + 5, 0, -1))
    assert page.older_button.isHidden()


def test_a_whole_audit_is_said_to_be_whole(qtbot, window: MainWindow, page: AuditPage) -> None:
    assert not page.save_button.isEnabled()
    verify(qtbot, window, page)
    assert "全部核对无误；1 份备份的锚点都在。" in page.result.text()
    assert page.faults.isHidden()
    assert cells(page, 0)[3::2] == ["审计核验", "核对无误"]
    window.zoom(0.1)
    assert "全部核对无误" in window.pages["audit"].result.text()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit SET actor = '别人' WHERE seq = 3", "第 3 条起（内容与校验值不符）"),
        ("UPDATE dispute SET facts = '改'", "001号 的案件"),
    ],
)
def test_a_row_altered_behind_the_program_is_named(
    qtbot, window: MainWindow, page: AuditPage, desk: Desk, statement: str, named: str
) -> None:
    with desk._context.db.write() as connection:
        connection.exec_driver_sql(statement)
    verify(qtbot, window, page)
    assert "处不符" in page.result.text()
    assert page.result.property("kind") == "bad"
    assert named in page.faults.text()
    assert cells(page, 0)[3::2] == ["审计核验", "发现不符"]


def test_the_certificate_is_saved(
    qtbot, window: MainWindow, page: AuditPage, prompts: StandIn, desk: Desk, tmp_path: Path
) -> None:
    verify(qtbot, window, page)
    prompts.file = tmp_path / "证明.txt"
    page.save_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert prompts.asked == ["核验证明-2025-12-31.txt"]
    text = prompts.file.read_text(encoding="utf-8")
    head = desk.audits.lines(AuditFilters())[1]
    for part in (
        f"单位：{desk.office.office().name}\n",
        "核验时间：2025-12-31 12:00（北京时间）\n",
        "审计记录：5 条\n",
        f"末条校验值：第 5 条  {head.hash}\n",
        "全部核对无误",
    ):
        assert part in text
    assert "证明.txt" in window.bar.text()


@pytest.mark.usefixtures("quick_passwords")
def test_whoever_may_not_read_the_audit_sees_no_page_of_it(window: MainWindow, desk: Desk) -> None:
    assert "audit" in allowed_pages(desk)
    desk.accounts.first(AccountDraft("wangyang", "王样"), "Lantern-47-hill")
    window.show_status()
    shown = [window.nav.item(at) for at in range(window.nav.count())]
    assert "审计" not in [item.text() for item in shown if not item.isHidden()]
