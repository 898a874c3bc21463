"""A paper to the printer: each page as a picture fine enough for print, edge to edge."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from mediation_desk.errors import AppError
from mediation_desk.gui.papers.pages import PdfPages

DOTS = 300
"""Dots an inch: a page is a picture of 35 MB while it is sent."""


def print_pages(pages: PdfPages, printer: QPrinter) -> int:
    """Send the pages the user chose to a printer; return how many. For any thread.

    A printer that makes no copies by itself gets every copy whole, one after the other. Raises
    AppError when the printer does not take them.
    """
    numbers = _numbers(pages, printer)
    _lay_out(pages, printer, numbers[0])
    painter = QPainter(printer)
    if not painter.isActive():
        raise _failed()
    for place, number in enumerate(numbers):
        if place:
            _lay_out(pages, printer, number)
            if not printer.newPage():
                painter.end()
                raise _failed()
        paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        width = round(pages.sizes[number].width() / 72 * DOTS)
        painter.drawImage(paper, pages.picture(number, width))
    if not painter.end():
        raise _failed()
    return len(numbers)


def _numbers(pages: PdfPages, printer: QPrinter) -> list[int]:
    """Return the pages in the order they are sent; copy after copy."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages.sizes)
    chosen = list(range(first - 1, last))
    return chosen if printer.supportsMultipleCopies() else chosen * printer.copyCount()


def _lay_out(pages: PdfPages, printer: QPrinter, number: int) -> None:
    """Give the printer the page's own size, without margins: the page has its own."""
    size = pages.sizes[number]
    wide = size.width() > size.height()
    way = QPageLayout.Orientation
    printer.setPageSize(QPageSize(size.transposed() if wide else size, QPageSize.Unit.Point))
    printer.setPageOrientation(way.Landscape if wide else way.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _failed() -> AppError:
    return AppError("没有打印成功，文书已经留存。", "请检查打印机是否开机、有纸，再打印一次。")
