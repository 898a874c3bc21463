"""Files for the system's own viewer: in a folder only this user can read, gone with the window."""

import re
import tempfile
from pathlib import Path

from mediation_desk.files import atomic_write

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class PrivateFolder:
    """Makes its folder when the first file comes; `close` removes everything."""

    def __init__(self) -> None:
        """Make nothing yet."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def put(self, name: str, data: bytes) -> Path:
        """Write a file under a readable name; return where it is. Raises StorageProblem."""
        if self._folder is None:
            # mkdtemp gives 0700; a viewer may still hold a file open when it is removed.
            self._folder = tempfile.TemporaryDirectory(
                prefix="mediation-desk-", ignore_cleanup_errors=True
            )
        place = Path(tempfile.mkdtemp(dir=self._folder.name))
        return atomic_write(place / file_name(name), data)

    def close(self) -> None:
        """Remove the folder with everything in it."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def file_name(words: str) -> str:
    """Return words as a file name every system takes."""
    return _NOT_IN_NAMES.sub("_", words).strip(" .") or "_"
