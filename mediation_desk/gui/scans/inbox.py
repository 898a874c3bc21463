"""The folder a scanner writes into: what came since the last look is offered, never moved."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal


class Inbox(QObject):
    """Watches one folder; `changed` fires when there is something new, or nothing any more."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self._folder: Path | None = None
        self._known: set[Path] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self.changed.emit())

    def watch(self, folder: str) -> None:
        """Watch `folder`, "" for none; what is in a folder already when it is chosen is not new."""
        wanted = Path(folder) if folder else None
        if wanted == self._folder:
            return
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._folder = wanted
        self._known = set(self._files())
        if wanted is not None and wanted.is_dir():
            self._watcher.addPath(str(wanted))
        self.changed.emit()

    def new(self) -> list[Path]:
        """Return the files that came since the folder was chosen or last taken from."""
        return [file for file in self._files() if file not in self._known]

    def take(self, files: Iterable[Path] | None = None) -> None:
        """Count these files as known, without any everything that is there now."""
        self._known.update(self._files() if files is None else files)
        self.changed.emit()

    def _files(self) -> list[Path]:
        if self._folder is None:
            return []
        try:
            found = [file for file in self._folder.iterdir() if file.is_file()]
        except OSError:
            return []  # a stick that was pulled: nothing new there
        return sorted(file for file in found if not file.name.startswith((".", "~")))
