"""Lists of any kind for printing and as workbooks: pay sheets, hand-over lists and the like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from mediation_desk.documents.blocks import Align, Cell, FieldTable, Row
from mediation_desk.documents.ooxml import fixed
from mediation_desk.documents.sheet_text import put_text
from mediation_desk.domain.money import Fen, format_yuan


@dataclass(frozen=True, slots=True)
class Yuan:
    """An amount in a list: a number in the workbook, 1,234.50 on paper."""

    fen: Fen


Entry = str | int | date | Yuan | None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its heading, its width on paper (of 24) and in the workbook (characters).

    One without a width on paper stands in the workbook alone, one without `wide` on paper alone.
    """

    label: str
    span: int
    wide: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list under its title; the last row may be a total, the notes stand below."""

    title: str
    subtitle: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Entry, ...], ...]
    total: tuple[Entry, ...] = ()
    lines: int = 1
    """At least this many lines high on paper, for signatures."""
    notes: tuple[str, ...] = ()


def ruled(table: ListTable) -> FieldTable:
    """Return the list as a ruled form, the total in its last row."""
    shown = [at for at, column in enumerate(table.columns) if column.span]
    head = tuple(Cell(table.columns[at].label, table.columns[at].span, label=True) for at in shown)
    rows = [Row(head)]
    for entries in (*table.rows, *([table.total] if table.total else [])):
        cells = tuple(_cell(entries[at], table.columns[at]) for at in shown)
        rows.append(Row(cells, lines=table.lines))
    return FieldTable(tuple(rows))


def _cell(entry: Entry, column: ListColumn) -> Cell:
    number = isinstance(entry, int)
    align = Align.RIGHT if column.right else Align.CENTER if number else Align.LEFT
    return Cell(words_of(entry), column.span, align=align)


def words_of(entry: Entry) -> str:
    """Return an entry as it is printed."""
    if isinstance(entry, Yuan):
        return format_yuan(entry.fen)
    return "" if entry is None else str(entry)


def list_workbook(tables: Sequence[tuple[str, ListTable]], *, made_on: date, demo: bool) -> bytes:
    """Return lists as an .xlsx file, each on a sheet of its name; the same give the same bytes.

    Raises InvalidInput for text no cell can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, table in tables:
        _fill(book.create_sheet(name), table, demo=demo)
    moment = datetime(made_on.year, made_on.month, made_on.day)
    book.properties.creator = book.properties.lastModifiedBy = "调解台"
    book.properties.created = book.properties.modified = moment
    stream = BytesIO()
    book.save(stream)
    return fixed(stream.getvalue(), moment)


def _fill(sheet: Any, table: ListTable, *, demo: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Side(style="thin", color="808080")
    border = Border(left=line, right=line, top=line, bottom=line)
    plain, bold = Font(name="宋体", size=11), Font(name="宋体", size=11, bold=True)
    shown = [at for at, column in enumerate(table.columns) if column.wide]
    for row, text, font in (
        (1, ("【演示数据】" if demo else "") + table.title, Font(name="黑体", size=16, bold=True)),
        (2, table.subtitle, plain),
    ):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(shown))
        put_text(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = font
        sheet.cell(row, 1).alignment = Alignment(horizontal="center", vertical="center")
    for number, at in enumerate(shown, start=1):
        column = table.columns[at]
        sheet.column_dimensions[get_column_letter(number)].width = column.wide
        put_text(sheet.cell(3, number), column.label)
        sheet.cell(3, number).fill = PatternFill("solid", fgColor="E8EEF6")
    totals = (table.total,) if table.total else ()
    for row, entries in enumerate((*table.rows, *totals), start=4):
        for number, at in enumerate(shown, start=1):
            _put(sheet.cell(row, number), entries[at])
    last = 3 + len(table.rows) + len(totals)
    for cells in sheet.iter_rows(min_row=3, max_row=last, max_col=len(shown)):
        for number, cell in enumerate(cells):
            right = table.columns[shown[number]].right and cell.row > 3
            heavy = cell.row == 3 or (totals and cell.row == last)
            cell.font, cell.border = bold if heavy else plain, border
            cell.alignment = Alignment(
                horizontal="right" if right else "center" if cell.row == 3 else "left",
                vertical="center",
                wrap_text=True,
            )
    for row, note in enumerate(table.notes, start=last + 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(shown))
        put_text(sheet.cell(row, 1), note)
        sheet.cell(row, 1).font = plain
    _set_up_print(sheet)


def _put(cell: Any, entry: Entry) -> None:
    if isinstance(entry, Yuan):
        cell.value, cell.number_format = entry.fen / 100, "#,##0.00"
    elif isinstance(entry, int):
        cell.value = entry
    elif isinstance(entry, date):
        cell.value, cell.number_format = entry, "yyyy-mm-dd"
    else:
        put_text(cell, entry or "")


def _set_up_print(sheet: Any) -> None:
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "1:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
