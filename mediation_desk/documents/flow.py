"""Pieces of a paper onto pages: what stays together, what may be stretched or left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece came to stand: its top edge and height in points, and its page neighbours."""

    top: float
    height: float
    opens_page: bool
    closes_page: bool


Draw = Callable[[Any, Place], None]


@dataclass(slots=True)
class Piece:
    """Something that is never cut: a line of text, a strip of a form, a row of signatures."""

    height: float
    draw: Draw
    glue: bool = False
    """Stays on the page of the next piece."""
    stretch: bool = False
    """Takes its share of the room left when everything fits on one page."""
    needs_room: float = 0.0
    """Left out unless this much room remains."""
    new_page: bool = False
    """Opens a page."""
    vanishes: bool = False
    """Empty height, dropped at the top of every page but the first."""


Page = list[tuple[Piece, Place]]


def paginate(pieces: Sequence[Piece], *, top: float, bottom: float) -> list[Page]:
    """Return the pages; `top` and `bottom` are the edges of the text area, y going up."""
    rows = _fill_pages(pieces, top - bottom)
    if len(rows) == 1:
        rows[0] = _stretched(rows[0], top - bottom)
    return [_placed(row, top) for row in rows]


def _fill_pages(pieces: Sequence[Piece], height: float) -> list[list[Piece]]:
    pages: list[list[Piece]] = [[]]
    left = height
    for unit in _units(pieces):
        size = sum(piece.height for piece in unit)
        if unit[0].needs_room and left < unit[0].needs_room:
            continue
        if pages[-1] and (unit[0].new_page or (size > left + 0.01 and _solid(unit))):
            pages.append([])
            left = height
        for piece in unit:
            if piece.height > left + 0.01 and pages[-1] and not piece.vanishes:
                pages.append([])
                left = height
            if piece.vanishes and not pages[-1] and len(pages) > 1:
                continue
            pages[-1].append(piece)
            left -= piece.height
    return [page for page in pages if page] or [[]]


def _solid(unit: Sequence[Piece]) -> bool:
    return not all(piece.vanishes for piece in unit)


def _units(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield chains of pieces that stay on one page."""
    unit: list[Piece] = []
    for piece in pieces:
        unit.append(piece)
        if not piece.glue:
            yield unit
            unit = []
    if unit:
        yield unit


def _stretched(page: list[Piece], height: float) -> list[Piece]:
    elastic = [piece for piece in page if piece.stretch]
    left = height - sum(piece.height for piece in page)
    for piece in elastic:
        piece.height += left / len(elastic)
    return page


def _placed(page: list[Piece], top: float) -> Page:
    placed: Page = []
    for index, piece in enumerate(page):
        place = Place(top, piece.height, index == 0, index == len(page) - 1)
        placed.append((piece, place))
        top -= piece.height
    return placed
