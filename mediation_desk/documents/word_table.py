"""Ruled forms (登记表) in a Word file; rows are written whole, merging cell by cell is slow."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell, _Row

from mediation_desk.documents.blocks import COLUMNS, Align, Cell, Row
from mediation_desk.documents.grid import PAD, PITCH, SIZE
from mediation_desk.documents.pen import RULE, Sheet
from mediation_desk.documents.word_page import ALIGN, BODY, exact, readable, set_font

_WHOLE = 6
"""Rows up to this many lines stay on one page."""
_TALL = 4
"""In boxes taller than this text stands at the top."""


def add_table(document: Any, rows: Sequence[Row], sheet: Sheet, spare: float) -> None:
    """Add a form as a ruled table of 24 narrow columns, boxes spanning as many as they need.

    Elastic rows share the `spare` points of their page, as on the PDF.
    """
    table = document.add_table(rows=0, cols=COLUMNS, style="Table Grid")
    table.autofit = False
    narrow = sheet.text_width / COLUMNS
    for column in table.columns:
        column.width = Pt(narrow)
    _pad(table)
    elastic = sum(row.stretch for row in rows)
    more = spare / elastic if elastic else 0.0
    for row in rows:
        _add_row(table, row, narrow, more if row.stretch else 0.0)


def _pad(table: Any) -> None:
    """Leave as much beside the rules as the printed form does."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        width = OxmlElement(side)
        width.set(qn("w:w"), str(int(PAD * 20)))
        width.set(qn("w:type"), "dxa")
        margins.append(width)
    table._tbl.tblPr.append(margins)


def _add_row(table: Any, row: Row, narrow: float, more: float) -> None:
    element = OxmlElement("w:tr")
    table._tbl.append(element)
    made = _Row(element, table)
    made.height_rule, made.height = (
        WD_ROW_HEIGHT_RULE.AT_LEAST,
        Pt(row.lines * PITCH + 2 * PAD - RULE + more),
    )
    if row.lines <= _WHOLE and all(len(cell.text) < 200 for cell in row.cells):
        element.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell in row.cells:
        tall = row.stretch or row.lines > _TALL
        element.append(_box(cell, table, narrow, tall=tall))


def _box(cell: Cell, table: Any, narrow: float, *, tall: bool) -> Any:
    element = OxmlElement("w:tc")
    element.append(OxmlElement("w:p"))
    properties = element.get_or_add_tcPr()
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), str(cell.span))
    properties.append(span)
    box = _Cell(element, table)
    box.width = Pt(narrow * cell.span)
    where = WD_CELL_VERTICAL_ALIGNMENT
    box.vertical_alignment = where.TOP if tall and not cell.label else where.CENTER
    align = Align.CENTER if cell.label else cell.align
    for number, text in enumerate(readable(cell.text).split("\n")):
        paragraph = box.paragraphs[0] if number == 0 else box.add_paragraph()
        paragraph.alignment = ALIGN[align]
        exact(paragraph, PITCH)
        set_font(paragraph.add_run(text), BODY, SIZE)
    return element
