"""Where a store lives: known before any of the store's libraries is imported.

A folder holds `office.mdesk` (SQLCipher), `office.key` (the data key's side file), `backups.json`
(the second place for backups), `attachments/` (evidence and scans) and `backups/`.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from mediation_desk.storage.drives import Drives

FILE = "office.mdesk"
KEY_FILE = "office.key"


@dataclass(frozen=True, slots=True)
class StorePlace:
    """A store's folder, where backups go, where the migrations are, and the computer's drives."""

    folder: Path
    backups: Path
    migrations: Path
    drives: Drives = field(default_factory=Drives)

    @property
    def file(self) -> Path:
        """The database file."""
        return self.folder / FILE

    @property
    def key_file(self) -> Path:
        """The data key's side file."""
        return self.folder / KEY_FILE

    @property
    def attachments(self) -> Path:
        """Where the encrypted files of evidence and scans are (attachments.py)."""
        return self.folder / "attachments"

    @property
    def lock_file(self) -> Path:
        """Says who has the store open; empty after an orderly end."""
        return self.folder / "office.lock"

    @property
    def next_folder(self) -> Path:
        """Where a store is prepared that is to replace the live one."""
        return self.folder / "office.next"

    @property
    def ready_folder(self) -> Path:
        """The prepared store from the moment on that it was decided to use it."""
        return self.folder / "office.ready"

    @property
    def salvage_folder(self) -> Path:
        """Where copies of damaged files are read; gone when the reading is over."""
        return self.folder / "office.salvage"

    @property
    def damage_file(self) -> Path:
        """Stands here from the moment damage is found until the store is whole again."""
        return self.folder / "office.damaged"

    @property
    def backup_settings(self) -> Path:
        """The second place for backups: outside the store, for when the store is broken."""
        return self.folder / "backups.json"

    @property
    def companions(self) -> tuple[Path, ...]:
        """The files SQLite keeps beside the database while it is open."""
        ends = ("-wal", "-shm", "-journal")
        return tuple(self.file.with_name(FILE + end) for end in ends)

    @property
    def address(self) -> str:
        """The name by which the programs of this folder find each other (QLocalServer)."""
        digest = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()
        return f"mediation-desk-{digest[:16]}"

    def exists(self) -> bool:
        """Tell whether a store is at this place: whole, damaged, or gone but for its backups."""
        known = (self.file, self.key_file, self.ready_folder)
        return any(path.exists() for path in known) or any(self.backups.glob("mdesk-*.mdesk"))
