"""Files for the system's own viewer: in a folder only this user can read, gone with the window.

What a window that was killed left behind goes with the next start.
"""

import re
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile

from mediation_desk.files import atomic_write

PREFIX = "mediation-desk-opened-"

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class PrivateFolder:
    """Makes its folder when the first file comes; `close` removes everything."""

    def __init__(self) -> None:
        """Make nothing yet; remove what killed windows left."""
        self._folder: Path | None = None
        self._lock: QLockFile | None = None
        _sweep()

    def put(self, name: str, data: bytes) -> Path:
        """Write a file under a readable name; return where it is. Raises StorageProblem."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))  # with mode 0700
            self._lock = _lock_of(self._folder)
            self._lock.tryLock(0)
        place = Path(tempfile.mkdtemp(dir=self._folder))
        return atomic_write(place / file_name(name), data)

    def close(self) -> None:
        """Remove the folder with everything in it."""
        if self._folder is not None and self._lock is not None:
            self._lock.unlock()
            _remove(self._folder)
            self._folder = self._lock = None


def file_name(words: str) -> str:
    """Return words as a file name every system takes."""
    return _NOT_IN_NAMES.sub("_", words).strip(" .") or "_"


def _sweep() -> None:
    """Remove the folders whose window is not there any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        lock = _lock_of(folder)
        if lock.tryLock(0):
            lock.unlock()
            _remove(folder)


def _lock_of(folder: Path) -> QLockFile:
    """Return the lock a window holds on its folder; one of a process that died is no lock."""
    lock = QLockFile(str(folder / ".lock"))
    lock.setStaleLockTime(0)
    return lock


def _remove(folder: Path) -> None:
    # A viewer may still hold a file open: what stays goes with the next start.
    shutil.rmtree(folder, ignore_errors=True)
