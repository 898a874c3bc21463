"""One case on its page: what is shown, what is hidden, what cannot be done and why."""

import time
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from mediation_desk.app import Desk
from mediation_desk.domain.codes import AgentKind
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.rights import AccountRole
from mediation_desk.gui.cases.case_page import CasePage
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.drafts import AgentDraft
from mediation_desk.services.history_rows import HistoryEntry
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.tables.accounts import account
from tests.factories import agreement_draft, mediating, parties, registered, session_draft
from tests.gui.keyboard import press

pytestmark = pytest.mark.gui

ID = "341823196805179074"
PHONE = "13800001234"


def opened(window: MainWindow, case: CaseDetail, tab: str = "overview") -> CasePage:
    window.open_case(case.id)
    page = window.pages["case"]
    page.tabs.setCurrentWidget(getattr(page, tab))
    return page


def words(widget: QWidget) -> str:
    texts = [part.text() for part in widget.findChildren(QLabel)]
    texts += [part.toPlainText() for part in widget.findChildren(QPlainTextEdit)]
    return "\n".join(texts)


@pytest.fixture
def secretive(desk: Desk, office: str) -> CaseDetail:
    """A case whose parties, agent, facts and record hold numbers."""
    agent = AgentDraft("代样理", AgentKind.GUARDIAN, id_number=ID, phone=PHONE)
    respondent = parties(phone=PHONE, agents=(agent,))
    case = mediating(desk, office, parties=respondent, facts=f"他的身份证是{ID}，电话{PHONE}。")
    desk.sessions.record(case.id, session_draft(case, record=f"留下电话{PHONE}。"))
    return desk.cases.show(case.id)


@pytest.mark.parametrize("tab", ["overview", "parties", "sessions", "history"])
def test_numbers_are_hidden_until_the_button_is_held(qtbot, window, secretive, tab) -> None:
    page = opened(window, secretive, tab)
    widget = getattr(page, tab)
    if tab == "parties":
        widget.table.choose(secretive.parties[1].id)
    if tab == "history":
        widget.table.choose(widget.table.rows.rows[-1].write_id)
    assert ID not in words(widget)
    assert PHONE not in words(widget)
    button = page.head.reveal
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert PHONE in words(widget)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert PHONE not in words(widget)
    qtbot.keyPress(page, Qt.Key.Key_F8)
    assert PHONE in words(widget)
    qtbot.keyRelease(page, Qt.Key.Key_F8)
    assert PHONE not in words(widget)


@pytest.mark.usefixtures("quick_passwords")
def test_where_there_are_accounts_the_reason_is_asked_first_and_recorded(
    qtbot, window, desk, secretive, prompts
) -> None:
    desk.accounts.first(AccountDraft("admin-yang", "管样"), "Lantern-47-hill")
    page = opened(window, secretive, "parties")
    page.parties.table.choose(secretive.parties[1].id)
    button = page.head.reveal
    prompts.text = ""
    for _ in range(2):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        assert PHONE not in words(page.parties)
        assert not button.isDown()
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
        prompts.text = "核对身份"
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert PHONE in words(page.parties)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert prompts.asked == ["查看完整号码"] * 2
    page.tabs.setCurrentWidget(page.overview)
    qtbot.keyPress(page, Qt.Key.Key_F8)
    assert PHONE in words(page.overview)
    seen = [row.what for row in desk.cases.viewers(secretive.id)]
    assert [one for one in seen if "核对身份" in one] == [
        "查看完整证件号和电话（案情和记录里的号码：核对身份）",
        "查看完整证件号和电话（邻样西：核对身份）",
    ]


@pytest.mark.usefixtures("quick_passwords")
def test_without_the_right_numbers_stay_hidden_wherever_they_stand(
    qtbot, window, desk, secretive
) -> None:
    desk.accounts.first(AccountDraft("admin-yang", "管样"), "Lantern-47-hill")
    page = opened(window, secretive)
    with desk._context.db.write() as connection:
        connection.execute(account.update().values(roles=[AccountRole.LEADER]))
    qtbot.keyPress(page, Qt.Key.Key_F8)
    assert PHONE not in words(page.overview)
    assert "需要：查看完整证件号和电话" in window.bar.text()


def test_another_tab_begins_hidden_again(qtbot, window, secretive) -> None:
    page = opened(window, secretive, "parties")
    qtbot.keyPress(page, Qt.Key.Key_F8)
    page.tabs.setCurrentWidget(page.sessions)
    assert PHONE not in words(page.sessions)
    page.tabs.setCurrentWidget(page.parties)
    assert ID not in words(page.parties)


