"""The folder a scanner writes into: what came since the last look is offered, never moved."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal


class Inbox(QObject):
    """Watches one folder; `changed` fires when there is something new, or nothing any more."""

    changed = Signal()

    def __init__(self, parent: QObject, folder: str) -> None:
        """Watch `folder`, "" for none; what is in it already is not new."""
        super().__init__(parent)
        self._folder = Path(folder) if folder else None
        self._watcher = QFileSystemWatcher(self)
        self._known = set(self._files())
        if self._folder is not None and self._folder.is_dir():
            self._watcher.addPath(str(self._folder))
        self._watcher.directoryChanged.connect(lambda _: self.changed.emit())

    def new(self) -> list[Path]:
        """Return the files that came since the folder was chosen or last taken from."""
        return [file for file in self._files() if file not in self._known]

    def take(self) -> None:
        """Count everything that is there now as known."""
        self._known.update(self._files())
        self.changed.emit()

    def _files(self) -> list[Path]:
        if self._folder is None:
            return []
        try:
            found = [file for file in self._folder.iterdir() if file.is_file()]
        except OSError:
            return []  # a stick that was pulled: nothing new there
        return sorted(file for file in found if not file.name.startswith((".", "~")))
