"""Statistics as a workbook: merged headings, numbers as numbers, print set-up, the basis below.

Text cells are always typed as text, so nothing a person typed can become a formula (a leading `=`).
A total that is the sum of its rows is a formula and keeps its value for viewers that do not
recompute; any other stays a number. A rate is a number; its format shows what was divided. The
figures are locked without a password: nobody types over one by mistake.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

from mediation_desk.documents.ooxml import fixed, with_values
from mediation_desk.documents.sheet_charts import chart_sheet
from mediation_desk.documents.sheet_lists import NAME as LISTS
from mediation_desk.documents.sheet_lists import Places, case_sheet
from mediation_desk.documents.sheet_table import SheetColumn, SheetTable
from mediation_desk.documents.sheet_text import link, list_head, looks, put_text
from mediation_desk.domain.statistics import Rate, Value

_WIDTHS = {"元": 15.0, "率": 22.0}
_WIDTH, _LABEL_WIDTH = 6.5, 36.0
_A4_WIDTH = 170
"""Wider tables are set up for A3: on A4 their figures could not be read."""
_MOST_PARTS = 200
"""A formula takes no more arguments than 255."""
_LINE = 14
"""Points a line of text takes."""
_DEFINED = 35
"""So many characters of a definition stand on a line."""


def workbook(table: SheetTable) -> bytes:
    """Return the .xlsx bytes; the same table gives the same bytes.

    Raises InvalidInput for text no cell can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "统计表"
    depth = max(len(column.path) for column in table.columns)
    first = 3 + depth
    links = case_sheet(book, table, first)
    _title(sheet, table)
    _headings(sheet, table, depth)
    kept = _figures(sheet, table, first, links)
    _notes(sheet, table, first + len(table.rows) + 2)
    _print_setup(sheet, table, 2 + depth)
    chart_sheet(book, sheet, table, first)
    _definition_sheet(book, table)
    _lock(sheet)
    moment = datetime(table.made_on.year, table.made_on.month, table.made_on.day)
    book.properties.creator = book.properties.lastModifiedBy = "调解台"
    book.properties.created = book.properties.modified = moment
    return fixed(with_values(_saved(book), "xl/worksheets/sheet1.xml", kept), moment)


def _title(sheet: Any, table: SheetTable) -> None:
    styles = looks()
    last = len(table.columns) + 1
    for row, text, font in ((1, table.title, "title"), (2, table.subtitle, "plain")):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        cell = sheet.cell(row, 1)
        mark = "【演示数据】" if table.demo and row == 1 else ""
        put_text(cell, mark + text)
        cell.font, cell.alignment = styles[font], styles["centre"]
    sheet.row_dimensions[1].height = 34


def _headings(sheet: Any, table: SheetTable, depth: int) -> None:
    """Write the headings: equal neighbours merged across, short ones merged down."""
    styles = looks()
    sheet.merge_cells(start_row=3, start_column=1, end_row=2 + depth, end_column=1)
    put_text(sheet.cell(3, 1), table.corner)
    paths = [_headings_of(column) for column in table.columns]
    for level in range(depth):
        at = 0
        while at < len(paths):
            until = at + 1
            if level < len(paths[at]):
                last = level == len(paths[at]) - 1
                head = paths[at][: level + 1]
                while not last and until < len(paths) and paths[until][: level + 1] == head:
                    until += 1
                bottom = 2 + depth if last else 3 + level
                put_text(sheet.cell(3 + level, at + 2), paths[at][level])
                if until > at + 1 or bottom > 3 + level:
                    sheet.merge_cells(
                        start_row=3 + level,
                        start_column=at + 2,
                        end_row=bottom,
                        end_column=until + 1,
                    )
            at = until
    longest = max(len(path[-1]) for path in paths)
    for row in range(3, 2 + depth):
        sheet.row_dimensions[row].height = _LINE + 6
    sheet.row_dimensions[2 + depth].height = _LINE * (1 + longest // 3)
    for row in sheet.iter_rows(min_row=3, max_row=2 + depth, max_col=len(paths) + 1):
        for cell in row:
            cell.font, cell.fill = styles["bold"], styles["head"]
            cell.border, cell.alignment = styles["border"], styles["centre"]


def _headings_of(column: SheetColumn) -> tuple[str, ...]:
    """Return the headings of a column; what is not counted in 件 says so on a line of its own."""
    if column.kind not in ("件", "率"):
        return (*column.path[:-1], f"{column.path[-1]}\n（{column.kind}）")
    return column.path


def _figures(sheet: Any, table: SheetTable, first: int, links: Places) -> dict[str, float]:
    """Write the figures; return the values of those that are formulas, by cell."""
    kept: dict[str, float] = {}
    lines = (*table.rows, table.total)
    for number, line in enumerate(lines):
        row = first + number
        font = looks()["bold" if line is table.total or line.level == 1 else "plain"]
        put_text(sheet.cell(row, 1), line.label)
        _dress(sheet.cell(row, 1), font, _label_side(max(line.level - 1, 0)))
        for index, (value, column) in enumerate(zip(line.values, table.columns, strict=True)):
            cell = sheet.cell(row, index + 2)
            cell.number_format = _put_value(cell, value, column.kind)
            _dress(cell, font, looks()["right"])
            if (number, index) in links:
                link(cell, LISTS, f"A{links[number, index]}")
    for index in range(len(table.columns)):
        parts = _parts_of(table, index)
        if parts:
            cell = sheet.cell(first + len(table.rows), index + 2)
            kept[cell.coordinate] = cell.value
            cell.value = _sum(cell.column_letter, [first + at for at in parts])
    return kept


@cache
def _label_side(indent: int) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal="left", vertical="center", indent=indent, wrap_text=True)


