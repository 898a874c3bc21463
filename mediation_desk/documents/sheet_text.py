"""Text and looks of a workbook's cells: what a person typed is text, never a formula, never cut."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from mediation_desk.documents.ooxml import holdable
from mediation_desk.errors import InvalidInput

MOST_TEXT = 32_767
"""A cell takes no more characters; longer text is refused, never cut."""


def cell_text(text: str, coordinate: str) -> str:
    """Return text as the cell at `coordinate` holds it. Raises InvalidInput where it cannot."""
    # Excel counts a rare character as two, and cuts the text or refuses the file beyond.
    if 2 * len(text) > MOST_TEXT and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MOST_TEXT:
        raise InvalidInput({"text": f"单元格{coordinate}的文字超过{MOST_TEXT}字，没有生成表格。"})
    return holdable(text)


def put_text(cell: Any, text: str) -> None:
    """Write text as text. Raises InvalidInput when the cell cannot hold it."""
    cell.value = cell_text(text, cell.coordinate)
    cell.data_type = "s"


def link(cell: Any, sheet: str, address: str) -> None:
    """Let a click on a cell lead to another one of the same workbook."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!{address}")


@cache
def looks() -> Mapping[str, Any]:
    """Return fonts, borders and alignments by name, the same ones every time."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="808080")
    return {
        "border": Border(left=line, right=line, top=line, bottom=line),
        "wrapped": Alignment(vertical="top", wrap_text=True),
        "centre": Alignment(horizontal="center", vertical="center", wrap_text=True),
        "right": Alignment(horizontal="right", vertical="center"),
        "left": Alignment(horizontal="left", vertical="center", wrap_text=True),
        "head": PatternFill("solid", fgColor="E8EEF6"),
        "bold": Font(name="宋体", size=10, bold=True),
        "plain": Font(name="宋体", size=10),
        "title": Font(name="黑体", size=18, bold=True),
    }


def list_head(sheet: Any, columns: Sequence[tuple[str, int]]) -> None:
    """Write the heading of a plain list: words and width of each column."""
    styles = looks()
    for number, (text, width) in enumerate(columns, start=1):
        cell = sheet.cell(1, number)
        put_text(cell, text)
        cell.font, cell.fill = styles["bold"], styles["head"]
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
