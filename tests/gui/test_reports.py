"""Submitting a table and what becomes of it, by keyboard, on the demo office."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import State
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.start import create_application
from mediation_desk.gui.statistics.changes_dialog import ChangesDialog
from mediation_desk.gui.statistics.frozen_dialog import FrozenDialog
from mediation_desk.gui.statistics.submit_dialog import SubmitDialog
from mediation_desk.services.demo import fill_demo
from mediation_desk.services.statistics import CASE_ANNUAL
from tests.gui.keyboard import press, type_into

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, desk: Desk, clock: FixedClock, prompts):
    fill_demo(desk, clock, desk.paths.resources)
    create_application()
    made = MainWindow(desk.paths.resources, prompts=prompts)
    qtbot.addWidget(made)
    made.attach(desk)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not made.runner.busy)
    made.close()


def submitted(desk: Desk) -> str:
    period = desk.statistics.period("2025")
    return desk.reports.submit(desk.statistics.table(CASE_ANNUAL, period=period), "县司法局").id


def dialog_of(qtbot, window: MainWindow, kind):
    qtbot.waitUntil(lambda: bool(window.findChildren(kind)))
    return window.findChildren(kind)[-1]


def on_reports(qtbot, window: MainWindow):
    window.go_to("reports")
    qtbot.waitUntil(lambda: not window.runner.busy)
    return window.pages["reports"]


def test_what_is_on_screen_is_submitted_and_stands_in_the_list(
    qtbot, window: MainWindow, desk: Desk
) -> None:
    window.go_to("statistics")
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.pages["statistics"].submit.click()
    dialog = dialog_of(qtbot, window, SubmitDialog)
    recipient = dialog.form.fields["recipient"]
    type_into(recipient, "县司法局")
    press(recipient, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "已上报并冻结" in window.bar.text())
    window.pages["statistics"].reports.click()
    (row,) = window.pages["reports"].pane.table.rows.rows
    assert (row.recipient, row.cases) == ("县司法局", 8)
    assert desk.reports.show(row.id).value("cases") == 8


def test_a_figure_of_a_report_opens_its_cases(qtbot, window: MainWindow, desk: Desk) -> None:
    submitted(desk)
    page = on_reports(qtbot, window)
    page.pane.acts.itemAt(0).widget().click()
    dialog = dialog_of(qtbot, window, FrozenDialog)
    assert dialog.figures.figures.index(0, 0).data() == "8"
    press(dialog.figures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page_name() == "cases")
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.pages["cases"].table.rows.rowCount() == 8
    assert window.pages["cases"].title.text().startswith("上报时")


def test_the_changes_since_name_the_case_and_what_was_done(
    qtbot, window: MainWindow, desk: Desk, clock: FixedClock
) -> None:
    submitted(desk)
    clock.set(clock.now().replace(year=clock.now().year + 1))
    period = desk.statistics.period("2025")
    found = desk.statistics.cases_of(CASE_ANNUAL, period=period, column="success")
    not_closed = next(one for one in found if desk.cases.show(one).state is not State.CLOSED)
    desk.bin.delete(not_closed, "重复登记")
    page = on_reports(qtbot, window)
    page.pane.acts.itemAt(1).widget().click()
    dialog = dialog_of(qtbot, window, ChangesDialog)
    assert dialog.sentence.text() == "自上报后变动 1 件。"
    assert "案件总数 1→0" in dialog.table.rows.rows[0].what
    qtbot.waitUntil(lambda: "移到回收站" in dialog.history.text())


def test_the_workbook_is_saved_again_as_it_was(
    qtbot, window: MainWindow, desk: Desk, prompts, tmp_path: Path
) -> None:
    report_id = submitted(desk)
    page = on_reports(qtbot, window)
    prompts.file = tmp_path / "再存.xlsx"
    page.pane.acts.itemAt(2).widget().click()
    qtbot.waitUntil(lambda: "再存.xlsx" in window.bar.text())
    assert prompts.file.read_bytes() == desk.reports.content(report_id)
