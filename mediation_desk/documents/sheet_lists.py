"""The case numbers behind each figure of a workbook: one list a figure, links both ways."""

from typing import Any

from mediation_desk.documents.sheet_table import SheetTable
from mediation_desk.documents.sheet_text import link, list_head, put_text

NAME = "案件编号"
Places = dict[tuple[int, int], int]
"""Row (the total last) and column of a figure to the line its list begins on."""


def case_sheet(book: Any, table: SheetTable, first: int) -> Places:
    """List the case numbers behind each figure; `first` is the line of the first row's figures."""
    from openpyxl.utils import get_column_letter

    lines = (*table.rows, table.total)
    if not any(line.numbers for line in lines):
        return {}
    sheet = book.create_sheet(NAME)
    list_head(sheet, ((table.corner, 32), ("栏目", 40), ("件数", 8), (NAME, 32)))
    places: Places = {}
    line_number = 2
    for at, line in enumerate(lines):
        for index, numbers in sorted(line.numbers.items()):
            places[at, index] = line_number
            put_text(sheet.cell(line_number, 1), line.label)
            put_text(sheet.cell(line_number, 2), "·".join(table.columns[index].path))
            cell = f"{get_column_letter(index + 2)}{first + at}"
            link(sheet.cell(line_number, 2), "统计表", cell)
            sheet.cell(line_number, 3).value = len(numbers)
            for number in numbers:
                put_text(sheet.cell(line_number, 4), number)
                line_number += 1
    return places
