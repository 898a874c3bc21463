"""Text no cell of a workbook can hold: it goes on over cells of a sheet of its own, whole."""

from typing import Any

from mediation_desk.documents.ooxml import holdable
from mediation_desk.documents.sheet_text import MOST_TEXT, put_text

NAME = "附页"
_PIECE = MOST_TEXT // 2
"""Characters of a cell: a rare one counts twice."""
_HEADS = (("表", 20), ("行", 8), ("栏目", 20), ("第几段", 8), ("全文", 100))


class Annex:
    """Collects the texts of a workbook that are too long."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._pieces: list[tuple[str, int, str, int, str]] = []

    def fitting(self, text: str, sheet: str, line: int, label: str) -> str:
        """Return what stands in the cell: the text, or where it is to be read."""
        text = text if len(text) <= _PIECE else holdable(text)
        if len(text.encode("utf-16-le", "surrogatepass")) <= 2 * MOST_TEXT:
            return text
        for number, start in enumerate(range(0, len(text), _PIECE), 1):
            piece = text[start : start + _PIECE]
            self._pieces.append((sheet, line, label, number, piece))
        return f"第{line}行“{label}”过长，全文见“{NAME}”"

    def write(self, book: Any) -> None:
        """Add the sheet to a workbook that is written line by line, where there is anything."""
        from openpyxl.cell import WriteOnlyCell

        if not self._pieces:
            return
        sheet = book.create_sheet(NAME)
        for number, (_, width) in enumerate(_HEADS):
            sheet.column_dimensions["ABCDE"[number]].width = width
        for line in ([label for label, _ in _HEADS], *self._pieces):
            cells = [WriteOnlyCell(sheet, one if isinstance(one, int) else None) for one in line]
            for cell, one in zip(cells, line, strict=True):
                if isinstance(one, str):
                    put_text(cell, one)
            sheet.append(cells)
