"""Drawing on ReportLab's canvas: lines of text with fallback fonts, rules, the page's size."""

from dataclasses import dataclass, replace
from typing import Any

from mediation_desk.documents.zh_text import Line, Style
from mediation_desk.domain.dossier import PagePlace

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper: its size and margins in points; x is counted from the text's left edge."""

    width: float
    height: float
    left: float
    """The binding edge."""
    right: float
    top: float
    bottom: float
    pitch: float = 28.0
    """From line to line of running text."""
    numbers: PagePlace = PagePlace.CENTER

    @property
    def turned(self) -> "Sheet":
        """The sheet on its side, bound at what is its top now."""
        return replace(
            self,
            width=self.height,
            height=self.width,
            left=self.bottom,
            right=self.top,
            top=self.left,
            bottom=self.right,
        )

    @property
    def text_width(self) -> float:
        """How wide the text is."""
        return self.width - self.left - self.right

    @property
    def text_top(self) -> float:
        """Where the text begins, y going up."""
        return self.height - self.top

    @property
    def text_height(self) -> float:
        """How high the text may be."""
        return self.height - self.top - self.bottom


A4 = Sheet(210 * MM, 297 * MM, left=28 * MM, right=25 * MM, top=25 * MM, bottom=25 * MM)
K16 = Sheet(184 * MM, 260 * MM, left=26 * MM, right=20 * MM, top=22 * MM, bottom=22 * MM)
"""16K (16开), still in some offices' cupboards."""
SHEETS = {"A4": A4, "16K": K16}

RULE = 0.6
"""Thickness of form rules in points."""


def draw_line(canvas: Any, line: Line, style: Style, *, left: float, top: float) -> None:
    """Draw one line whose slot of `style.pitch` points begins at `top`."""
    if not line.text:
        return
    baseline = top - style.pitch + (style.pitch - style.size) / 2 + style.size * 0.12
    text = canvas.beginText(left + line.x, baseline)
    if line.spacing:
        text.setCharSpace(line.spacing)
    for name, run in style.chain.runs(line.text):
        text.setFont(name, style.size)
        text.textOut(run)
    if line.spacing:
        text.setCharSpace(0)
    canvas.drawText(text)


def draw_lines(canvas: Any, lines: list[Line], style: Style, *, left: float, top: float) -> None:
    """Draw lines one below the other."""
    for line in lines:
        draw_line(canvas, line, style, left=left, top=top)
        top -= style.pitch


def rule(canvas: Any, x1: float, y1: float, x2: float, y2: float) -> None:
    """Draw a thin straight line."""
    canvas.setLineWidth(RULE)
    canvas.line(x1, y1, x2, y2)