def _dress(cell: Any, font: Any, side: Any) -> None:
    cell.font, cell.border, cell.alignment = font, looks()["border"], side


def _parts_of(table: SheetTable, index: int) -> list[int]:
    """Return the top rows a total is the sum of; none where it is no sum, as of people or rates."""
    top = [at for at, row in enumerate(table.rows) if row.level == 1]
    values = [table.rows[at].values[index] for at in top]
    total = table.total.values[index]
    plain = [value for value in values if not isinstance(value, Rate)]
    if isinstance(total, Rate) or len(plain) < len(values) or sum(plain) != total:
        return []
    return top if len(top) <= _MOST_PARTS else []


def _sum(letter: str, rows: Sequence[int]) -> str:
    """Return the formula over rows, as one range where they are neighbours."""
    if rows == list(range(rows[0], rows[-1] + 1)):
        return f"=SUM({letter}{rows[0]}:{letter}{rows[-1]})"
    return f"=SUM({','.join(f'{letter}{row}' for row in rows)})"


def _lock(sheet: Any) -> None:
    """Protect the figures against a slip of the hand; widths and looks may be changed."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.autoFilter = guard.sort = False


def _put_value(cell: Any, value: Value, kind: str) -> str:
    """Write a figure; return the format of its number."""
    if not isinstance(value, Rate):
        yuan = kind == "元"
        cell.value = value / 100 if yuan else value
        return "#,##0.00" if yuan else "#,##0"
    if value.fraction is None:
        put_text(cell, value.percent)
        return "General"
    cell.value = value.numerator / value.denominator
    return f'0.00%"（{value.numerator}/{value.denominator}）"'


def _notes(sheet: Any, table: SheetTable, first: int) -> None:
    styles = looks()
    for number, text in enumerate(table.notes):
        row = first + number
        last = len(table.columns) + 1
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        put_text(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font, sheet.cell(row, 1).alignment = styles["plain"], styles["left"]
        sheet.row_dimensions[row].height = 15 * (1 + len(text) // 110)


def _print_setup(sheet: Any, table: SheetTable, heading_end: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins

    total = zip(table.columns, table.total.values, strict=True)
    widths = [_LABEL_WIDTH, *(_width(column.kind, value) for column, value in total)]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = sheet.cell(heading_end + 1, 2)
    sheet.page_setup.orientation = "landscape"
    wide = sum(widths) > _A4_WIDTH
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if wide else sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"3:{heading_end}"
    sheet.print_title_cols = "A:A"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if table.demo:
        sheet.oddHeader.right.text = "演示数据"


def _width(kind: str, total: Value) -> float:
    """Return how wide a column is: its total, the largest figure in it, must be legible."""
    digits = 0 if isinstance(total, Rate) else len(f"{total:,}") + (kind == "元")
    return max(_WIDTHS.get(kind, _WIDTH), digits + 1.5)


def _definition_sheet(book: Any, table: SheetTable) -> None:
    """Write the appendix 统计口径: what each column counts, on which basis, what must agree."""
    sheet = book.create_sheet("统计口径")
    list_head(sheet, (("栏目", 34), ("单位", 8), ("定义", 2 * _DEFINED)))
    lines = [
        *(("·".join(one.path), one.kind, one.definition) for one in table.columns),
        *(("口径", "", note) for note in table.notes),
        *(("勾稽关系", how, words) for how, words in table.relations),
    ]
    for row, texts in enumerate(lines, start=2):
        for place, text in enumerate(texts, start=1):
            put_text(sheet.cell(row, place), text)
            _dress(sheet.cell(row, place), looks()["plain"], looks()["wrapped"])
        sheet.row_dimensions[row].height = _LINE * (1 + len(texts[-1]) // _DEFINED)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.oddHeader.center.text = f"{table.title}　统计口径"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
