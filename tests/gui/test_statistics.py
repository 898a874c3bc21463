"""The statistics page: figures as the service counts them, each opening just its cases."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.own_tables import Across
from mediation_desk.domain.statistics import Rows
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.start import create_application
from mediation_desk.gui.statistics.changes_dialog import ChangesDialog
from mediation_desk.gui.statistics.chart_dialog import ChartDialog
from mediation_desk.gui.statistics.checks_dialog import ChecksDialog
from mediation_desk.gui.statistics.grouped_header import HeadingCell, cells_of
from mediation_desk.gui.statistics.narrative_dialog import NarrativeDialog
from mediation_desk.gui.statistics.own_table_dialog import OwnTableDialog
from mediation_desk.gui.statistics.records_dialog import RecordsDialog
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.demo import fill_demo
from mediation_desk.services.statistics_rows import Heading
from mediation_desk.storage.tables.journal import audit
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
    made.go_to("statistics")
    counted(qtbot, made)
    yield made
    qtbot.waitUntil(lambda: not made.runner.busy)
    made.close()


def counted(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def column(page, key: str) -> int:
    return [leaf.key for leaf in page._table.leaves].index(key)


def test_the_page_opens_on_the_year_of_the_newest_case(qtbot, window: MainWindow, clock) -> None:
    clock.set(datetime(2027, 5, 1, tzinfo=UTC))
    window.zoom(0.1)
    window.pages.pop("statistics")
    window.go_to("statistics")
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.pages["statistics"]._table.period.name == "2025年度"


def test_the_demo_year_is_on_screen_as_worked_out(window: MainWindow) -> None:
    page = window.pages["statistics"]
    figures = page.figures.figures
    shown = {
        key: figures.index(0, column(page, key)).data()
        for key in ("cases", "success", "amount", "form_oral", "failed", "success_rate")
    }
    assert shown == {
        "cases": "8",
        "success": "7",
        "amount": "568,116.35",
        "form_oral": "1",
        "failed": "1",
        "success_rate": "87.50%（7/8）",
    }
    assert "勾稽关系全部通过" in page.findings.verdict.text()
    assert "2024-12-01至2025-11-30" in page.findings.rules.text()


@pytest.mark.parametrize("row", [0, 2])
def test_enter_on_a_figure_lists_just_its_cases(qtbot, window: MainWindow, row: int) -> None:
    page = window.pages["statistics"]
    index = page.figures.figures.index(row, column(page, "success"))
    page.figures.setCurrentIndex(index)
    press(page.figures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page_name() == "cases")
    cases = window.pages["cases"]
    counted(qtbot, window)
    assert cases.table.rows.rowCount() == int(index.data()) > 0
    assert "调解成功" in cases.title.text()
    assert "2025" in cases.title.text()


def test_a_half_year_and_a_unit_are_chosen_by_keyboard(qtbot, window: MainWindow) -> None:
    page = window.pages["statistics"]
    page.choices.period.kind.setFocus()
    press(page.choices.period.kind, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert page._table.period.name == "2025年上半年"
    page.choices.unit.setFocus()
    press(page.choices.unit, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert page._table.unit == page.choices.unit.value() != ""


def test_an_impossible_range_is_named_and_the_table_stays(qtbot, window: MainWindow) -> None:
    page = window.pages["statistics"]
    page.choices.period.restore(("days", 2025, "", ("2025-12-01", "2025-01-01")))
    before = page._table
    page.reload()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "截止日期早于起始日期" in window.bar.text()
    assert page._table is before


def test_the_workbook_is_the_table_on_screen(
    qtbot, window: MainWindow, prompts, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "统计.xlsx"
    window.pages["statistics"].export.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert "统计.xlsx" in window.bar.text()
    sheet = load_workbook(prompts.file).worksheets[0]
    assert any(cell.value == 568116.35 for line in sheet for cell in line)


@pytest.mark.usefixtures("quick_passwords")
def test_the_purpose_of_an_export_is_asked_first_and_recorded(
    qtbot, window: MainWindow, desk: Desk, prompts, tmp_path: Path
) -> None:
    desk.accounts.first(AccountDraft("admin-yang", "管样"), "Lantern-47-hill")
    prompts.file = tmp_path / "统计.xlsx"
    window.pages["statistics"].export.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert [prompts.asked[0], prompts.asked[1][-5:]] == ["导出的用途", ".xlsx"]
    with desk._context.db.read() as connection:
        newest = select(audit.c.action, audit.c.detail).order_by(audit.c.seq.desc()).limit(1)
        action, detail = connection.execute(newest).one()
    assert action == "export_file"
    assert detail.endswith("：测试理由")


def test_nothing_is_exported_without_a_purpose(window: MainWindow, prompts, tmp_path: Path) -> None:
    prompts.file, prompts.text = tmp_path / "统计.xlsx", ""
    window.pages["statistics"].export.click()
    assert not window.runner.busy
    assert not prompts.file.exists()
    assert prompts.asked == ["导出的用途"]


def test_the_chosen_figure_is_drawn_over_its_rows_and_its_group(qtbot, window: MainWindow) -> None:
    page = window.pages["statistics"]
    page.figures.go_to("type_neighbour", "合计")
    page.chart.click()
    dialog = page.findChild(ChartDialog)
    dialog.rows.resize(600, 400)
    neighbours = {"泾县示例镇人民调解委员会": 0, "泾县示例镇样板村人民调解委员会": 1}
    told = dialog.rows.accessibleDescription().splitlines()
    assert [f"{name}：{number}件" for name, number in neighbours.items()] == told[1:]
    assert dialog.rows.bar_of(1).width() == 0
    assert dialog.rows.bar_of(2).width() == dialog.rows.bar_of(0).width() > 100
    assert "邻里：1件" in dialog.columns.accessibleDescription()
    dialog.reject()


def the_year_in_words(qtbot, window: MainWindow) -> NarrativeDialog:
    page = window.pages["statistics"]
    page.told.click()
    qtbot.waitUntil(lambda: page.findChild(NarrativeDialog) is not None)
    return page.findChild(NarrativeDialog)


def test_the_year_in_words_is_copied(qtbot, window: MainWindow) -> None:
    the_year_in_words(qtbot, window).copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "共调解矛盾纠纷8件，调解成功7件，成功率87.50%" in text


def test_a_figure_of_nothing_says_so_and_opens_no_empty_list(window: MainWindow) -> None:
    page = window.pages["statistics"]
    zero = next(at for at, value in enumerate(page._table.total.values) if value == 0)
    page.figures.setCurrentIndex(page.figures.figures.index(0, zero))
    press(page.figures, Qt.Key.Key_Return)
    assert window.page_name() == "statistics"
    assert "这一格是 0" in window.bar.text()


def test_a_number_of_the_year_in_words_opens_its_cases(qtbot, window: MainWindow) -> None:
    dialog = the_year_in_words(qtbot, window)
    dialog.figures.choose("success")
    press(dialog.figures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page_name() == "cases")
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.pages["cases"].table.rows.rowCount() == 7


def test_the_year_in_words_is_saved_as_word(
    qtbot, window: MainWindow, prompts, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "年度.docx"
    the_year_in_words(qtbot, window).word_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert any("共调解矛盾纠纷8件" in one.text for one in Document(prompts.file).paragraphs)


def test_what_was_chosen_survives_a_change_of_text_size(qtbot, window: MainWindow) -> None:
    page = window.pages["statistics"]
    page.choices.basis.set_value("accepted")
    window.zoom(0.5)
    qtbot.waitUntil(lambda: not window.runner.busy)
    again = window.pages["statistics"]
    assert again is not page
    assert (again.choices.period.year.value(), again.choices.basis.value()) == (2025, "accepted")


def test_a_column_without_parts_reaches_down_to_the_figures() -> None:
    parts = (Heading("村", "a"), Heading("镇", "b"))
    headings = (Heading("总数", "n"), Heading("按组织分", children=parts))
    assert cells_of(headings) == (
        HeadingCell("总数", 0, 0, 0, 1),
        HeadingCell("村", 1, 1, 1, 1),
        HeadingCell("镇", 2, 2, 1, 1),
        HeadingCell("按组织分", 1, 2, 0, 0),
    )


def test_another_table_is_chosen_by_keyboard_and_its_rows_open_their_cases(
    qtbot, window: MainWindow
) -> None:
    page = window.pages["statistics"]
    page.choices.table.setFocus()
    for _ in range(4):
        press(page.choices.table, Qt.Key.Key_Down)
    counted(qtbot, window)
    assert page._table.key == "case_workload"
    assert page.figures.figures.headerData(1, Qt.Orientation.Vertical).endswith("委员会")
    mediator = next(
        at
        for at in range(1, page.figures.figures.rowCount())
        if page.figures.figures.index(at, 0).data() == "2"
    )
    page.figures.setCurrentIndex(page.figures.figures.index(mediator, column(page, "cases")))
    press(page.figures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page_name() == "cases")
    counted(qtbot, window)
    assert window.pages["cases"].table.rows.rowCount() == 2
    assert "主办受理" in window.pages["cases"].title.text()


def test_each_figure_stands_beside_the_same_period_a_year_before(
    qtbot, window: MainWindow, desk: Desk
) -> None:
    page = window.pages["statistics"]
    page.choices.period.year.set_value(2026)
    page.choices.compare.click()
    counted(qtbot, window)
    cases = page.figures.figures.index(0, column(page, "cases"))
    before = desk.statistics.table("case_annual", period=desk.statistics.period("2025"))
    assert cases.data() == f"0　−{before.value('cases')}"
    assert f"上年同期：{before.value('cases')}" in cases.data(Qt.ItemDataRole.ToolTipRole)
    page.figures.setCurrentIndex(cases)
    page.explain.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(ChangesDialog)))
    dialog = page.findChildren(ChangesDialog)[-1]
    assert len(dialog.table.rows.rows) == before.value("cases")
    assert {row.what for row in dialog.table.rows.rows} == {"上年同期计 1件"}


def test_a_broken_relation_is_listed_with_both_figures_and_leads_to_its_row(
    qtbot, window: MainWindow, desk: Desk
) -> None:
    page = window.pages["statistics"]
    page.choices.period.restore(("month", 2025, "-11", ("", "")))
    page.reload()
    counted(qtbot, window)
    (first, *_) = page.findings.table.rows.rows
    assert (first.left, first.right) == (1, 0)
    assert "司法确认≤书面" in first.label
    page.findings.table.setCurrentIndex(page.findings.table.rows.index(0, 0))
    press(page.findings.table, Qt.Key.Key_Return)
    leaf, unit = page.figures.chosen()
    assert (leaf.key, unit.label) == ("confirmed", first.unit_label)


def test_a_relation_the_office_switched_off_is_no_longer_tried_and_the_table_says_so(
    qtbot, window: MainWindow, desk: Desk
) -> None:
    page = window.pages["statistics"]
    page.findings.checks.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(ChecksDialog)))
    dialog = page.findChildren(ChecksDialog)[-1]
    dialog.form.fields["parties_least"].set_value("off")
    dialog.form.fields["flow"].set_value("warning")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "另有 1 项已关闭" in page.findings.verdict.text())
    assert desk.settings.get("statistics_checks") == {
        "case_annual.parties_least": "off",
        "case_annual.flow": "warning",
    }
    desk.checks.set_checks("case_annual", {"parties_least": "warning", "flow": "error"})
    assert desk.settings.get("statistics_checks") == {}


def test_an_own_table_is_put_together_shown_and_taken_away(
    qtbot, window: MainWindow, desk: Desk
) -> None:
    page = window.pages["statistics"]
    page.choices.new_own.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(OwnTableDialog)))
    dialog = page.findChildren(OwnTableDialog)[-1]
    type_into(dialog.form.fields["title"], "来源与类型")
    dialog.form.fields["rows"].set_value(Rows.SOURCES)
    dialog.form.fields["across"].set_value(Across.TYPES)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: page._table.title == "来源与类型" and not window.runner.busy)
    assert page.figures.figures.index(0, column(page, "total")).data() == "8"
    assert page.choices.change_own.isVisible()
    page.choices.remove_own.click()
    qtbot.waitUntil(lambda: page._table.key == "case_annual" and not window.runner.busy)
    assert not page.choices.remove_own.isVisible()


def test_a_figure_that_counts_no_cases_lists_its_records(qtbot, window: MainWindow) -> None:
    page = window.pages["statistics"]
    page.choices.table.set_value("organisation")
    page.choices._on_table()
    counted(qtbot, window)
    index = page.figures.figures.index(0, column(page, "mediators"))
    page.figures.setCurrentIndex(index)
    press(page.figures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.findChildren(RecordsDialog)))
    dialog = page.findChildren(RecordsDialog)[-1]
    assert len(dialog.table.rows.rows) == int(index.data()) == 3


def test_the_words_of_a_group_of_narrow_columns_are_read_whole(qtbot, window: MainWindow) -> None:
    page = window.pages["statistics"]
    page.choices.table.set_value("prevention")
    page.choices._on_table()
    counted(qtbot, window)
    heading = page.figures.heading
    groups = [cell for cell in heading._cells if cell.last > cell.first]
    assert "防止转化为刑事案件" in {cell.label for cell in groups}
    for cell in groups:
        width = sum(heading.sectionSize(at) for at in range(cell.first, cell.last + 1))
        assert width > heading.fontMetrics().horizontalAdvance(cell.label), cell.label


def test_the_basis_is_printed_with_every_column_and_relation(
    qtbot, window: MainWindow, prompts
) -> None:
    page = window.pages["statistics"]
    page.findings.appendix.click()
    qtbot.waitUntil(lambda: any("统计口径" in one for one in prompts.asked))
    (text,) = (one for one in prompts.asked if "统计口径" in one)
    for leaf in page._table.leaves:
        assert f"{leaf.label}（{leaf.unit_label}）：{leaf.definition}" in text
    assert "十八类纠纷之和＝案件总数（错误）" in text
    assert "2024-12-01至2025-11-30" in text
