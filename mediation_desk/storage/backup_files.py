"""The attachments of backups: copied once into one folder, shared by all backups of a device.

A file is never changed and its name is its hash, so that a backup only has to list the files it
needs (`….files`, one name a line) and to bring those the folder lacks. A file no list names any
more is deleted after older backups were thinned out.
"""

from collections.abc import Iterable
from pathlib import Path

from mediation_desk.files import atomic_write, told
from mediation_desk.storage import attachments
from mediation_desk.storage.place import StorePlace

LIST_SUFFIX = ".files"


def folder_of(folder: Path, device: str) -> Path:
    """Return where the attachments of a device's backups in `folder` are."""
    return folder / f"mdesk-{device[-8:]}-files"


def bring(names: Iterable[str], place: StorePlace, folder: Path, device: str) -> tuple[str, ...]:
    """Copy the attachments a backup needs; return those that were missing or broken already."""
    target = folder_of(folder, device)
    attachments.sweep_unfinished(target)
    return attachments.bring(names, place.attachments, target)


def write_list(file: Path, names: Iterable[str]) -> None:
    """Write down which attachments a backup needs."""
    atomic_write(file, "".join(f"{name}\n" for name in sorted(names)).encode("ascii"))


def sweep(folder: Path, device: str, lists: Iterable[Path]) -> None:
    """Delete attachments that none of a device's backups needs; none while a list is missing."""
    needed: set[str] = set()
    with told("备份里不再需要的附件没有清理完"):
        for file in lists:
            if not file.exists():
                return
            needed.update(file.read_text("ascii").split())
    attachments.sweep(folder_of(folder, device), needed)
