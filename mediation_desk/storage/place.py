"""Where a store lives: known before any of the store's libraries is imported.

A folder holds `office.mdesk` (SQLCipher), `office.key` (the data key's side file) and `backups/`.
"""

from dataclasses import dataclass
from pathlib import Path

FILE = "office.mdesk"
KEY_FILE = "office.key"


@dataclass(frozen=True, slots=True)
class StorePlace:
    """A store's folder, where backups go, where the migrations are."""

    folder: Path
    backups: Path
    migrations: Path

    @property
    def file(self) -> Path:
        """The database file."""
        return self.folder / FILE

    @property
    def key_file(self) -> Path:
        """The data key's side file."""
        return self.folder / KEY_FILE

    def exists(self) -> bool:
        """Tell whether a store, whole or damaged, is at this place."""
        return self.file.exists() or self.key_file.exists()
