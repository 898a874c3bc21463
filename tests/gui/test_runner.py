"""Work off the GUI thread: answers come back to it, garbage is collected on it."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject

from mediation_desk.errors import RuleViolation
from mediation_desk.gui.parts import MessageBar
from mediation_desk.gui.runner import TaskRunner
from mediation_desk.services.changes import Area, changed

pytestmark = pytest.mark.gui


@pytest.fixture
def runner(qapp) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


def test_an_answer_arrives_on_the_gui_thread(qtbot, runner: TaskRunner) -> None:
    threads = []
    with qtbot.waitSignal(runner.idle):
        runner.read(
            threading.get_ident, runner, lambda ran: threads.extend((ran, threading.get_ident()))
        )
    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()


def test_writes_run_one_after_another_in_their_order(qtbot, runner: TaskRunner) -> None:
    done: list[int] = []
    with qtbot.waitSignal(runner.idle):
        for number in range(20):
            runner.write(lambda number=number: done.append(number), runner)
    assert done == list(range(20))


def test_a_refusal_goes_to_whoever_asked(qtbot, runner: TaskRunner) -> None:
    def refuse() -> None:
        raise RuleViolation("不能这样做。")

    told: list[str] = []
    with qtbot.assertNotEmitted(runner.failed), qtbot.waitSignal(runner.idle):
        runner.write(refuse, runner, failed=lambda error: told.append(error.message))
    assert told == ["不能这样做。"]


def test_an_answer_for_a_widget_that_has_gone_is_dropped(qtbot, runner: TaskRunner) -> None:
    owner = QObject()
    gate = threading.Event()
    answers: list[object] = []
    runner.write(gate.wait, owner, answers.append)
    runner.write(lambda: changed(Area.CASES), owner, answers.append)
    shiboken6.delete(owner)
    with qtbot.waitSignal(runner.changed):
        gate.set()
    assert answers == []


def test_garbage_is_collected_on_the_gui_thread_only(qtbot, runner: TaskRunner) -> None:
    # A widget in a reference cycle, destroyed on a worker thread, is a crash.
    collected: list[int] = []

    class Knot:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            collected.append(threading.get_ident())

    def make_garbage() -> None:
        for _ in range(5000):
            Knot()

    runner.read(make_garbage, runner, lambda _: None)
    qtbot.waitUntil(lambda: bool(collected), timeout=5000)
    assert set(collected) == {threading.get_ident()}


def test_what_is_asked_for_after_the_end_is_not_read(runner: TaskRunner) -> None:
    owner, answers = QObject(), []
    runner.close()
    runner.read(lambda: 1, owner, answers.append)
    assert not runner.busy
    assert answers == []


def test_a_write_that_takes_longer_than_a_second_is_told_until_it_ends(
    qtbot, runner: TaskRunner
) -> None:
    told: list[bool] = []
    runner.waiting.connect(told.append)
    let_go = threading.Event()
    with qtbot.waitSignal(runner.waiting):
        runner.write(let_go.wait, runner)
    assert told == [True]
    let_go.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert told == [True, False]


def test_the_bar_says_that_a_save_takes_long_and_takes_only_that_back(
    qtbot, runner: TaskRunner
) -> None:
    bar = MessageBar(runner)
    qtbot.addWidget(bar)
    runner.waiting.emit(True)
    assert bar.text() == "正在等待保存完成…"
    runner.waiting.emit(False)
    assert bar.text() == ""
    bar.show_line("good", "已保存。")
    runner.waiting.emit(False)
    assert bar.text() == "已保存。"
