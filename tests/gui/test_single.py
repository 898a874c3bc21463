"""A second start brings the window that is open to the front; a killed one is in nobody's way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mediation_desk.app import build, entrance, instance_name
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.single import SingleWindow
from mediation_desk.gui.start import run
from mediation_desk.paths import Paths
from tests.gui.test_start import when
from tests.gui.test_start import window as shown_window

pytestmark = pytest.mark.gui

ROOT = Path(__file__).resolve().parent.parent.parent
SECOND = """
from mediation_desk.app import run_window
from mediation_desk.paths import find
raise SystemExit(run_window(find()))
"""
FIRST = """
from PySide6.QtWidgets import QApplication, QWidget
from mediation_desk.app import instance_name
from mediation_desk.gui.single import SingleWindow
from mediation_desk.paths import find
application = QApplication([])
window = QWidget()
single = SingleWindow(window, instance_name(find()))
single.first.connect(lambda: print("first", flush=True))
single.ask()
application.exec()
"""


@contextmanager
def program(code: str, paths: Paths) -> Iterator[subprocess.Popen]:
    """Start another program on the same folder; it is gone afterwards."""
    started = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "MEDIATION_DESK_HOME": str(paths.data),
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.PIPE,
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def test_a_second_start_shows_the_window_that_is_open_and_ends(
    qtbot, window: MainWindow, paths: Paths
) -> None:
    single = SingleWindow(window, instance_name(paths))
    with qtbot.waitSignal(single.first):
        single.ask()
    window.showMinimized()
    with program(SECOND, paths) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    assert not window.isMinimized()
    assert window.isVisible()
    assert window.desk is not None


def test_what_a_killed_window_left_behind_keeps_nobody_out(qapp, paths: Paths) -> None:
    build(paths).close()
    with program(FIRST, paths) as first:
        assert first.stdout.readline() == b"first\n"
    names = []

    def close() -> None:
        names.append(shown_window().page_name())
        shown_window().close()

    timer = when(lambda: shown_window() and shown_window().page_name(), close)
    assert run(entrance(paths), paths.resources, paths.data) == 0
    assert not timer.isActive()
    assert names


def test_a_window_that_was_closed_lets_the_next_one_in(qtbot, qapp, paths: Paths) -> None:
    for _ in range(2):
        opened = []

        def close(opened: list[str] = opened) -> None:
            opened.append(shown_window().page_name())
            shown_window().close()

        timer = when(lambda: shown_window() and shown_window().page_name(), close)
        assert run(entrance(paths), paths.resources, paths.data) == 0
        assert not timer.isActive()
        assert opened
