"""A real window on a real store, offscreen; only the questions are answered by a stand-in."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from mediation_desk.app import Desk
from mediation_desk.gui.intake.page import IntakePage
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.start import create_application
from mediation_desk.paths import Paths
from tests.factories import set_up
from tests.gui.keyboard import Keyboard


class StandIn:
    """Answers every question as the test has laid down, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.agrees = True
        self.text = "测试理由"
        self.file: Path | None = None

    def confirm(self, parent: QWidget, text: str, *, yes: str, no: str = "") -> bool:
        self.asked.append(text)
        return self.agrees

    def reason(self, parent: QWidget, title: str, label: str, *, usual: Sequence[str] = ()) -> str:
        self.asked.append(title)
        return self.text

    def words(self, parent: QWidget, title: str, label: str) -> str | None:
        self.asked.append(title)
        return self.text

    def save_as(self, parent: QWidget, name: str, kinds: str) -> Path | None:
        self.asked.append(name)
        return self.file

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.file

    def open_files(self, parent: QWidget, title: str) -> list[Path]:
        self.asked.append(title)
        return [self.file] if self.file else []

    def folder(self, parent: QWidget, title: str) -> Path | None:
        self.asked.append(title)
        return self.file

    def print_text(self, parent: QWidget, title: str, text: str) -> None:
        self.asked.append(f"{title}\n{text}")

    def open_outside(self, parent: QWidget, file: Path) -> None:
        self.asked.append(str(file))

    def printer(
        self, parent: QWidget, pages: int, *, copies: int = 1, duplex: bool | None = None
    ) -> Any:
        sides = {None: "", True: " 双面", False: " 单面"}[duplex]
        self.asked.append(f"{pages} 页 {copies} 份{sides}")
        if self.file is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        return printer

    def crashed(self, parent: QWidget | None, details: str) -> None:
        raise AssertionError(details)


@pytest.fixture(autouse=True)
def no_windows_of_before(qapp) -> None:
    """Windows of earlier tests are gone: Qt would style every one of them anew in each test."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def prompts() -> StandIn:
    """What answers the window's questions."""
    return StandIn()


@pytest.fixture
def office(desk: Desk) -> str:
    """An office with a township and a village committee; the township one's id."""
    return set_up(desk)


@pytest.fixture
def window(qtbot, desk: Desk, office: str, prompts: StandIn) -> Iterator[MainWindow]:
    """The window on that office; every job has come to its end when the test is over."""
    create_application()
    made = MainWindow(desk.paths.resources, prompts=prompts)
    qtbot.addWidget(made)
    made.attach(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    qtbot.waitUntil(lambda: not made.runner.busy)
    made.close()


@pytest.fixture
def intake(qtbot, window: MainWindow) -> IntakePage:
    """The empty registration page, the lists' pinyin worked out."""
    window.go_to("intake")
    qtbot.waitUntil(lambda: not window.runner.busy)
    return window.pages["intake"]


@pytest.fixture
def one_committee(desk: Desk, intake: IntakePage) -> None:
    """The committee chosen, as it is where there is one or a case was registered before."""
    intake.sheet.dispute.form.fields["committee_id"].set_value(desk.office.committees()[0].id)


@pytest.fixture
def keys(intake: IntakePage, window: MainWindow) -> Keyboard:
    """Somebody at that page's keyboard."""
    return Keyboard(window)


@pytest.fixture
def make_window(qtbot, paths: Paths, prompts: StandIn) -> Iterator[Callable[[], MainWindow]]:
    """Makes a shown window without a desk; every job has come to its end when the test is over."""
    create_application()
    made: list[MainWindow] = []

    def make() -> MainWindow:
        made.append(MainWindow(paths.resources, prompts=prompts))
        made[-1].show()
        with qtbot.waitActive(made[-1]):
            made[-1].activateWindow()
        return made[-1]

    yield make
    for window in made:
        qtbot.waitUntil(lambda window=window: not window.runner.busy)
        window.close()
        if window.desk is not None:
            window.desk.close()
        window.deleteLater()
