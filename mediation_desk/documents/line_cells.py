"""Cells that are written line by line: dressed once, filled anew for every line.

openpyxl works out the style and the kind of every cell from the beginning, which for a hundred
thousand lines takes longer than writing them. These have just what its writer reads of a cell.
"""

from datetime import date
from typing import Any, NamedTuple

from mediation_desk.documents.lists import Entry, Yuan
from mediation_desk.documents.sheet_text import cell_text

_DAY_0 = date(1899, 12, 30)
"""Excel counts days from here; right for every day from March 1900."""

_NUMBERS: dict[type, str] = {Yuan: "#,##0.00", date: "yyyy-mm-dd"}


class Dress(NamedTuple):
    """How a ruled cell looks: where its text stands, bold or not, on a coloured ground or not."""

    side: str
    heavy: bool = False
    filled: bool = False


class LineCell:
    """The cell of one column."""

    has_style = True
    hyperlink = None
    _comment = None

    def __init__(self, sheet: Any, column: int, dress: Dress) -> None:
        """Stand in a column (from 1) of `sheet`."""
        from openpyxl.utils import get_column_letter

        self._sheet, self._dress = sheet, dress
        self._letter = get_column_letter(column)
        self._styles: dict[type, int] = {}
        self.coordinate, self.data_type, self.style_id = "", "n", 0
        self._value: str | float | None = None

    def fill(self, line: int, entry: Entry) -> None:
        """Stand in a line, with what is listed there. Raises InvalidInput for text too long."""
        kind = type(entry)
        self.coordinate = f"{self._letter}{line}"
        if kind not in self._styles:
            self._styles[kind] = self._style(_NUMBERS.get(kind, "General"))
        self.style_id = self._styles[kind]
        self.data_type = "s" if isinstance(entry, str) else "n"
        if isinstance(entry, str):
            self._value = cell_text(entry, self.coordinate)
        elif isinstance(entry, Yuan):
            self._value = entry.fen / 100
        elif isinstance(entry, date):
            self._value = (entry - _DAY_0).days
        else:
            self._value = entry

    def _style(self, number: str) -> int:
        """Return the number of a look in the workbook."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side(style="thin", color="808080")
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(name="宋体", size=11, bold=self._dress.heavy)
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        cell.alignment = Alignment(horizontal=self._dress.side, vertical="center", wrap_text=True)
        cell.number_format = number
        if self._dress.filled:
            cell.fill = PatternFill("solid", fgColor="E8EEF6")
        style: int = cell.style_id
        return style
