"""Statistics as a workbook: merged headings, numbers as numbers, print set-up, the basis below.

Text cells are always typed as text, so nothing a person typed can become a formula (a leading `=`).
Totals are numbers, not formulas: openpyxl stores no computed values, and a viewer that does not
recompute would show an empty total. A rate is a number too; its format shows what was divided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from mediation_desk.documents.ooxml import fixed, holdable
from mediation_desk.domain.statistics import Rate, Value
from mediation_desk.errors import InvalidInput

MOST_TEXT = 32_767
"""A cell takes no more characters; longer text is refused, never cut."""

_WIDTHS = {"元": 15.0, "率": 22.0}
_WIDTH, _LABEL_WIDTH = 6.5, 36.0
_A4_WIDTH = 170
"""Wider tables are set up for A3: on A4 their figures could not be read."""
_LINE = 14
"""Points a line of text takes."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its headings from the top, its figures' kind (件, 人, 元, 率) and definition."""

    path: tuple[str, ...]
    kind: str
    definition: str = ""
    numbers: tuple[str, ...] = ()
    """Case numbers behind the total, for the second sheet."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line: its label, how deep it is indented, its values (分 for amounts)."""

    label: str
    level: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A whole table, ready to be written."""

    title: str
    subtitle: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    total: SheetRow
    notes: tuple[str, ...]
    made_on: date
    demo: bool = False
    corner: str = "单位"


def workbook(table: SheetTable) -> bytes:
    """Return the .xlsx bytes; the same table gives the same bytes.

    Raises InvalidInput for text no cell can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "统计表"
    depth = max(len(column.path) for column in table.columns)
    links = _case_sheet(book, table) if any(one.numbers for one in table.columns) else {}
    _title(sheet, table)
    _headings(sheet, table, depth)
    _figures(sheet, table, 3 + depth, links)
    _notes(sheet, table, 3 + depth + len(table.rows) + 2)
    _print_setup(sheet, table, 2 + depth)
    _definition_sheet(book, table)
    moment = datetime(table.made_on.year, table.made_on.month, table.made_on.day)
    book.properties.creator = book.properties.lastModifiedBy = "调解台"
    book.properties.created = book.properties.modified = moment
    return fixed(_saved(book), moment)


def put_text(cell: Any, text: str) -> None:
    """Write text as text. Raises InvalidInput when the cell cannot hold it."""
    # Excel counts a rare character as two, and cuts the text or refuses the file beyond.
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * MOST_TEXT:
        raise InvalidInput(
            {"text": f"单元格{cell.coordinate}的文字超过{MOST_TEXT}字，没有生成表格。"}
        )
    cell.value = holdable(text)
    cell.data_type = "s"


def _styles() -> dict[str, Any]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="808080")
    return {
        "border": Border(left=line, right=line, top=line, bottom=line),
        "centre": Alignment(horizontal="center", vertical="center", wrap_text=True),
        "left": Alignment(horizontal="left", vertical="center", wrap_text=True),
        "head": PatternFill("solid", fgColor="E8EEF6"),
        "bold": Font(name="宋体", size=10, bold=True),
        "plain": Font(name="宋体", size=10),
        "title": Font(name="黑体", size=18, bold=True),
    }


def _title(sheet: Any, table: SheetTable) -> None:
    styles = _styles()
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
    styles = _styles()
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


def _figures(sheet: Any, table: SheetTable, first: int, links: Mapping[int, int]) -> None:
    from openpyxl.styles import Alignment

    styles = _styles()
    for number, line in enumerate((*table.rows, table.total)):
        row = first + number
        total = number == len(table.rows)
        put_text(sheet.cell(row, 1), line.label)
        sheet.cell(row, 1).alignment = Alignment(
            horizontal="left", vertical="center", indent=max(line.level - 1, 0), wrap_text=True
        )
        for index, (value, column) in enumerate(zip(line.values, table.columns, strict=True)):
            cell = sheet.cell(row, index + 2)
            _value(cell, value, column.kind)
            if total and index in links:
                cell.hyperlink = f"#'案件编号'!A{links[index]}"
        for cell in sheet[row][: len(table.columns) + 1]:
            cell.font = styles["bold" if total or line.level == 1 else "plain"]
            cell.border = styles["border"]


def _value(cell: Any, value: Value, kind: str) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(horizontal="right", vertical="center")
    if not isinstance(value, Rate):
        yuan = kind == "元"
        cell.value = value / 100 if yuan else value
        cell.number_format = "#,##0.00" if yuan else "#,##0"
    elif value.fraction is None:
        put_text(cell, value.percent)
    else:
        cell.value = value.numerator / value.denominator
        cell.number_format = f'0.00%"（{value.numerator}/{value.denominator}）"'


def _notes(sheet: Any, table: SheetTable, first: int) -> None:
    styles = _styles()
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


def _case_sheet(book: Any, table: SheetTable) -> dict[int, int]:
    """List the case numbers behind each total; return the row of each column's list."""
    sheet = book.create_sheet("案件编号")
    _list_head(sheet, (("栏目", 40), ("件数", 8), ("案件编号（合计行）", 40)))
    rows: dict[int, int] = {}
    row = 2
    for index, column in enumerate(table.columns):
        if not column.numbers:
            continue
        rows[index] = row
        put_text(sheet.cell(row, 1), "·".join(column.path))
        sheet.cell(row, 1).hyperlink = "#'统计表'!A1"
        sheet.cell(row, 2).value = len(column.numbers)
        for number in column.numbers:
            put_text(sheet.cell(row, 3), number)
            row += 1
    return rows


def _definition_sheet(book: Any, table: SheetTable) -> None:
    """Say what each column counts, and in what."""
    sheet = book.create_sheet("各栏定义")
    _list_head(sheet, (("栏目", 40), ("单位", 8), ("定义", 100)))
    for row, column in enumerate(table.columns, start=2):
        for place, text in enumerate(("·".join(column.path), column.kind, column.definition), 1):
            put_text(sheet.cell(row, place), text)
            sheet.cell(row, place).font = _styles()["plain"]


def _list_head(sheet: Any, columns: Sequence[tuple[str, int]]) -> None:
    """Write the heading of a plain list: words and width of each column."""
    styles = _styles()
    for cell, (text, width) in zip(sheet["A1:C1"][0], columns, strict=True):
        put_text(cell, text)
        cell.font, cell.fill = styles["bold"], styles["head"]
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def _saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
