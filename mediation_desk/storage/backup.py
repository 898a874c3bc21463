"""Backups that prove themselves: written through the backup API, opened, compared, then named.

A backup is four files of one name: `….mdesk` (the store), `….key` (the key's side file), `….files`
(which attachments it needs, backup_files.py) and `….json` (the manifest). The store gets its final
name last, so a whole backup has all four. Files without our manifest, or of another device, are
never touched: a stick may hold anything.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from mediation_desk import __version__
from mediation_desk.clock import CHINA, Clock
from mediation_desk.errors import DamagedStore, StorageProblem
from mediation_desk.files import atomic_write, sync_folder, told
from mediation_desk.storage import attachments, backup_files, rotation
from mediation_desk.storage.contents import Contents, contents, verify
from mediation_desk.storage.database import Database
from mediation_desk.storage.place import StorePlace

FORMAT = 1
SUFFIX = ".mdesk"
_PARTIAL = ".partial"
_MARGIN = 16 * 1024 * 1024
"""Room left over after a backup, for the key, the manifest and the store's next writes."""

log = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why a backup was made."""

    MANUAL = "manual"
    DAILY = "daily"
    EXIT = "exit"
    UPGRADE = "upgrade"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return {"manual": "手动", "daily": "每日", "exit": "退出时", "upgrade": "升级前"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in the file beside a backup."""

    format: int
    program: str
    office: str
    device: str
    sequence: int
    reason: Reason
    made_at: datetime
    verified_at: datetime
    schema: str
    counts: dict[str, int]
    audit_seq: int
    audit_head: str
    change_seq: int
    key_check: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The name that the three files share; the device's tail keeps two offices apart."""
        return f"mdesk-{self.device[-8:]}-{self.sequence:06d}-{self.made_at:%Y%m%dT%H%M%SZ}"


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup on disk; `lost` are attachments that were broken already when it was made."""

    manifest: Manifest
    folder: Path
    lost: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The store's copy."""
        return self.folder / (self.manifest.name + SUFFIX)

    @property
    def key_file(self) -> Path:
        """The key's side file as it was then."""
        return self.folder / (self.manifest.name + ".key")

    @property
    def list_file(self) -> Path:
        """Which attachments it needs."""
        return self.folder / (self.manifest.name + backup_files.LIST_SUFFIX)

    @property
    def manifest_file(self) -> Path:
        """The manifest."""
        return self.folder / (self.manifest.name + ".json")


@dataclass(frozen=True, slots=True)
class Order:
    """What to write: whose, the next sequence number, and why."""

    device: str
    sequence: int
    reason: Reason

    @property
    def partial(self) -> str:
        """The copy's name until it is proved."""
        return f"mdesk-{self.device[-8:]}-{self.sequence:06d}{SUFFIX}{_PARTIAL}"


def write(db: Database, place: StorePlace, folder: Path, order: Order, clock: Clock) -> Backup:
    """Write a backup into `folder`, open it and compare it with the store; return it.

    Raises StorageProblem with nothing left behind and no older backup touched.
    """
    _refuse_full(db, place, folder, order.device)
    with told(f"备份没有写成（{folder}）"):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder, order.device)
    partial = folder / order.partial
    made_at = clock.now()
    written = [partial.with_name(partial.name + end) for end in ("", "-journal")]
    try:
        seen = db.copy_to(partial, contents)
        _verify_copy(db, partial, seen)
        needed = db.look_into(partial, attachments.known)
        lost = backup_files.bring(needed, place, folder, order.device)
        with told(f"备份没有写成（{folder}）"):
            manifest = _manifest(db, partial, seen, order, (made_at, clock.now()))
            backup = Backup(manifest, folder, lost)
            written += [backup.file, backup.key_file, backup.list_file, backup.manifest_file]
            # The manifest first: what a kill leaves without a store is then known to be ours.
            atomic_write(backup.manifest_file, _dump(backup.manifest))
            atomic_write(backup.key_file, place.key_file.read_bytes())
            backup_files.write_list(backup.list_file, needed)
            partial.replace(backup.file)
            sync_folder(folder)
    except BaseException:
        _discard(written)
        raise
    log.info("backup %s written and verified", backup.manifest.name)
    return backup


def listed(folder: Path) -> list[Backup]:
    """Return the whole backups in a folder, newest last; whatever else is there is passed over."""
    return sorted(
        (backup for backup in _read_all(folder) if backup.file.is_file()),
        key=lambda backup: backup.manifest.sequence,
    )


def check(backup: Backup) -> None:
    """Raise DamagedStore unless the backup's file is still what its manifest says."""
    with told(f"备份“{backup.file.name}”读不出来"):
        found = file_hash(backup.file)
    if found != backup.manifest.sha256:
        raise DamagedStore(f"备份“{backup.file.name}”已损坏或被改动。", "请改用更早的备份。")


