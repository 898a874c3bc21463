"""给当事人看: the screen turned to the parties shows their words and the clauses, nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mediation_desk.app import Desk
from mediation_desk.domain.lifecycle import Move
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.party.screen import PartyScreen
from mediation_desk.services.rows import CaseDetail
from tests.factories import agreement_draft, mediating, parties, session_draft
from tests.gui.case_steps import begin, fill, opened
from tests.gui.keyboard import press, settle

pytestmark = pytest.mark.gui

PHONE, ID, LANDLINE = "13855550199", "341823196805179074", "0563-5123456"
SECRETS = (PHONE, ID, LANDLINE, "暗记备注", "暗记笔录", "暗记别案", "暗记消息", "暗记来源")
SPOKEN = (
    "text",
    "title",
    "toPlainText",
    "toolTip",
    "statusTip",
    "whatsThis",
    "windowTitle",
    "accessibleName",
    "accessibleDescription",
)


def everything_on(screen: QWidget) -> str:
    """Return every word a screen, its tips and its title hold."""
    parts = [screen, *screen.findChildren(QWidget)]
    told = [getattr(part, name, None) for part in parts for name in SPOKEN]
    return "\n".join(str(tell()) for tell in told if callable(tell))


def leafed_through(screen: PartyScreen) -> str:
    """Turn every sheet by key; return all that stood on them."""
    seen = [everything_on(screen)]
    while screen.next_button.isEnabled():
        press(screen, Qt.Key.Key_Right)
        seen.append(everything_on(screen))
    return "\n".join(seen)


@pytest.fixture
def case(desk: Desk, office: str) -> CaseDetail:
    """A case with marks planted wherever something must not be seen."""
    mediating(desk, office, facts="暗记别案")
    first, second = parties()
    first = replace(first, id_number=ID, phone=PHONE, note="暗记备注")
    told = f"邻样东（身份证{ID}，电话{PHONE}、{LANDLINE}）说院墙受潮。"
    made = mediating(
        desk,
        office,
        facts=told,
        parties=(first, second),
        requests=("赔偿修墙费用", "改出水口"),
        source_reference="暗记来源",
    )
    desk.sessions.record(made.id, session_draft(made, record="暗记笔录"))
    return desk.cases.show(made.id)


def turned(window: MainWindow, case: CaseDetail) -> PartyScreen:
    """Open a case, let a message stand, press F11; return what the parties see."""
    page = opened(window, case.id)
    window.say("warn", "暗记消息")
    press(page, Qt.Key.Key_F11)
    assert window.party.screen is not None
    return window.party.screen


def test_before_an_agreement_the_parties_see_what_they_said(window, case) -> None:
    screen = turned(window, case)
    seen = leafed_through(screen)
    assert "1．赔偿修墙费用\n2．改出水口" in seen
    assert "说院墙受潮。" in seen
    assert [mark for mark in SECRETS if mark in seen] == []


def test_afterwards_they_see_the_clauses_one_by_one(window, desk, case) -> None:
    desk.agreements.conclude(case.id, agreement_draft(case, facts=f"双方认可，电话{PHONE}。"))
    seen = leafed_through(turned(window, case))
    for words in (
        "双方认可的事实",
        "第 1 条（共 2 条）",
        "邻样西赔偿邻样东修墙费用。",
        "1,500.00 元（人民币壹仟伍佰元整）",
        "2025年3月20日",
        "现金",
        "第 2 条（共 2 条）",
        "邻样西把出水口改向公用水沟。",
    ):
        assert words in seen
    assert [mark for mark in SECRETS if mark in seen] == []


def test_it_takes_the_whole_display_over_every_other_window_and_leaves_by_esc(window, case) -> None:
    screen = turned(window, case)
    assert screen.isFullScreen()
    assert screen.isWindow()
    assert screen.size() == screen.display.size()
    assert screen.windowFlags() & Qt.WindowType.WindowStaysOnTopHint, "dialogs stay behind it"
    press(screen.end_button, Qt.Key.Key_Escape)
    assert window.party.screen is None
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is screen]


def test_letters_grow_by_a_key(window, case) -> None:
    screen = turned(window, case)
    before = screen._size
    press(screen, Qt.Key.Key_Plus)
    assert screen._size > before


def test_clauses_are_shown_as_they_are_typed_and_nothing_is_saved(window, desk, case) -> None:
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    opened(window, case.id)
    dialog = begin(window, Move.AGREE)
    sheet = dialog.clauses.sheets[0]
    fill(sheet.form.fields["content"], "邻样西十日内改好出水口。")
    sheet.form.fields["due_on"].set_value(date(2025, 3, 31))
    dialog.parties_button.click()
    seen = leafed_through(window.party.screen)
    assert "邻样西十日内改好出水口。" in seen
    assert "2025年3月31日" in seen
    assert [mark for mark in SECRETS if mark in seen] == []
    window.party.end()
    assert desk.cases.show(case.id).agreement is None
    dialog._dirty = False
    dialog.reject()


def test_it_follows_what_is_saved_and_ends_with_the_case(window, desk, case) -> None:
    screen = turned(window, case)
    window.runner.write(
        lambda: desk.agreements.conclude(case.id, agreement_draft(case)), window, lambda _: None
    )
    settle(window)
    assert "修墙费用" in leafed_through(screen)
    window.runner.write(lambda: desk.bin.delete(case.id, "登记错了"), window, lambda _: None)
    settle(window)
    assert window.party.screen is None


def test_a_lock_takes_it_away_and_a_sign_out_ends_it(window, desk, case) -> None:
    screen = turned(window, case)
    window.curtain.draw(QWidget())
    assert not screen.isVisible()
    window.curtain.lift()
    assert screen.isVisible()
    window.draw()
    assert window.party.screen is None


TWO_DISPLAYS = {
    "screens": [
        {"name": "ours", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "theirs", "x": 1366, "y": 0, "width": 1920, "height": 1080},
    ]
}
ON_THE_SECOND = """
from PySide6.QtGui import QGuiApplication
from mediation_desk.gui.party.screen import PartyScreen
from mediation_desk.gui.start import create_application
from mediation_desk.gui.theme import make_theme
from mediation_desk.paths import find
from mediation_desk.services.table_side import Sheet, TableView
from PySide6.QtCore import Qt
application = create_application()
ours = QGuiApplication.screens()[0]
view = TableView("案", (Sheet("第 1 条", "付一千元"),))
screen = PartyScreen(make_theme(find().resources), view, ours)
screen.take_display()
application.processEvents()
on_top = bool(screen.windowFlags() & Qt.WindowType.WindowStaysOnTopHint)
print(screen.screen().name(), screen.geometry().x(), screen.width(), screen._size > 1, on_top)
"""


def test_a_second_display_is_the_parties(tmp_path: Path) -> None:
    (tmp_path / "displays.json").write_text(json.dumps(TWO_DISPLAYS), encoding="utf-8")
    platform = f"offscreen:configfile={tmp_path / 'displays.json'}"
    told = subprocess.run(
        [sys.executable, "-c", ON_THE_SECOND],
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout.split() == ["theirs", "1366", "1920", "True", "False"]
