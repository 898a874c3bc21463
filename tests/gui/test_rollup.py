"""The roll-up in the window: missing places red, files taken in, figures opened, twins decided."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.statistics.reported_dialog import ReportedDialog
from mediation_desk.services.statistics import CASE_ANNUAL
from tests.gui.keyboard import press
from tests.services.counted_office import invented_office
from tests.services.test_reports import SETTLED
from tests.services.test_rollup import named


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The report files of two offices that tell of the same matter."""
    made = []
    for name in ("示例镇司法所", "样板乡司法所"):
        with invented_office(tmp_path / name) as office:
            named(office, name)
            office.enter([SETTLED])
            desk = office.desk
            table = desk.statistics.table(CASE_ANNUAL, period=desk.statistics.period("2025"))
            report_id = desk.reports.submit(table, "县司法局").id
            made.append(tmp_path / f"{name}.sbwj")
            made[-1].write_bytes(desk.report_files.file(report_id, "上报"))
    return made


def idle(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_files_are_taken_in_opened_and_twins_counted_once(
    qtbot, window: MainWindow, prompts, files: list[Path]
) -> None:
    window.desk.rollup.add_places(["示例镇司法所", "没有来的乡"])
    window.go_to("rollup")
    page = window.pages["rollup"]
    page.period.year.set_value(2025)
    prompts.open_files = lambda parent, title: files
    page.receive.click()
    idle(qtbot, window)
    standing = {line.place.name: line.standing.label for line in page.places.pane.table.rows.rows}
    assert standing == {"示例镇司法所": "迟报", "样板乡司法所": "迟报", "没有来的乡": "缺报"}
    assert "缺报 1 个" in page.sentence.text()
    page.tabs.setCurrentWidget(page.figures)
    assert page.figures.figures.index(0, 0).data() == "2"
    page.figures.setCurrentIndex(page.figures.figures.index(0, 0))
    press(page.figures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReportedDialog)))
    assert window.findChildren(ReportedDialog)[0].table.rows.rowCount() == 2
    assert page.tabs.tabText(2) == "疑似重复（1）"
    pair = page.twins.table.rows.rows[0]
    page.twins.table.choose(getattr(pair, "id", ""))
    page.twins._decide(pair, pair.one.id)
    idle(qtbot, window)
    assert page.figures.figures.index(0, 0).data() == "1"
    assert "认定重复 1 件" in page.sentence.text()


def test_a_submitted_report_is_saved_as_a_file_and_the_sum_as_a_workbook(
    qtbot, window: MainWindow, prompts, files: list[Path], tmp_path: Path
) -> None:
    window.desk.rollup.receive(files[0].read_bytes())
    window.go_to("rollup")
    page = window.pages["rollup"]
    page.period.year.set_value(2025)
    page.reload()
    idle(qtbot, window)
    prompts.file = tmp_path / "汇总.xlsx"
    page.export.click()
    idle(qtbot, window)
    assert prompts.file.read_bytes()[:2] == b"PK"
    desk = window.desk
    table = desk.statistics.table(CASE_ANNUAL, period=desk.statistics.period("2025"))
    desk.reports.submit(table, "市司法局")
    window.go_to("reports")
    idle(qtbot, window)
    prompts.file = tmp_path / "上报.sbwj"
    reports = window.pages["reports"]
    reports._file(reports.pane.table.rows.rows[0])
    idle(qtbot, window)
    assert prompts.file.read_bytes().startswith(b"mediation-desk-report 1")
