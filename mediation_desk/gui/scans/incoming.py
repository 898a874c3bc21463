"""Files as they come in: dropped, chosen, or copied and pasted."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from mediation_desk.gui.words import tr
from mediation_desk.services.evidence_rows import Incoming


def dropped(carried: QMimeData) -> list[Path]:
    """Return the files that are carried."""
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]


def named(files: Iterable[Path]) -> list[Incoming]:
    """Return files of the disk under their names."""
    return [Incoming(file.name, path=file) for file in files]


def copied() -> list[Incoming]:
    """Return what was copied: files, or a picture; nothing for anything else."""
    clipboard = QApplication.clipboard()
    files = dropped(clipboard.mimeData())
    if files:
        return named(files)
    picture = clipboard.image()
    return [] if picture.isNull() else [Incoming(f"{tr('截图')}.png", data=_png(picture))]


def _png(picture: QImage) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")
    return bytes(held.data().data())
