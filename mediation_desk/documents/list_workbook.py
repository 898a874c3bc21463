"""Lists as workbooks, line by line: a hundred thousand lines need no more room than one."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from mediation_desk.documents.annex import Annex
from mediation_desk.documents.line_cells import Dress, LineCell
from mediation_desk.documents.lists import Entry, ListTable
from mediation_desk.documents.ooxml import fixed
from mediation_desk.documents.sheet_text import put_text


def list_workbook(tables: Sequence[tuple[str, ListTable]], *, made_on: date, demo: bool) -> bytes:
    """Return lists as an .xlsx file, each on a sheet of its name; the same give the same bytes.

    What no cell can hold stands whole on a sheet of its own (annex.py).
    """
    from openpyxl import Workbook

    book, annex = Workbook(write_only=True), Annex()
    for name, table in tables:
        _Sheet(book.create_sheet(name), table, annex).write(demo=demo)
    annex.write(book)
    moment = datetime(made_on.year, made_on.month, made_on.day)
    book.properties.creator = book.properties.lastModifiedBy = "调解台"
    book.properties.created = book.properties.modified = moment
    stream = BytesIO()
    book.save(stream)
    return fixed(stream.getvalue(), moment)


class _Sheet:
    """Writes one list, line by line."""

    def __init__(self, sheet: Any, table: ListTable, annex: Annex) -> None:
        self._sheet, self._table, self._annex = sheet, table, annex
        # openpyxl's own way tries every cell as a plain value first, which raises each time.
        sheet._values_to_row = _placed  # noqa: SLF001
        self._shown = [at for at, column in enumerate(table.columns) if column.wide]
        self._lines = 0

    def write(self, *, demo: bool) -> None:
        """Write title, headings, lines, total and notes, in this order."""
        from openpyxl.styles import Font

        table, plain = self._table, Font(name="宋体", size=11)
        self._set_up_print()
        title = ("【演示数据】" if demo else "") + table.title
        self._across(title, Font(name="黑体", size=16, bold=True), "center")
        self._across(table.subtitle, plain, "center")
        heads = [
            LineCell(self._sheet, place, Dress("center", True, True)) for place in self._places()
        ]
        self._append(heads, [column.label for column in table.columns])
        cells = self._cells(heavy=False)
        for entries in table.rows:
            self._append(cells, entries)
        if table.total:
            self._append(self._cells(heavy=True), table.total)
        for note in table.notes:
            self._across(note, plain, "general")

    def _places(self) -> range:
        return range(1, len(self._shown) + 1)

    def _cells(self, *, heavy: bool) -> list[LineCell]:
        sides = ["right" if self._table.columns[at].right else "left" for at in self._shown]
        places = zip(self._places(), sides, strict=True)
        return [LineCell(self._sheet, place, Dress(side, heavy)) for place, side in places]

    def _append(self, cells: Sequence[LineCell], entries: Sequence[Entry]) -> None:
        self._lines += 1
        for cell, at in zip(cells, self._shown, strict=True):
            entry = entries[at]
            if isinstance(entry, str):
                label = self._table.columns[at].label
                entry = self._annex.fitting(entry, self._sheet.title, self._lines, label)
            cell.fill(self._lines, entry)
        self._sheet.append(cells)

    def _across(self, text: str, font: Any, side: str) -> None:
        """Write one text over the whole width."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment
        from openpyxl.utils import get_column_letter

        self._lines += 1
        cell = WriteOnlyCell(self._sheet)
        cell.row = self._lines
        put_text(cell, text)
        cell.font, cell.alignment = font, Alignment(horizontal=side, vertical="center")
        self._sheet.append([cell])
        last = get_column_letter(len(self._shown))
        self._sheet.merged_cells.add(f"A{self._lines}:{last}{self._lines}")

    def _set_up_print(self) -> None:
        """Say what a sheet must know before its first line: widths, and how it is printed."""
        from openpyxl.utils import get_column_letter

        sheet = self._sheet
        for number, at in enumerate(self._shown, start=1):
            width = self._table.columns[at].wide
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = "A4"
        sheet.print_title_rows = "1:3"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _placed(cells: Sequence[Any], _line: int) -> Iterator[Any]:
    """Hand a line's cells on as they are."""
    return iter(cells)
