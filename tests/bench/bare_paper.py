"""The floor of printing: a bare ReportLab document with the same text and fonts."""

import json
import statistics
import sys
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.measure import once

NEXT = 15


def main() -> None:
    """Print the first document's milliseconds and the median of the next ones."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    fonts = Path(sys.argv[2])
    times = [once(lambda: _document(text, fonts)) for _ in range(NEXT + 1)]
    print(json.dumps([times[0], statistics.median(times[1:])]))


def _document(text: str, fonts: Path) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    for name in ("DocFangSong", "DocHei"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(ttfonts.TTFont(name, str(fonts / f"{name}.ttf")))
    body = ParagraphStyle("body", fontName="DocFangSong", fontSize=16, leading=28, wordWrap="CJK")
    heading = ParagraphStyle("heading", body, fontName="DocHei", fontSize=22)
    lines = [line for line in text.splitlines() if line.strip()]
    stream = BytesIO()
    SimpleDocTemplate(stream).build(
        [Paragraph(escape(line), body if at else heading) for at, line in enumerate(lines)]
    )
    return stream.getvalue()


if __name__ == "__main__":
    main()
