"""The pages of a PDF as pictures."""

from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from mediation_desk.pdfium import opened


@dataclass(frozen=True)
class PdfPages:
    """A document and the size of each page in points; its bytes are kept, nothing stays open."""

    data: bytes
    sizes: tuple[QSizeF, ...]

    def picture(self, number: int, width: int) -> QImage:
        """Return a page `width` pixels wide; for any thread."""
        with opened(self.data) as document:
            scale = width / self.sizes[number].width()
            drawn = document[number].render(scale=scale, prefer_bgrx=True)
            size = (drawn.width, drawn.height, drawn.stride)
            # The picture keeps the buffer no longer than this line: copy() makes it Qt's own.
            return QImage(drawn.buffer, *size, QImage.Format.Format_RGB32).copy()


def open_pages(data: bytes) -> PdfPages:
    """Return the pages of a document; for any thread."""
    with opened(data) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
    return PdfPages(data, tuple(QSizeF(width, height) for width, height in sizes))
