"""Scans (扫描件): what a file is, how many pages it has, and its pages as PDF.

What cannot be read is said, never guessed: the file itself is kept as it came in any case. Pictures
are read only within limits, and what a camera wrote into them (place, owner) is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from mediation_desk.errors import AppError
from mediation_desk.pdfium import opened

PDF = "pdf"
PICTURES = {
    "jpeg": "JPEG",
    "png": "PNG",
    "bmp": "BMP",
    "gif": "GIF",
    "tiff": "TIFF",
    "webp": "WEBP",
}
"""What is read as a picture, and what Pillow calls it; nothing else is ever handed to it."""

MOST_PIXELS = 50_000_000
MOST_PAGES = 500
MOST_FRAMES = 50
"""Pages of one TIFF: they are all in memory at once."""
_A4_AT_200_DPI = 2339
_FINEST = 4000
"""Longer side up to which a picture is looked through for codes."""
_QUALITY = 85
DAMAGED = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What pypdf raises over files that are not what they say they are."""
_SIGNS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"BM", "bmp"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)

Image.MAX_IMAGE_PIXELS = None  # our own limit refuses before a pixel is read; Pillow only warns


class UnreadableScan(AppError):
    """The pages of a file cannot be shown; the file itself is kept."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file turned out to be; `trouble` says why its pages cannot be shown."""

    media: str
    pages: int
    trouble: str = ""


def media_of(head: bytes) -> str:
    """Return what the first bytes of a file say it is: pdf, one of PICTURES, "" for neither."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return next((media for sign, media in _SIGNS if head.startswith(sign)), "")


def look(data: bytes) -> Look:
    """Read a PDF or picture through once."""
    media = media_of(data[:16])
    try:
        if media == PDF:
            return Look(media, len(_reader(data).pages))
        return Look(media, sum(1 for _ in _frames(data, media)))
    except UnreadableScan as problem:
        return Look(media, 0, problem.message)


def as_pdf(data: bytes) -> bytes:
    """Return the pages of a PDF or picture as PDF. Raises UnreadableScan."""
    media = media_of(data[:16])
    if media == PDF:
        _reader(data)
        return data
    pages: list[Any] = list(_frames(data, media))
    stream = BytesIO()
    pages[0].save(
        stream,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=200,
        quality=_QUALITY,
    )
    return stream.getvalue()


def pictures(data: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a PDF or picture as grey pictures to be read. Raises UnreadableScan."""
    media = media_of(data[:16])
    if media != PDF:
        for frame in _frames(data, media, longest=_FINEST):
            yield frame.convert("L")
        return
    for number in range(len(_reader(data).pages)):
        yield _drawn(data, number)


def _drawn(data: bytes, number: int) -> Image.Image:
    """Return a page at 200 dots an inch; PDFium is let go of after each."""
    from pypdfium2 import PdfiumError

    try:
        with opened(data) as document:
            page = document[number]
            scale = min(200 / 72, _FINEST / max(page.get_size()))
            drawn: Image.Image = page.render(scale=scale, grayscale=True).to_pil().copy()
    except PdfiumError as error:
        raise UnreadableScan("这份 PDF 已损坏，已保存原件，不能预览和装订。") from error
    return drawn


def _reader(data: bytes) -> PdfReader:
    """Return a PDF that can be read without a password and has as many pages as we take."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableScan("这份 PDF 设有口令，已保存原件，不能预览和装订。")
        count = len(reader.pages)
        for page in reader.pages if count <= MOST_PAGES else ():
            _ = page.mediabox.width
    except DAMAGED as error:
        raise UnreadableScan("这份 PDF 已损坏，已保存原件，不能预览和装订。") from error
    if not 0 < count <= MOST_PAGES:
        raise UnreadableScan(f"这份 PDF 超过 {MOST_PAGES} 页或没有页，已保存原件，不能装订。")
    return reader


def _frames(data: bytes, media: str, *, longest: int = _A4_AT_200_DPI) -> Iterator[Image.Image]:
    """Yield the pages of a picture, upright, without what the camera wrote into it."""
    if media not in PICTURES:
        raise UnreadableScan("这种文件不能预览和装订，已保存原件。")
    try:
        with Image.open(BytesIO(data), formats=(PICTURES[media],)) as picture:
            count = getattr(picture, "n_frames", 1) if media == "tiff" else 1
            if count > MOST_FRAMES:
                raise UnreadableScan(f"这份扫描件超过 {MOST_FRAMES} 页，已保存原件，请分成几份。")
            for number in range(count):
                picture.seek(number)
                if picture.width * picture.height > MOST_PIXELS:
                    raise UnreadableScan("图片过大，已保存原件，不生成预览。")
                yield _sheet(picture, longest)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableScan("这张图片已损坏或不完整，已保存原件，不能预览和装订。") from error


def _sheet(picture: Image.Image, longest: int) -> Image.Image:
    """Return a picture as it is printed: upright, on white, no longer than so many dots."""
    picture.draft("RGB", (longest, longest))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((longest, longest))
    if upright.mode in ("1", "L"):
        return upright.convert("L")
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear)
        return white
    return upright.convert("RGB")
