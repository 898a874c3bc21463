"""Blocks to pieces: the sizes and distances of running text; grid.py and signing.py do the rest."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from mediation_desk.documents.blocks import (
    Align,
    BlankBelow,
    Block,
    Clauses,
    Fields,
    FieldTable,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Signatures,
    Spacer,
    Title,
)
from mediation_desk.documents.flow import Piece, Place
from mediation_desk.documents.fonts import Fonts
from mediation_desk.documents.grid import lay_table
from mediation_desk.documents.pen import Sheet, draw_line
from mediation_desk.documents.signing import lay_signatures
from mediation_desk.documents.zh_text import Line, Style, clean, natural_width, set_lines

BODY_SIZE = 14.0
TITLE_SIZE, NUMBER_SIZE = 22.0, 12.0
_PARTY_GAP = 5.0
"""Before each group of labelled values."""
_HELD_ROWS = 6
"""A group of labelled values up to this many lines stays on one page."""
_TABS = 16
"""Labelled values start at sixteenths of the line, so that they stand in columns."""


def body_style(fonts: Fonts, sheet: Sheet) -> Style:
    """仿宋 14 pt on the fixed pitch of the sheet."""
    return Style(fonts.body, BODY_SIZE, sheet.pitch)


def lay_out(
    blocks: Sequence[Block], fonts: Fonts, sheet: Sheet, *, whole_rows: bool
) -> list[Piece]:
    """Return the pieces of a paper; `whole_rows` keeps every form row on one page."""
    pieces: list[Piece] = []
    for block in blocks:
        if isinstance(block, Signatures):
            fresh = lay_signatures(block, body_style(fonts, sheet), sheet)
            hold_last_lines(pieces)
        elif isinstance(block, FieldTable):
            fresh = lay_table(block, fonts, sheet.text_width, whole_rows=whole_rows)
        else:
            fresh = _lay_text(block, fonts, sheet)
        pieces.extend(fresh)
    return pieces


def hold_last_lines(pieces: list[Piece]) -> None:
    """Tie the last two pieces to what follows: a signature block is never alone on a page."""
    for piece in pieces[-2:]:
        piece.glue = True


def _lay_text(block: Block, fonts: Fonts, sheet: Sheet) -> list[Piece]:
    body, width = body_style(fonts, sheet), sheet.text_width
    match block:
        case Title(text):
            style = Style(fonts.heading, TITLE_SIZE, 40, align=Align.CENTER)
            return _glued(_text(text, style, width), last=True)
        case Number(text):
            style = Style(fonts.body, NUMBER_SIZE, 24, align=Align.RIGHT)
            return _glued(_text(text, style, width), last=True)
        case Heading(text):
            style = replace(body, chain=fonts.heading)
            return _glued(_text(text, style, width), last=True)
        case Paragraph(text, indent, align):
            return _text(text, replace(body, indent=indent, align=align), width)
        case Clauses(items):
            style = replace(body, indent=2, align=Align.JUSTIFY)
            return [
                piece
                for number, item in enumerate(items, 1)
                for piece in _text(f"{number}. {item}", style, width)
            ]
        case Fields(items):
            return _fields(items, body, width)
        case Spacer(lines):
            return [Piece(lines * body.pitch, _nothing, vanishes=True)]
        case PageBreak():
            return [Piece(0, _nothing, new_page=True)]
        case BlankBelow(text):
            style = replace(body, align=Align.CENTER)
            piece = _text(text, style, width)[0]
            piece.needs_room = 3 * body.pitch
            return [piece]
    raise TypeError(block)


def _text(text: str, style: Style, width: float) -> list[Piece]:
    """One piece per line; at least two lines stay together at the top and bottom of a page."""
    pieces = [
        Piece(style.pitch, partial(_draw_text, line, style))
        for line in set_lines(text, style, width)
    ]
    if len(pieces) > 1:
        pieces[0].glue = True
        pieces[-2].glue = True
    return pieces


def _glued(pieces: list[Piece], *, last: bool) -> list[Piece]:
    for piece in pieces if last else pieces[:-1]:
        piece.glue = True
    return pieces


def _fields(items: Sequence[str], style: Style, whole: float) -> list[Piece]:
    """Set items side by side at tab stops; one too long for the line is broken like text."""
    tab = whole / _TABS
    rows: list[list[Line]] = [[]]
    column = 0
    for item in map(clean, items):
        width = natural_width(item, style)
        stops = int((width + style.size / 2) // tab) + 1
        if column and column * tab + width > whole:
            rows.append([])
            column = 0
        if width <= whole and "\n" not in item:
            rows[-1].append(Line(item, column * tab, 0))
            column += stops
        else:
            justified = replace(style, align=Align.JUSTIFY)
            rows[-1:] = [[line] for line in set_lines(item, justified, whole)]
            column = _TABS
    pieces = [Piece(style.pitch, partial(_draw_row, row, style)) for row in rows]
    held = _glued(pieces, last=False) if len(pieces) <= _HELD_ROWS else pieces
    return [Piece(_PARTY_GAP, _nothing, vanishes=True), *held]


def _draw_row(row: Sequence[Line], style: Style, canvas: Any, place: Place) -> None:
    for line in row:
        draw_line(canvas, line, style, left=0, top=place.top)


def _draw_text(line: Line, style: Style, canvas: Any, place: Place) -> None:
    draw_line(canvas, line, style, left=0, top=place.top)


def _nothing(canvas: Any, place: Place) -> None:
    """Empty height."""