def test_what_looks_like_html_appears_as_it_was_typed(window, desk, office) -> None:
    strange = parties(name="<b>张示</b>", address="<i>样板村</i>")
    case = mediating(desk, office, parties=strange, facts="<h1>大字</h1>", place="<u>田头</u>")
    desk.sessions.record(case.id, session_draft(case, record="<b>陈述</b>"))
    page = opened(window, desk.cases.show(case.id))
    assert "<h1>大字</h1>" in words(page.overview)
    assert "<u>田头</u>" in words(page.overview)
    page.tabs.setCurrentWidget(page.parties)
    page.parties.table.choose(case.parties[1].id)
    assert "<i>样板村</i>" in words(page.parties)
    page.tabs.setCurrentWidget(page.sessions)
    assert "<b>张示</b>" in words(page.sessions)
    assert "<b>陈述</b>" in words(page.sessions)
    for part in page.findChildren(QLabel):
        assert part.textFormat() is Qt.TextFormat.PlainText, part.text()


def test_a_case_with_very_long_facts_opens_at_once(qtbot, window, desk, office) -> None:
    long = "排水沟改道后雨水流入邻家院内。" * 6667
    case = registered(desk, office, facts=long, disputed_matters=long)
    started = time.perf_counter()
    page = opened(window, case)
    window.grab()
    assert time.perf_counter() - started < 3
    assert page.overview.story.toPlainText() == long
    page.tabs.setCurrentWidget(page.history)
    window.grab()


def test_a_greyed_move_says_why_by_mouse_and_by_keyboard(qtbot, window, desk, office) -> None:
    page = opened(window, registered(desk, office))
    close = page.head.moves.buttons[Move.CLOSE]
    assert close.property("greyed") is True
    qtbot.mouseClick(page.head.moves.more, Qt.MouseButton.LeftButton)
    assert close.isVisible()
    reason = "案件现在是“待受理”，不能结案"
    assert close.toolTip().startswith(reason)
    assert close.accessibleDescription().startswith(reason)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.bar.text().startswith(reason)
    window.say("good", "")
    close.setFocus()
    press(close, Qt.Key.Key_Space)
    assert window.bar.text().startswith(reason)


def test_the_limit_says_its_rule_and_turns_red_when_it_is_over(window, desk, office) -> None:
    page = opened(window, mediating(desk, office))
    text = page.head.standing.text()
    assert "2025-04-02" in text
    assert "超期 273 天" in text
    assert "受理后30日" in text
    assert page.head.standing.property("kind") == "danger"


def test_the_page_keeps_its_tab_when_the_text_size_changes(window, desk, office) -> None:
    opened(window, mediating(desk, office), "sessions")
    window.zoom(0.5)
    page = window.pages["case"]
    assert page.tabs.currentWidget() is page.sessions
    assert page.case is not None


def test_the_agreement_tab_shows_terms_dues_and_missing_signatures(window, desk, office) -> None:
    case = mediating(desk, office)
    desk.agreements.conclude(case.id, agreement_draft(case))
    page = opened(window, desk.cases.show(case.id), "agreement")
    shown = words(page.agreement)
    assert "1,500.00 元（人民币壹仟伍佰元整）" in shown
    assert "邻样西 → 邻样东" in shown
    assert "邻样东（当事人）" in shown
    assert shown.count("未签") == 4
    assert page.agreement.dues.rows.rowCount() == 2
    assert "还缺" in page.head.standing.text()


def done(page: CasePage) -> list[HistoryEntry]:
    """The actions in the history's list, without the headings of days."""
    return [row for row in page.history.table.rows.rows if isinstance(row, HistoryEntry)]


def test_the_history_stands_under_its_days_and_a_day_is_read_whole(
    window, desk, office, clock
) -> None:
    case = mediating(desk, office)
    clock.set(clock.now() + timedelta(hours=12, minutes=5))
    desk.sessions.record(case.id, session_draft(case))
    page = opened(window, case, "history")
    table = page.history.table
    shown = [
        [table.rows.index(row, column).data() for column in range(2)]
        for row in range(table.rows.rowCount())
    ]
    assert shown == [
        ["2026-01-01 周四", ""],
        ["00:05", "记录调解"],
        ["2025-12-31 周三", ""],
        ["12:00", "指派调解员"],
        ["12:00", "受理"],
        ["12:00", "登记"],
    ]
    assert table.chosen().action == "记录调解"
    press(table, Qt.Key.Key_Down)
    said = words(page.history)
    assert all(one in said for one in ("指派调解员　", "受理　", "登记　"))
    assert not page.history.undo_button.isEnabled()


def test_the_history_is_narrowed_by_kind(window, desk, office) -> None:
    case = mediating(desk, office)
    page = opened(window, case, "history")
    assert len(done(page)) == 3
    page.history.kind.set_value("mediation")
    page.history.kind.touched.emit()
    assert [entry.action for entry in done(page)] == ["指派调解员"]
    page.history.kind.set_value("paper")
    page.history.kind.touched.emit()
    assert not page.history.empty.isHidden()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_tab_is_cut_off_at_any_text_size(qtbot, window, desk, office, scale) -> None:
    case = mediating(desk, office)
    window.prefer(scale=scale)
    window.resize(1366, 768)
    page = opened(window, case)
    bar = page.tabs.tabBar()
    qtbot.waitUntil(lambda: bar.tabRect(bar.count() - 1).right() <= bar.width())
    assert window.width() <= 1366
