"""What kind of drive a folder is on, how much room it has, and which volumes are plugged in.

`Drives` asks the operating system; a test hands in its own answers.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

if sys.platform == "win32":
    from mediation_desk.storage import drives_windows as system
else:
    from mediation_desk.storage import drives_posix as system


class DriveKind(StrEnum):
    """What may be expected of a drive."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class Drive:
    """A folder's drive; `name` is the sync program's, where one watches the folder."""

    kind: DriveKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """A mounted volume: its root, the label people gave it, the number it got when formatted."""

    root: Path
    label: str
    id: str


_SYNC_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nutstore": "坚果云",
    "nutstore files": "坚果云",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "百度网盘": "百度网盘",
    "baidunetdisk": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "百度网盘同步空间": "百度网盘",
    "wps云盘": "WPS 云盘",
    "wps网盘": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "wps cloud files": "WPS 云盘",
    "腾讯微云": "微云",
    "微云同步助手": "微云",
    "weiyun": "微云",
    "阿里云盘": "阿里云盘",
    "天翼云盘": "天翼云盘",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "seafile": "Seafile",
}
"""Names that sync programs give their folder, lower case."""

_SYNC_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""Files that sync programs leave at the top of a folder they watch."""

_AFTER_A_NAME = " -_(（"
"""`OneDrive - 某某公司` is OneDrive's; `坚果云南村` is a village."""


class Drives:
    """The drives of this computer."""

    def drive_of(self, folder: Path) -> Drive:
        """Return the drive of a folder that need not exist yet."""
        real = _existing(folder)
        name = _sync_program(folder.absolute()) or _sync_program(real)
        if name:
            return Drive(DriveKind.SYNCED, name)
        return Drive(DriveKind(system.kind_of(real)))

    def free(self, folder: Path) -> int:
        """Return the free bytes where `folder` is or would be."""
        return shutil.disk_usage(_existing(folder)).free

    def volumes(self) -> tuple[Volume, ...]:
        """Return the mounted volumes that have an id."""
        return tuple(Volume(*found) for found in system.volumes())

    def volume_of(self, folder: Path) -> Volume | None:
        """Return the volume a folder is on, None when the system does not name it."""
        real = _existing(folder)
        holding = [volume for volume in self.volumes() if real.is_relative_to(volume.root)]
        return max(holding, key=lambda volume: len(volume.root.parts), default=None)


def _existing(folder: Path) -> Path:
    """Return the folder, links followed, or the nearest one above it that exists."""
    real = folder.absolute()
    while not real.exists() and real != real.parent:
        real = real.parent
    return real.resolve()


def _sync_program(folder: Path) -> str:
    """Return the name of the program that would copy this folder away, "" for none."""
    for part in folder.parts:
        low = part.lower()
        for mark, name in _SYNC_FOLDERS.items():
            if low == mark or (low.startswith(mark) and low[len(mark)] in _AFTER_A_NAME):
                return name
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = os.environ.get(variable)
        if root and folder.is_relative_to(root):
            return "OneDrive"
    for above in (folder, *folder.parents):
        for mark, name in _SYNC_MARKS.items():
            if (above / mark).exists():
                return name
    return ""
