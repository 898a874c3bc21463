"""QR codes: drawn on a paper, and found again on a picture of it, however it lies."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.paper_code import PaperCode, SheetCode, read

if TYPE_CHECKING:
    from PIL.Image import Image

_LEVEL = "M"
_ENLARGED = 2
_MOST_ENLARGED = 6000
"""Pixels on the longer side up to which a picture is tried at twice its size."""


def draw(canvas: Any, text: str, *, left: float, top: float, size: float) -> None:
    """Draw a square QR code of `size` points whose upper left corner is there."""
    import zxingcpp

    kind = zxingcpp.BarcodeFormat.QRCode
    code = zxingcpp.create_barcode(text, kind, ec_level=_LEVEL)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    dots: Any = memoryview(picture).tolist()
    unit = size / len(dots)
    path = canvas.beginPath()
    for row, line in enumerate(dots):
        for first, last in _dark(line):
            width = (last - first) * unit
            path.rect(left + first * unit, top - (row + 1) * unit, width, unit)
    canvas.drawPath(path, stroke=0, fill=1)


def _dark(line: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of dark dots of a line, first and one past the last."""
    first = None
    for at, dot in enumerate([*line, 255]):
        if dot == 0 and first is None:
            first = at
        elif dot and first is not None:
            yield first, at
            first = None


def find(picture: "Image") -> PaperCode | SheetCode | None:
    """Return the code of ours on a picture, None where none can be read."""
    import zxingcpp

    grey = picture.convert("L")
    formats = zxingcpp.barcode_formats_from_str("QRCode")
    tries = [grey]
    if max(grey.size) * _ENLARGED <= _MOST_ENLARGED:
        tries.append(grey.resize((grey.width * _ENLARGED, grey.height * _ENLARGED)))
    for one in tries:
        for found in zxingcpp.read_barcodes(one, formats=formats):
            code = read(found.text)
            if code is not None:
                return code
    return None
