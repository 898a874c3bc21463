"""Page numbers of a dossier: one transparent sheet for every page, laid over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from mediation_desk.documents.fonts import fonts_at
from mediation_desk.documents.pdf import ONE_AT_A_TIME
from mediation_desk.documents.pen import MM
from mediation_desk.domain.dossier import NumberPlace

_SIZE = 14
_EDGE = 11 * MM


@dataclass(frozen=True, slots=True)
class Stamp:
    """A number, the page's size in points, and whether it is the back of a sheet."""

    text: str
    width: float
    height: float
    back: bool = False


def draw(wanted: Sequence[Stamp], place: NumberPlace, fonts_folder: Path) -> bytes:
    """Return a PDF with one sheet for every stamp."""
    with ONE_AT_A_TIME:
        body = fonts_at(fonts_folder).body
        face = body.face("0")
        stream = BytesIO()
        canvas = Canvas(stream, pageCompression=1, invariant=1, initialFontName=face)
        for one in wanted:
            canvas.setPageSize((one.width, one.height))
            canvas.setFont(face, _SIZE)
            y = one.height - _EDGE if place is NumberPlace.TOP else _EDGE - _SIZE / 2
            if place is NumberPlace.BOTTOM:
                canvas.drawCentredString(one.width / 2, y, one.text)
            elif one.back:
                canvas.drawString(_EDGE, y, one.text)
            else:
                canvas.drawRightString(one.width - _EDGE, y, one.text)
            canvas.showPage()
        canvas.save()
    return stream.getvalue()
