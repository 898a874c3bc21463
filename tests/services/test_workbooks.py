"""The workbook a county gets: totals that recompute, the cases of every figure, charts, locks."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mediation_desk.app import Desk, build
from mediation_desk.clock import FixedClock
from mediation_desk.documents.ooxml import with_values
from mediation_desk.paths import find
from mediation_desk.services.demo import fill_demo
from mediation_desk.services.statistics_rows import StatisticsTable
from tests.conftest import NOON


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[bytes, StatisticsTable]:
    """The demo office's annual table as a workbook."""
    clock = FixedClock(NOON)
    desk = build(find(tmp_path_factory.mktemp("books") / "home"), clock)
    fill_demo(desk, clock, desk.paths.resources)
    period = desk.statistics.period("2025")
    table = desk.statistics.table("case_annual", period=period)
    data = desk.statistics.workbook("case_annual", period=period, purpose="看")
    desk.close()
    return data, table


def figures(data: bytes, *, values: bool):
    return load_workbook(BytesIO(data), data_only=values)["统计表"]


def recomputed(sheet, formula: str) -> float:
    """Evaluate a SUM over cells of one column, as any spreadsheet does."""
    inside = re.fullmatch(r"=SUM\((.*)\)", formula)
    assert inside is not None, formula
    total = 0.0
    for part in inside[1].split(","):
        cells = sheet[part]
        total += sum(row[0].value for row in cells) if isinstance(cells, tuple) else cells.value
    return total


def test_every_total_that_is_a_formula_recomputes_to_the_value_it_carries(made) -> None:
    data, table = made
    live, kept = figures(data, values=False), figures(data, values=True)
    found = 0
    for row in live.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                found += 1
                assert recomputed(kept, cell.value) == pytest.approx(kept[cell.coordinate].value)
    assert found >= len(table.leaves) - 2


def test_each_figure_of_cases_lists_as_many_numbers_and_links_there_and_back(made) -> None:
    data, table = made
    book = load_workbook(BytesIO(data))
    sheet, lists = book["统计表"], book["案件编号"]
    first = 3 + max(map(len, table.paths))
    seen = 0
    for at, row in enumerate((*table.rows, table.total)):
        for index, (leaf, value) in enumerate(zip(table.leaves, row.values, strict=True)):
            if leaf.unit_label != "件" or not value:
                continue
            cell = sheet.cell(first + at, index + 2)
            line = int(cell.hyperlink.location.rsplit("!A", 1)[1])
            assert lists.cell(line, 3).value == value
            assert lists.cell(line, 2).hyperlink.location.endswith(f"!{cell.coordinate}")
            seen += 1
    assert seen > 20


def test_the_workbook_draws_its_types_and_locks_its_figures(made) -> None:
    data, _ = made
    book = load_workbook(BytesIO(data))
    assert book["统计表"].protection.sheet
    assert not book["统计表"].protection.password
    with zipfile.ZipFile(BytesIO(data)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "/chart" in name]
    assert any("按纠纷类型分" in one for one in charts)


def test_a_workbook_of_months_has_a_line_over_them(desk: Desk, clock: FixedClock) -> None:
    fill_demo(desk, clock, desk.paths.resources)
    data = desk.statistics.workbook(
        "case_months", period=desk.statistics.period("2025"), purpose="看"
    )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "/chart" in name]
    assert any("lineChart" in one for one in charts)


def test_the_appendix_has_every_column_the_basis_and_every_relation(made) -> None:
    data, table = made
    sheet = load_workbook(BytesIO(data))["统计口径"]
    rows = [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows(min_row=2)]
    for path, leaf in zip(table.paths, table.leaves, strict=True):
        assert ("·".join(path), leaf.unit_label, leaf.definition) in rows
    assert {row[2] for row in rows if row[0] == "口径"} >= set(table.basis_lines)
    assert len([row for row in rows if row[0] == "勾稽关系"]) == table.equations_checked + 1
    assert ("勾稽关系", "错误", "十八类纠纷之和＝案件总数") in rows
    assert "本表采用成功÷（成功＋未成功）" in table.leaves[-1].definition
    heights = [(sheet.row_dimensions[at].height, row[2]) for at, row in enumerate(rows, start=2)]
    assert all(height >= 14 * (len(text) / 36) for height, text in heights)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_file_without_formulas_stays_as_it_is() -> None:
    assert with_values(b"x", "a", {}) == b"x"
