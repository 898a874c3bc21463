"""The signature block: one line per person for the hand, the committee's seal, an empty date."""

from dataclasses import replace
from functools import partial
from typing import Any

from mediation_desk.documents.blocks import Align, Signatures, SignGroup
from mediation_desk.documents.facts import SignatureFacts
from mediation_desk.documents.flow import Piece, Place
from mediation_desk.documents.pen import (
    Sheet,
    draw_line,
    draw_lines,
    rule,
)
from mediation_desk.documents.zh_text import Line, Style, natural_width, set_lines

ROW = 34.0
"""Height of a signature line in points: room for a name and a fingerprint."""
_GAP = 14.0
_LABEL_SHARE = 0.55
"""A label wider than this part of a half line takes the whole line."""
_INLINE_SHARE = 0.7
"""A heading and its only signer share a line up to this part of it."""

SignRow = tuple[tuple[list[Line], float, float], ...]
"""Signers of one line: label lines, left edge, width."""


def lay_signatures(block: Signatures, style: Style, sheet: Sheet) -> list[Piece]:
    """Return the block as one chain of pieces; only one longer than a page may be divided."""
    pieces: list[Piece] = [Piece(style.pitch / 2, _nothing, glue=True)]
    for group in block.groups:
        pieces.extend(_lay_group(group, style, sheet.text_width))
    pieces.extend(_lay_seal(block, style, sheet.text_width))
    too_long = sum(piece.height for piece in pieces) > sheet.text_height - 5 * style.pitch
    for index, piece in enumerate(pieces):
        piece.glue = index < len(pieces) - 1 and not (too_long and 3 <= index < len(pieces) - 5)
    return pieces


def label_of(signer: SignatureFacts) -> str:
    """Return the words before the line."""
    if signer.sealed:
        return f"{signer.name}（盖章）"
    return f"{signer.note} {signer.name}".strip()


def _lay_group(group: SignGroup, style: Style, width: float) -> list[Piece]:
    """A heading with the lines below it; for a single signer, both on one line."""
    label = group.heading + label_of(group.signers[0])
    short = natural_width(label, style) <= width * _INLINE_SHARE
    if len(group.signers) == 1 and not group.signers[0].sealed and short:
        row = ((set_lines(label, style, width), 0.0, width),)
        return [_row_piece(row, style)]
    pieces = [
        Piece(style.pitch, partial(_draw_text, line, style))
        for line in set_lines(group.heading, style, width)
    ]
    return [*pieces, *(_row_piece(row, style) for row in _rows(group.signers, style, width))]


def _row_piece(row: SignRow, style: Style) -> Piece:
    more = max(len(lines) for lines, _, _ in row) - 1
    return Piece(ROW + more * style.pitch, partial(_draw_row, row, style))


def _rows(signers: tuple[SignatureFacts, ...], style: Style, width: float) -> list[SignRow]:
    """Two signers to a line where their names leave room, else one."""
    half = (width - _GAP) / 2
    rows: list[SignRow] = []
    waiting: SignRow = ()
    for signer in signers:
        label = label_of(signer)
        short = natural_width(label, style) <= half * _LABEL_SHARE
        if waiting and (signer.sealed or not short):
            rows.append(waiting)
            waiting = ()
        if not short:
            lines = set_lines(label, style, width * _LABEL_SHARE)
            rows.append(((lines, 0.0, width),))
            continue
        left = half + _GAP if waiting else 0.0
        waiting = (*waiting, (set_lines(label, style, half), left, half))
        if len(waiting) == 2:
            rows.append(waiting)
            waiting = ()
    return [*rows, waiting] if waiting else rows


def _lay_seal(block: Signatures, style: Style, width: float) -> list[Piece]:
    right = replace(style, align=Align.RIGHT)
    pieces = []
    if block.seal:
        pieces.append(Piece(style.pitch / 2, _nothing))
        for text in (block.seal, "（人民调解委员会印章）"):
            pieces += [
                Piece(style.pitch, partial(_draw_text, line, right))
                for line in set_lines(text, right, width)
            ]
    date = set_lines(block.date_line, right, width)[0]
    pieces.append(Piece(style.pitch * 1.2, partial(_draw_text, date, right)))
    return pieces


def _draw_row(row: SignRow, style: Style, canvas: Any, place: Place) -> None:
    for lines, left, width in row:
        top = place.top - (ROW - style.pitch)
        draw_lines(canvas, lines, style, left=left, top=top)
        start = left + natural_width(lines[-1].text, style) + (6 if lines[-1].text else 0)
        line = place.top - place.height + 5
        rule(canvas, start, line, left + width, line)


def _draw_text(line: Line, style: Style, canvas: Any, place: Place) -> None:
    draw_line(canvas, line, style, left=0, top=place.top)


def _nothing(canvas: Any, place: Place) -> None:
    """Empty height."""
