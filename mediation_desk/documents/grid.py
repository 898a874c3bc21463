"""Ruled forms (登记表): label and value boxes; a tall row goes on over the next page."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from mediation_desk.documents.blocks import COLUMNS, Align, Cell, FieldTable, Row
from mediation_desk.documents.flow import Piece, Place
from mediation_desk.documents.fonts import Fonts
from mediation_desk.documents.pen import draw_line, draw_lines, rule
from mediation_desk.documents.zh_text import Line, Style, set_lines

SIZE, PITCH = 12.0, 18.0
PAD = 4.0
"""Between a rule and the text beside it, in points."""
BLANK_MARK = "（以下空白）"


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell that has been set."""

    lines: list[Line]
    style: Style
    left: float
    width: float
    label: bool


def lay_table(table: FieldTable, fonts: Fonts, width: float, *, whole_rows: bool) -> list[Piece]:
    """Return one piece per row, or per line of a tall row unless `whole_rows`."""
    pieces: list[Piece] = []
    for index, row in enumerate(table.rows):
        boxes = [_set_cell(cell, fonts, width, left) for cell, left in _edges(row, width)]
        lines = max(len(box.lines) for box in boxes)
        ends = index == len(table.rows) - 1
        if row.tail:
            for piece in pieces[-2:]:
                piece.glue = True
        if whole_rows or lines <= 6:
            height = max(lines, row.lines) * PITCH + 2 * PAD
            draw = partial(_draw_row, boxes, row.mark_blank, ends)
            pieces.append(Piece(height, draw, stretch=row.stretch))
        else:
            pieces.extend(_strips(boxes, lines, ends=ends))
    return pieces


def _edges(row: Row, width: float) -> list[tuple[Cell, float]]:
    """Return each cell with its left edge. Raises ValueError for a row of the wrong width."""
    if sum(cell.span for cell in row.cells) != COLUMNS:
        raise ValueError(f"row spans do not add up to {COLUMNS}: {row}")
    left, edges = 0.0, []
    for cell in row.cells:
        edges.append((cell, left))
        left += width * cell.span / COLUMNS
    return edges


def _set_cell(cell: Cell, fonts: Fonts, whole: float, left: float) -> _Box:
    width = whole * cell.span / COLUMNS
    align = Align.CENTER if cell.label else cell.align
    style = Style(fonts.body, SIZE, PITCH, align=align)
    lines = set_lines(cell.text, style, width - 2 * PAD)
    return _Box(lines, style, left, width, cell.label)


def _draw_row(boxes: list[_Box], mark_blank: bool, ends: bool, canvas: Any, place: Place) -> None:
    """Draw a whole row: labels and single lines centred in height, longer text from the top."""
    tall = place.height > 4 * PITCH
    for box in boxes:
        text = len(box.lines) * PITCH
        centred = box.label or not tall
        top = place.top - ((place.height - text) / 2 if centred else PAD)
        draw_lines(canvas, box.lines, box.style, left=box.left + PAD, top=top)
        if (
            mark_blank
            and box.lines[0].text
            and not box.label
            and place.height - text - 2 * PAD >= 2 * PITCH
        ):
            _mark(canvas, box, top - text)
    _frame(canvas, boxes, place, top_rule=True, bottom_rule=ends or place.closes_page)


def _mark(canvas: Any, box: _Box, top: float) -> None:
    style = replace(box.style, align=Align.CENTER)
    line = set_lines(BLANK_MARK, style, box.width - 2 * PAD)[0]
    draw_line(canvas, line, style, left=box.left + PAD, top=top)


def _strips(boxes: list[_Box], count: int, *, ends: bool) -> list[Piece]:
    """Return a tall row as strips of one line each, two of them kept together at either end."""
    strips = []
    for index in range(count):
        first, last = index == 0, index == count - 1
        height = PITCH + PAD * (first + last)
        draw = partial(_draw_strip, boxes, (index, count), ends)
        strips.append(Piece(height, draw, glue=first or index == count - 2))
    return strips


def _draw_strip(
    boxes: list[_Box], strip: tuple[int, int], ends: bool, canvas: Any, place: Place
) -> None:
    """Draw one line of a tall row; on a new page the label is repeated if there is room."""
    index, count = strip
    top = place.top - (PAD if index == 0 else 0)
    opens = index == 0 or place.opens_page
    for box in boxes:
        if index < len(box.lines):
            draw_line(canvas, box.lines[index], box.style, left=box.left + PAD, top=top)
        elif box.label and opens and len(box.lines) <= count - index:
            draw_lines(canvas, box.lines, box.style, left=box.left + PAD, top=top)
    _frame(
        canvas,
        boxes,
        place,
        top_rule=opens,
        bottom_rule=(ends and index == count - 1) or place.closes_page,
    )


def _frame(
    canvas: Any, boxes: list[_Box], place: Place, *, top_rule: bool, bottom_rule: bool
) -> None:
    bottom, right = place.top - place.height, boxes[-1].left + boxes[-1].width
    for x in (*(box.left for box in boxes), right):
        rule(canvas, x, place.top, x, bottom)
    if top_rule:
        rule(canvas, 0, place.top, right, place.top)
    if bottom_rule:
        rule(canvas, 0, bottom, right, bottom)
