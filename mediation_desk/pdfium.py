"""PDFium, which draws the pages of a PDF, does one thing at a time: a lock keeps threads apart."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_one_at_a_time = threading.Lock()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF as PDFium's document; for any thread, and not for long.

    Raises pypdfium2.PdfiumError for what is no PDF.
    """
    import pypdfium2

    with _one_at_a_time, pypdfium2.PdfDocument(data) as document:
        yield document
