"""Where backups go: the store's own folder, and a second place that may be a stick.

The second place stands in a small file beside the store, not in it: it is needed most when the
store cannot be read. It is found again by the number its volume got when it was formatted, under
whatever letter or mount point it appears.
"""

import json
import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mediation_desk.errors import InvalidInput
from mediation_desk.files import atomic_write
from mediation_desk.storage.backup import Backup, listed
from mediation_desk.storage.drives import DriveKind
from mediation_desk.storage.place import StorePlace

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """A folder on a volume; `volume` is "" where the system gives volumes no number."""

    label: str
    volume: str
    inside: str
    path: str


@dataclass(frozen=True, slots=True)
class BackupPlaces:
    """What is remembered about backups: the last number given, the second place."""

    sequence: int = 0
    second: SecondPlace | None = None


def load(place: StorePlace) -> BackupPlaces:
    """Return what is remembered; nothing when the file is missing or cannot be read."""
    try:
        facts = json.loads(place.backup_settings.read_bytes())
        second = facts["second"]
        return BackupPlaces(int(facts["sequence"]), SecondPlace(**second) if second else None)
    except FileNotFoundError:
        return BackupPlaces()
    except (OSError, ValueError, KeyError, TypeError):
        log.warning("backup settings are unreadable; the second place must be chosen again")
        return BackupPlaces()


def choose_second(place: StorePlace, folder: Path) -> SecondPlace:
    """Make `folder` the second place. Raises InvalidInput with the reason why it cannot be."""
    folder = folder.resolve()
    if folder.is_relative_to(place.folder.resolve()):
        raise InvalidInput({"folder": "第二处备份不能在数据文件夹里面，请选 U 盘或另一块硬盘。"})
    drive = place.drives.drive_of(folder)
    if drive.kind is DriveKind.SYNCED:
        raise InvalidInput(
            {"folder": f"这个文件夹由“{drive.name}”同步到网上，案件材料不能放在那里，请另选。"}
        )
    volume = place.drives.volume_of(folder)
    second = SecondPlace(
        label=(volume.label if volume else "") or folder.name or str(folder),
        volume=volume.id if volume else "",
        inside=folder.relative_to(volume.root).as_posix() if volume else "",
        path=str(folder),
    )
    _save(place, replace(load(place), second=second))
    return second


def forget_second(place: StorePlace) -> None:
    """Use the first place only; backups already in the second stay where they are."""
    _save(place, replace(load(place), second=None))


def find_second(place: StorePlace) -> Path | None:
    """Return the second place's folder, None when there is none or it is not plugged in."""
    second = load(place).second
    if second is None:
        return None
    if not second.volume:
        # Without a volume number only the parent tells a pulled stick from a new folder.
        folder = Path(second.path)
        return folder if folder.parent.is_dir() else None
    for volume in place.drives.volumes():
        if volume.id == second.volume:
            return volume.root / second.inside
    return None


def folders(place: StorePlace) -> list[Path]:
    """Return the folders that can be reached now, the store's own first."""
    second = find_second(place)
    return [place.backups, *([second] if second else [])]


def reachable(place: StorePlace, office: str = "") -> list[Backup]:
    """Return this office's backups in all reachable places, newest last.

    A stick may carry another office's too. Which office this is, is told by `office` or, when no
    store is open, by the backups in the store's own folder; without either all are returned.
    """
    here = sorted(listed(place.backups), key=_order)
    office = office or (here[-1].manifest.office if here else "")
    away = [one for folder in folders(place)[1:] for one in listed(folder)]
    known = [one for one in away if not office or one.manifest.office == office]
    return sorted([*known, *here], key=_order)


def _order(one: Backup) -> int:
    return one.manifest.sequence


def next_sequence(place: StorePlace, device: str) -> int:
    """Return the next number, higher than any ever given: order never depends on the clock."""
    places = load(place)
    all_ours = (one for folder in folders(place) for one in listed(folder))
    seen = [one.manifest.sequence for one in all_ours if one.manifest.device == device]
    sequence = max([places.sequence, *seen]) + 1
    _save(place, replace(places, sequence=sequence))
    return sequence


def _save(place: StorePlace, places: BackupPlaces) -> None:
    atomic_write(place.backup_settings, json.dumps(asdict(places), ensure_ascii=False).encode())
