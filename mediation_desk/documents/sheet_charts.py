"""Native charts of a workbook: Excel draws them from the table's own cells."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from mediation_desk.documents.sheet_table import SheetTable

NAME = "图表"
_FEWEST, _MOST_ROWS = 3, 24
"""A chart of fewer columns says nothing, one of more rows cannot be read."""
_INK = "2F5C8F"
_STEP = 18
"""Lines of the sheet between the tops of two charts."""


def chart_sheet(book: Any, sheet: Any, table: SheetTable, first: int) -> None:
    """Draw the rows beside each other, then each group of columns of the total row."""
    charts = [*_of_rows(sheet, table, first), *_of_columns(sheet, table, first)]
    if not charts:
        return
    place = book.create_sheet(NAME, 1)
    for number, chart in enumerate(charts):
        place.add_chart(chart, f"A{1 + number * _STEP}")
    place.page_setup.orientation = "landscape"
    place.page_setup.fitToHeight = 0
    place.sheet_properties.pageSetUpPr.fitToPage = True


def _of_rows(sheet: Any, table: SheetTable, first: int) -> Iterator[Any]:
    """Yield a chart of the first count: a line over months, bars over anything else."""
    from openpyxl.chart import BarChart, LineChart, Reference

    at = next((i for i, one in enumerate(table.columns) if one.kind == "件"), None)
    flat = len({row.level for row in table.rows}) == 1
    if at is None or not flat or not 2 <= len(table.rows) <= _MOST_ROWS:
        return
    chart = LineChart() if table.corner == "月份" else BarChart()
    last = first + len(table.rows) - 1
    chart.add_data(Reference(sheet, min_col=at + 2, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    yield _dressed(chart, f"{table.columns[at].path[-1]}（按{table.corner}）")


def _of_columns(sheet: Any, table: SheetTable, first: int) -> Iterator[Any]:
    """Yield a chart for every group of neighbouring counts under one heading, of the total row."""
    from openpyxl.chart import BarChart, Reference

    line = first + len(table.rows)
    for head, group in groupby(
        enumerate(table.columns), key=lambda pair: (pair[1].path[0], len(pair[1].path))
    ):
        columns = [(at, one) for at, one in group if one.path[-1] != "合计"]
        alike = all(one.kind == "件" for _, one in columns)
        if head[1] < 2 or not alike or len(columns) < _FEWEST:
            continue
        left, right = columns[0][0] + 2, columns[-1][0] + 2
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=left, max_col=right, min_row=line), from_rows=True)
        names = 2 + head[1]
        chart.set_categories(Reference(sheet, min_col=left, max_col=right, min_row=names))
        yield _dressed(chart, head[0])


def _dressed(chart: Any, title: str) -> Any:
    """Return the chart as it is to look: one ink, figures on it, no legend, axes shown."""
    from openpyxl.chart.label import DataLabelList

    chart.title, chart.legend, chart.style = title, None, 10
    chart.width, chart.height = 26, 8.5
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format, chart.y_axis.majorGridlines = "0", None
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, other, False)
    for series in chart.series:
        series.smooth = False
        series.graphicalProperties.solidFill = _INK
        series.graphicalProperties.line.solidFill = _INK
    return chart
