"""The window comes first; the office is opened behind it and always let go of."""

import logging
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mediation_desk.app import Desk, build, entrance
from mediation_desk.errors import StorageProblem
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.start import run
from mediation_desk.paths import Paths
from tests.factories import set_up

pytestmark = pytest.mark.gui


def window() -> MainWindow | None:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return next((one for one in shown if one.isVisible()), None)


def when(ready, act) -> QTimer:
    """Call `act` once, as soon as `ready` says so."""

    def look() -> None:
        if ready():
            timer.stop()
            act()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(1)
    return timer


@pytest.fixture
def home(qapp, paths: Paths) -> Paths:
    """Where an office is, closed."""
    desk = build(paths)
    set_up(desk)
    desk.close()
    return paths


def test_the_first_page_comes_by_itself_and_the_log_says_when(
    home: Paths, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "mediation_desk")
    shown = []

    def close() -> None:
        shown.append(window().page_name())
        window().close()

    timer = when(lambda: "first page shown" in caplog.messages, close)
    assert run(entrance(home), home.resources, home.data) == 0
    assert not timer.isActive()
    assert shown == ["home"]
    assert caplog.messages.index("window drawn") < caplog.messages.index("first page shown")


def test_closing_while_the_office_opens_lets_go_of_it(home: Paths) -> None:
    begun, closing = Event(), Event()

    def open_desk(_given: object) -> Desk:
        begun.set()
        assert closing.wait(10)
        return build(home)

    def close() -> None:
        closing.set()
        window().close()

    timer = when(begun.is_set, close)
    assert run(replace(entrance(home), open=open_desk), home.resources, home.data) == 0
    assert not timer.isActive()
    assert not (home.data / "office.mdesk-wal").exists()


def test_an_office_that_cannot_be_opened_is_told_in_the_window(qapp, paths: Paths) -> None:
    said = []

    def open_desk(_given: object) -> Desk:
        raise StorageProblem("数据文件打不开。", "请检查文件夹。")

    def close() -> None:
        said.append(window().shut_by.bar.text())
        window().close()

    timer = when(lambda: window() and window().shut_by, close)
    run(replace(entrance(paths), open=open_desk), paths.resources, paths.data)
    assert not timer.isActive()
    assert "数据文件打不开" in said[0]


def test_closing_the_window_backs_up_what_was_changed(home: Paths) -> None:
    timer = when(lambda: window() and window().pages, lambda: window().close())
    run(entrance(home), home.resources, home.data)
    assert not timer.isActive()
    assert len(list(home.backups.glob("mdesk-*.mdesk"))) == 1
