"""Where the window stood and how large it was, kept on this machine from one time to the next."""

import base64
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from mediation_desk.files import atomic_write

FILE = "window.place"


def put_back(window: QMainWindow, folder: Path) -> None:
    """Put the window where it stood; Qt brings one that lay on a screen now gone into sight."""
    try:
        kept = base64.b64decode((folder / FILE).read_bytes(), validate=True)
    except (OSError, ValueError):
        return
    window.restoreGeometry(kept)


def remember(window: QMainWindow, folder: Path) -> None:
    """Write down where the window stands. Raises StorageProblem."""
    atomic_write(folder / FILE, base64.b64encode(window.saveGeometry().data()))