def sweep(folder: Path, device: str) -> None:
    """Remove what an interrupted backup of this device left: a copy or manifest on its own."""
    if not folder.is_dir():
        return
    for file in folder.glob(f"mdesk-{device[-8:]}-*{SUFFIX}{_PARTIAL}*"):
        file.unlink()
    for backup in _read_all(folder):
        if backup.manifest.device == device and not backup.file.exists():
            backup.key_file.unlink(missing_ok=True)
            backup.list_file.unlink(missing_ok=True)
            backup.manifest_file.unlink(missing_ok=True)


def rotate(folder: Path, device: str) -> list[str]:
    """Delete this device's backups that the rule no longer keeps; return their names."""
    ours = [backup for backup in listed(folder) if backup.manifest.device == device]
    keep = rotation.kept(
        rotation.Point(
            backup.manifest.sequence,
            backup.manifest.made_at.astimezone(CHINA).date(),
            backup.manifest.schema,
        )
        for backup in ours
    )
    gone = [backup for backup in ours if backup.manifest.sequence not in keep]
    with told("旧的备份没有清理完"):
        for backup in gone:
            # The manifest goes last: what is half deleted is still known to be ours.
            ours.remove(backup)
            for file in (backup.file, backup.key_file, backup.list_file, backup.manifest_file):
                file.unlink(missing_ok=True)
    backup_files.sweep(folder, device, [backup.list_file for backup in ours])
    return [backup.manifest.name for backup in gone]


def needed_room(size: int) -> int:
    """Return the free bytes wanted before `size` bytes are copied."""
    return size + _MARGIN


def file_hash(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refuse_full(db: Database, place: StorePlace, folder: Path, device: str) -> None:
    target = backup_files.folder_of(folder, device)
    more = attachments.missing_bytes(db.look(attachments.in_rows), place.attachments, target)
    with told(f"备份没有写成（{folder}）"):
        files = [file for file in (place.file, *place.companions) if file.exists()]
        needed = needed_room(sum(file.stat().st_size for file in files) + more)
        free = place.drives.free(folder)
    if free < needed:
        raise StorageProblem(
            f"“{folder}”所在的磁盘空间不足（需要 {_megabytes(needed)} MB，"
            f"只剩 {_megabytes(free)} MB），没有备份，原有备份没有改动。",
            "请清理磁盘后再备份。",
        )


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def _verify_copy(db: Database, copy: Path, seen: Contents) -> None:
    """Open the copy and compare it with what the store held at that moment."""
    db.look_into(copy, verify)
    if db.look_into(copy, contents) != seen:
        raise StorageProblem(
            "备份写好后核对不一致，已丢弃这份备份，原有备份没有改动。", "请检查磁盘后再备份。"
        )


def _manifest(
    db: Database, file: Path, seen: Contents, order: Order, moments: tuple[datetime, datetime]
) -> Manifest:
    return Manifest(
        format=FORMAT,
        program=__version__,
        office=seen.office,
        device=seen.device,
        sequence=order.sequence,
        reason=order.reason,
        made_at=moments[0],
        verified_at=moments[1],
        schema=seen.schema,
        counts=dict(seen.counts),
        audit_seq=seen.audit_seq,
        audit_head=seen.audit_head,
        change_seq=seen.change_seq,
        key_check=db.key_check,
        size=file.stat().st_size,
        sha256=file_hash(file),
    )


def _dump(manifest: Manifest) -> bytes:
    facts = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(manifest).items()
    }
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def _read_all(folder: Path) -> Iterator[Backup]:
    if not folder.is_dir():
        return
    for file in sorted(folder.glob("mdesk-*.json")):
        manifest = _load(file)
        if manifest is not None and manifest.name == file.stem:
            yield Backup(manifest, folder)


def _load(file: Path) -> Manifest | None:
    """Return a manifest, None for a file that is not one of ours."""
    try:
        facts: Any = json.loads(file.read_bytes())
        given = {part.name: facts[part.name] for part in fields(Manifest)}
        given["reason"] = Reason(given["reason"])
        for moment in ("made_at", "verified_at"):
            given[moment] = datetime.fromisoformat(given[moment])
        manifest = Manifest(**given)
        _ = manifest.name
    except (OSError, ValueError, KeyError, TypeError):
        log.info("a file among the backups is not a manifest of ours")
        return None
    return manifest if manifest.format == FORMAT else None


def _discard(files: list[Path]) -> None:
    for file in files:
        # A disk that failed may fail here too: what stays is swept before the next backup.
        with suppress(OSError):
            file.unlink(missing_ok=True)
