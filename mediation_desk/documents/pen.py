"""Drawing on ReportLab's canvas: lines of text with fallback fonts, rules, the page's size."""

from typing import Any

from mediation_desk.documents.zh_text import Line, Style

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 28 * MM, 25 * MM
"""28 mm on the binding edge."""
TOP, BOTTOM = 25 * MM, 25 * MM
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_TOP, TEXT_BOTTOM = PAGE_HEIGHT - TOP, BOTTOM
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
