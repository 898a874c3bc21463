"""Making and opening an office's store: the start-up order of reliability.md §5.

Every failure is a sentence; nothing is ever replaced by a new, empty store.
"""

import logging
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert

from mediation_desk.clock import Clock
from mediation_desk.errors import StorageProblem
from mediation_desk.files import atomic_write
from mediation_desk.storage import keys, migrate
from mediation_desk.storage.database import Database
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.key_slots import Unlocked
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.journal import meta

SMALLEST = 4096
"""One page: SQLite takes a shorter file for a new one and would write over it."""

log = logging.getLogger(__name__)


def create(place: StorePlace, clock: Clock) -> Database:
    """Make a new, empty store. Raises StorageProblem when one is there already."""
    if place.exists():
        raise StorageProblem("这个文件夹里已经有数据，没有改动它。", "请打开它，或另选文件夹。")
    place.folder.mkdir(parents=True, exist_ok=True)
    db = Database(place.file, keys.create(place.key_file).key)
    migrate.upgrade(db, place.migrations)
    with db.write() as connection:
        facts = {"device": new_id(), "counter": "0", "created_at": clock.now().isoformat()}
        rows = [{"name": name, "value": value} for name, value in facts.items()]
        connection.execute(insert(meta), rows)
    return db


def open_store(place: StorePlace, clock: Clock, unlocked: Unlocked | None = None) -> Database:
    """Open, check and, where needed, upgrade the store; a backup precedes any upgrade.

    `unlocked` is what signing in gave; an office without accounts needs none.
    """
    _refuse_empty(place.file)
    unclean = _unclean(place.file)
    unlocked = unlocked or keys.unlock_open(place.key_file)
    db = Database(place.file, unlocked.key)
    try:
        if unclean:
            migrate.check(db, thorough=True)
        version = migrate.schema_version(db)
        if version is None:
            raise StorageProblem(
                "数据文件里没有内容，不是本程序建立的，没有改动它。", "请从备份恢复。"
            )
        migrate.upgrade(
            db,
            place.migrations,
            back_up=lambda: back_up(db, place, migrate.backup_name(clock.now(), version)),
        )
    except BaseException:
        db.close()
        raise
    return db


def back_up(db: Database, place: StorePlace, name: str) -> Path:
    """Write a verified backup named `name`, with its key file; return its path."""
    place.backups.mkdir(parents=True, exist_ok=True)
    target = place.backups / name
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    db.backup_to(partial)
    copy = db.beside(partial)
    try:
        migrate.check(copy, thorough=True)
    finally:
        copy.close()
    for leftover in ("-wal", "-shm"):
        partial.with_name(partial.name + leftover).unlink(missing_ok=True)
    partial.replace(target)
    key_copy = target.with_suffix(".key")
    atomic_write(key_copy, place.key_file.read_bytes())
    log.info("backed up: %s", target.name)
    return target


def last_backup(place: StorePlace) -> datetime | None:
    """Return when the newest backup was written (local file time, UTC), None without one."""
    found = list(place.backups.glob("*.mdesk"))
    if not found:
        return None
    newest = max(file.stat().st_mtime for file in found)
    return datetime.fromtimestamp(newest).astimezone()


def _unclean(file: Path) -> bool:
    wal = file.with_name(file.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _refuse_empty(file: Path) -> None:
    if not file.exists():
        raise StorageProblem(
            "找不到数据文件，但密钥文件还在。", "请不要新建；请从备份恢复数据文件。"
        )
    size = file.stat().st_size
    if size < SMALLEST:
        raise StorageProblem(
            f"数据文件是空的或只剩开头（{size} 字节），可能是磁盘故障造成的，没有改动它。",
            "请从备份恢复。",
        )
