"""Making and opening an office's store: the start-up order of reliability.md §5.

Every failure is a sentence; nothing is ever replaced by a new, empty store.
"""

import logging
from pathlib import Path

from sqlalchemy import insert, select

from mediation_desk.clock import Clock
from mediation_desk.errors import StorageProblem
from mediation_desk.storage import backup, backup_places, keys, migrate
from mediation_desk.storage.contents import verify
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
            db.look(verify)
        if migrate.schema_version(db) is None:
            raise StorageProblem(
                "数据文件里没有内容，不是本程序建立的，没有改动它。", "请从备份恢复。"
            )
        migrate.upgrade(db, place.migrations, back_up=lambda: _before_upgrade(db, place, clock))
    except BaseException:
        db.close()
        raise
    return db


def _before_upgrade(db: Database, place: StorePlace, clock: Clock) -> str:
    with db.read() as connection:
        device = connection.execute(select(meta.c.value).where(meta.c.name == "device")).scalar()
    sequence = backup_places.next_sequence(place, str(device))
    order = backup.Order(str(device), sequence, backup.Reason.UPGRADE)
    return backup.write(db, place, place.backups, order, clock).manifest.name


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
