"""Blocks to PDF bytes: the same input gives the same bytes on every machine and every time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from mediation_desk.documents import qr
from mediation_desk.documents.blocks import Align, Block, FieldTable
from mediation_desk.documents.flow import Page, paginate
from mediation_desk.documents.fonts import Fonts, UnprintableText, fonts_at
from mediation_desk.documents.layout import body_style, lay_out
from mediation_desk.documents.pen import (
    A4,
    MM,
    Sheet,
    draw_line,
    draw_lines,
)
from mediation_desk.documents.text import texts
from mediation_desk.documents.zh_text import Style, clean, set_lines
from mediation_desk.domain.dossier import PagePlace
from mediation_desk.domain.paper_code import PaperCode, SheetCode, written

PROGRAM = "调解台 Mediation Desk"
WATERMARK = "演示数据"
BLANK_REST = "（本页以下空白）"
ONE_AT_A_TIME = Lock()
"""ReportLab keeps the characters a document uses in the font object itself."""
_SMALL = 10.5
_PALE = 0.93
_TINY, _FAINT = 7.5, 0.35
_CODE = 15 * MM
"""A QR code of this size is read off a sheet scanned at 150 dots an inch, and by a telephone."""
_ABOVE_CODE = 6 * MM


@dataclass(frozen=True, slots=True)
class Meta:
    """What is printed on every page and written into the file; never a user or a path."""

    title: str
    number: str = ""
    demo: bool = False
    code: PaperCode | SheetCode | None = None
    """What the QR code on every page says; None for no code."""
    sheet: Sheet = A4
    cover: bool = False
    """A cover bears no page number."""
    mark: str = ""
    """Which text it is, small in the foot of every page."""


def render(blocks: Sequence[Block], meta: Meta, *, fonts_folder: Path) -> bytes:
    """Return the paper as PDF. Raises UnprintableText when an embedded font lacks a character."""
    return render_counted(blocks, meta, fonts_folder=fonts_folder)[0]


def render_counted(blocks: Sequence[Block], meta: Meta, *, fonts_folder: Path) -> tuple[bytes, int]:
    """Return the PDF and its number of pages. Raises UnprintableText."""
    with ONE_AT_A_TIME:
        fonts = fonts_at(fonts_folder)
        _refuse_unprintable(blocks, fonts)
        pages = _pages(blocks, fonts, meta.sheet)
        return _draw(pages, meta, fonts), len(pages)


def _draw(pages: Sequence[Page], meta: Meta, fonts: Fonts) -> bytes:
    stream = BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(meta.sheet.width, meta.sheet.height),
        pageCompression=1,
        invariant=1,
        lang="zh-CN",
        initialFontName=fonts.body.face("页"),
    )
    _describe(canvas, meta)
    for index, page in enumerate(pages, 1):
        canvas.translate(meta.sheet.left, 0)
        _draw_page(canvas, page, meta, fonts=fonts, count=(index, len(pages)))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _pages(blocks: Sequence[Block], fonts: Fonts, sheet: Sheet) -> list[Page]:
    """A form that fits one page stands whole on it; a longer one is divided between lines."""
    top, bottom = sheet.text_top, sheet.bottom
    whole = paginate(lay_out(blocks, fonts, sheet, whole_rows=True), top=top, bottom=bottom)
    if len(whole) == 1 or not any(isinstance(block, FieldTable) for block in blocks):
        return whole
    divided = lay_out(blocks, fonts, sheet, whole_rows=False)
    return paginate(divided, top=top, bottom=bottom)


def _refuse_unprintable(blocks: Sequence[Block], fonts: Fonts) -> None:
    found = [
        (char, f"“{text[:12]}…”" if len(text) > 12 else f"“{text}”")
        for text in map(clean, texts(blocks))
        for char in fonts.unprintable(text)
    ]
    if found:
        raise UnprintableText(found)


def _describe(canvas: Canvas, meta: Meta) -> None:
    canvas.setTitle(f"{meta.title} {meta.number}".strip())
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)


def number_on(data: bytes) -> str:
    """Return the case number a paper made here bears, "" for none."""
    from pypdf import PdfReader

    described = PdfReader(BytesIO(data)).metadata
    return (described.title or "").partition(" ")[2] if described else ""


def _draw_page(
    canvas: Canvas, page: Page, meta: Meta, *, fonts: Fonts, count: tuple[int, int]
) -> None:
    sheet = meta.sheet
    if meta.demo:
        _draw_watermark(canvas, fonts, sheet)
    index, total = count
    if meta.code is not None:
        code = written(meta.code.on(index, total))
        qr.draw(canvas, code, left=0, top=sheet.height - _ABOVE_CODE, size=_CODE)
    small = Style(fonts.body, _SMALL, _SMALL * 1.4, align=Align.CENTER)
    if index > 1 and meta.number:
        _draw_running_head(canvas, meta, replace(small, align=Align.RIGHT))
    for piece, place in page:
        piece.draw(canvas, place)
    end = page[-1][1].top - page[-1][1].height if page else sheet.text_top
    if index < total and end - sheet.bottom >= 3 * sheet.pitch:
        body = replace(body_style(fonts, sheet), align=Align.CENTER)
        _margin_line(canvas, BLANK_REST, body, sheet, top=end)
    if not meta.cover:
        pages = f"第 {index} 页　共 {total} 页"
        style = replace(small, align=page_align(sheet, index))
        _margin_line(canvas, pages, style, sheet, top=sheet.bottom - 7 * MM)
    if meta.mark:
        _draw_mark(canvas, meta.mark, fonts, sheet, index)


def _draw_running_head(canvas: Canvas, meta: Meta, style: Style) -> None:
    """Say on a further page what it is of, clear of the code; in two lines where one is short."""
    sheet = meta.sheet
    left = 0.0 if meta.code is None else _CODE + 3 * MM
    title, number = f"{meta.title}（续页）", f"编号：{meta.number}"
    room = sheet.text_width - left
    lines = set_lines(f"{title}　{number}", style, room)
    if len(lines) > 1:
        lines = [*set_lines(title, style, room), *set_lines(number, style, room)]
    top = sheet.text_top + 9 * MM + (len(lines) - 1) * style.pitch
    draw_lines(canvas, lines, style, left=left, top=top)


def page_align(sheet: Sheet, index: int) -> Align:
    """Return where the number of a page stands, page 1 being a front."""
    if sheet.numbers is PagePlace.CENTER:
        return Align.CENTER
    return Align.RIGHT if index % 2 else Align.LEFT


def _draw_mark(canvas: Canvas, mark: str, fonts: Fonts, sheet: Sheet, index: int) -> None:
    """Say which text it is, grey in the foot, where neither a number stands nor anybody signs."""
    canvas.setFillGray(_FAINT)
    align = Align.RIGHT if page_align(sheet, index) is Align.LEFT else Align.LEFT
    style = Style(fonts.body, _TINY, _TINY * 1.4, align=align)
    _margin_line(canvas, mark, style, sheet, top=sheet.bottom - 7 * MM - _TINY / 2)
    canvas.setFillGray(0)


def _margin_line(canvas: Canvas, text: str, style: Style, sheet: Sheet, *, top: float) -> None:
    line = set_lines(text, style, sheet.text_width)[0]
    draw_line(canvas, line, style, left=0, top=top)


def _draw_watermark(canvas: Any, fonts: Fonts, sheet: Sheet) -> None:
    """Say on the whole page that nothing on it is real."""
    size = 96.0
    style = Style(fonts.heading, size, size)
    line = set_lines(WATERMARK, style, sheet.width * 2)[0]
    canvas.saveState()
    canvas.setFillGray(_PALE)
    canvas.translate(sheet.width / 2 - sheet.left, sheet.height / 2)
    canvas.rotate(45)
    draw_line(canvas, line, style, left=-size * len(WATERMARK) / 2, top=size / 2)
    canvas.restoreState()
