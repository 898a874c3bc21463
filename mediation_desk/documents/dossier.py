"""The dossier (卷宗) as one PDF: papers and scans in their order, pages numbered, bookmarks.

Cover, catalogue and back cover bear no number; a blank back of a sheet bears none either. The
catalogue is drawn from the same count the stamps are, so that the two cannot differ.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from mediation_desk.documents import stamps
from mediation_desk.documents.pdf import PROGRAM
from mediation_desk.documents.pen import A4, MM, Sheet
from mediation_desk.documents.scans import DAMAGED, UnreadableScan
from mediation_desk.documents.stamps import Stamp
from mediation_desk.domain.dossier import NumberPlace

Progress = Callable[[int, int], None]
_BINDING_EDGE = 22 * MM
_OTHER_EDGES = 12 * MM
_STAMP_STRIP = 20 * MM
_MOST_ENLARGED = 3.0


@dataclass(frozen=True, slots=True)
class Part:
    """One paper or scan of a section; a scan is fitted onto the office's sheet, a paper is so."""

    data: bytes
    is_scan: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What one line of the catalogue stands for; numbered unless it is a cover."""

    label: str
    parts: tuple[Part, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Binding:
    """How it is bound: where numbers stand, whether sheets are printed on both sides."""

    place: NumberPlace = NumberPlace.TOP
    duplex: bool = False
    sheet: Sheet = A4


@dataclass(frozen=True, slots=True)
class Bound:
    """The whole as PDF: `pages` with covers and blank backs, `numbered` as stamped."""

    data: bytes
    pages: int
    numbered: int


def page_count(part: Part) -> int:
    """Return how many pages a part has."""
    return len(PdfReader(BytesIO(part.data)).pages)


def ranges(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return the page numbers of each section as the catalogue writes them."""
    found, last = [], 0
    for section in sections:
        first, last = last + 1, last + sum(map(page_count, section.parts))
        found.append(str(first) if first == last else f"{first}–{last}")
    return tuple(found)


def bind(
    sections: Sequence[Section],
    *,
    title: str,
    binding: Binding,
    fonts_folder: Path,
    progress: Progress | None = None,
) -> Bound:
    """Return everything in one PDF. Raises UnreadableScan naming a part that cannot be bound."""
    writer = PdfWriter()
    numbers: list[tuple[PageObject, int]] = []
    for at, section in enumerate(sections, start=1):
        marked = False
        for page in _pages(writer, section, binding):
            if not marked:
                writer.add_outline_item(title=section.label, page_number=len(writer.pages) - 1)
                marked = True
            if section.numbered:
                numbers.append((page, len(writer.pages)))
        if progress is not None:
            progress(at, len(sections) + 1)
    _number(numbers, binding, fonts_folder)
    writer.page_mode = "/UseOutlines"
    writer.add_metadata({"/Title": title, "/Producer": PROGRAM, "/Creator": PROGRAM})
    stream = BytesIO()
    writer.write(stream)
    if progress is not None:
        progress(len(sections) + 1, len(sections) + 1)
    return Bound(stream.getvalue(), len(writer.pages), len(numbers))


def _pages(writer: PdfWriter, section: Section, binding: Binding) -> Iterator[PageObject]:
    """Add the pages of a section one by one; a section and a paper begin on a sheet of their own.

    Scans of one section may share a sheet.
    """
    try:
        for at, part in enumerate(section.parts):
            on_back = len(writer.pages) % 2 == 1
            if binding.duplex and on_back and (at == 0 or not part.is_scan):
                writer.add_blank_page(binding.sheet.width, binding.sheet.height)
            for page in PdfReader(BytesIO(part.data)).pages:
                yield (
                    _fitted(writer, page, binding.sheet) if part.is_scan else writer.add_page(page)
                )
    except DAMAGED as error:
        raise UnreadableScan(
            f"“{section.label}”里有一份材料读不出来，没有装订。", "请打开看看，或移走后再装订。"
        ) from error


def _fitted(writer: PdfWriter, page: PageObject, paper: Sheet) -> PageObject:
    """Put a scanned page on a sheet of its own, clear of the binding edge and the number."""
    upright, across, up = _upright(page)
    wide = across > up
    width, height = (paper.height, paper.width) if wide else (paper.width, paper.height)
    sheet = writer.add_blank_page(width, height)
    # A wide sheet is bound at its top.
    left, top = (_OTHER_EDGES, _BINDING_EDGE) if wide else (_BINDING_EDGE, _STAMP_STRIP)
    room = (width - left - _OTHER_EDGES, height - top - _STAMP_STRIP)
    scale = min(room[0] / across, room[1] / up, _MOST_ENLARGED)
    x = left + (room[0] - across * scale) / 2
    y = _STAMP_STRIP + (room[1] - up * scale) / 2
    sheet.merge_transformed_page(page, upright.scale(scale).translate(x, y))
    return sheet


def _upright(page: PageObject) -> tuple[Transformation, float, float]:
    """Return what sets a page upright at the origin, and its width and height then."""
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    home = Transformation().translate(-float(box.left), -float(box.bottom))
    match page.rotation % 360:
        case 90:
            return home.rotate(-90).translate(0, width), height, width
        case 180:
            return home.rotate(180).translate(width, height), width, height
        case 270:
            return home.rotate(90).translate(height, 0), height, width
    return home, width, height


def _number(
    numbers: Iterable[tuple[PageObject, int]], binding: Binding, fonts_folder: Path
) -> None:
    """Stamp 1, 2, 3 … on the pages; `physical` is the side of the pile a page is on."""
    pages = list(numbers)
    wanted = [
        Stamp(
            str(number),
            float(page.mediabox.width),
            float(page.mediabox.height),
            back=binding.duplex and physical % 2 == 0,
        )
        for number, (page, physical) in enumerate(pages, start=1)
    ]
    if not wanted:
        return
    overlay: Any = PdfReader(BytesIO(stamps.draw(wanted, binding.place, fonts_folder)))
    for (page, _), stamp in zip(pages, overlay.pages, strict=True):
        page.merge_page(stamp)
