"""Outline icons (Tabler, MIT), recoloured at load and sharp at every pixel ratio."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

RATIOS = (1.0, 1.5, 2.0)


def icon(resources: Path, name: str, colour: str, size: int) -> QIcon:
    """Return the icon `name` in a colour, `size` pixels wide."""
    svg = (resources / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    made = QIcon()
    for ratio in RATIOS:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill("transparent")
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made
