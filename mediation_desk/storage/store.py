"""Making and opening an office's store: the start-up order of reliability.md §5.

Place, lock, an exchange that was cut short, the file as it stands, key, check, schema, what killed
programs left, room, clock. Every failure is a sentence; nothing is ever replaced by a new, empty
store, and nothing is written before the file has been found whole.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, insert, select, update

from mediation_desk.clock import CHINA, Clock
from mediation_desk.errors import StorageProblem
from mediation_desk.files import WRITING, held, told
from mediation_desk.storage import (
    attachments,
    backup,
    backup_places,
    checks,
    damage,
    keys,
    lock,
    migrate,
    swap,
)
from mediation_desk.storage.database import Database
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.key_slots import Unlocked
from mediation_desk.storage.lock import StoreLock
from mediation_desk.storage.place import FILE, KEY_FILE, StorePlace
from mediation_desk.storage.raw import Mode
from mediation_desk.storage.search import mark_current
from mediation_desk.storage.tables.journal import meta

Tell = Callable[[str], None]
"""Takes a sentence for the user that is no error: what was found and done while opening."""


class Unlock(Protocol):
    """Gives the keys of a key file; where nothing can be written no try is `counted`."""

    def __call__(self, key_file: Path, /, *, counted: bool = True) -> Unlocked:
        """Return the keys, or raise what says why not."""


LAST_USED = "last_used"
_CLOCK_SLACK = timedelta(minutes=10)
_LOW = 500_000_000
_NO_ROOM = 1_000_000

log = logging.getLogger(__name__)


def create(place: StorePlace, clock: Clock, *, opener: str = "程序") -> Database:
    """Make a new, empty store. Raises StorageProblem when one is there already."""
    checks.refuse_bad_place(place)
    held_lock = lock.take(place, clock, opener)
    try:
        if place.exists():
            raise StorageProblem("这个文件夹里已经有数据，没有改动它。", "请打开它，或另选文件夹。")
        unlocked = _prepare(place, swap.stage(place), clock)
        swap.put_in_place(place, clock.now())
        return _database(place, unlocked, held_lock, clock)
    except BaseException:
        held_lock.release()
        raise


def open_store(
    place: StorePlace,
    clock: Clock,
    unlock: Unlock = keys.unlock_open,
    *,
    opener: str = "程序",
    tell: Tell = log.info,
) -> Database:
    """Open, check and, where needed, upgrade the store; a backup precedes any upgrade.

    `unlock` gives the keys of the key file: by itself those of an office without accounts, else
    those of whoever signs in. `opener` names this program to a second one (StoreBusy).
    """
    checks.refuse_bad_place(place)
    try:
        held_lock = lock.take(place, clock, opener)
    except lock.CannotWrite as problem:
        return _read_only(place, unlock, tell, problem, "数据文件夹不能写入")
    if place.drives.free(place.folder) < _NO_ROOM:
        held_lock.release()
        full = StorageProblem("磁盘已满，没有打开，数据没有改动。", "请清理磁盘后重新打开。")
        return _read_only(place, unlock, tell, full, "磁盘已满")
    try:
        if swap.finish(place):
            tell("上次恢复时被中断，现已接着完成。")
        checks.refuse_wrong_file(place)
        unlocked = unlock(place.key_file)
        _check(place, unlocked, held_lock, clock, tell)
        db = _database(place, unlocked, held_lock, clock)
    except BaseException:
        held_lock.release()
        raise
    try:
        migrate.upgrade(db, place.migrations, back_up=lambda: _before_upgrade(db, place, clock))
        _sweep(place, device_of(db))
        _sweep_attachments(db, place)
        _look_around(db, place, clock, tell)
    except BaseException:
        db.close()
        raise
    return db


def _read_only(
    place: StorePlace, unlock: Unlock, tell: Tell, problem: StorageProblem, why: str
) -> Database:
    """Open a whole, orderly closed store of the newest schema for reading. Raises `problem`."""
    checks.refuse_wrong_file(place)
    unlocked = unlock(place.key_file, counted=False)
    if checks.is_unclean(place) or place.ready_folder.exists():
        raise problem
    checks.refuse_damaged(place, unlocked.key, thorough=False)
    db = Database(place.file, unlocked.key, mode=Mode.FROZEN)
    if migrate.schema_version(db) != migrate.versions(place.migrations)[-1]:
        db.close()
        raise problem
    tell(f"{why}，现在是只读打开：只能查看和打印已有的文书，不能修改。{problem.hint}")
    return db


def device_of(db: Database) -> str:
    """Return the id of the device this store belongs to."""
    with db.read() as connection:
        query = select(meta.c.value).where(meta.c.name == "device")
        return str(connection.execute(query).scalar_one())


def _prepare(place: StorePlace, folder: Path, clock: Clock) -> Unlocked:
    unlocked = keys.create(folder / KEY_FILE)
    db = Database(folder / FILE, unlocked.key)
    try:
        migrate.upgrade(db, place.migrations)
        with db.write() as connection:
            facts = {"device": new_id(), "counter": "0", "created_at": clock.now().isoformat()}
            rows = [{"name": name, "value": value} for name, value in facts.items()]
            connection.execute(insert(meta), rows)
            mark_current(connection)
    finally:
        db.close()
    return unlocked


def _database(
    place: StorePlace, unlocked: Unlocked, held_lock: StoreLock, clock: Clock
) -> Database:
    return Database(
        place.file,
        unlocked.key,
        closed=held_lock.release,
        damaged=lambda: damage.mark(place, clock),
    )


def _check(
    place: StorePlace, unlocked: Unlocked, held_lock: StoreLock, clock: Clock, tell: Tell
) -> None:
    """Read the whole file before anything is written; thoroughly where something went wrong."""
    unclean = held_lock.left_by is not None or checks.is_unclean(place)
    suspected = damage.standing(place)
    try:
        checks.refuse_damaged(place, unlocked.key, thorough=unclean or suspected)
    except checks.BrokenStore as broken:
        if broken.trouble is not checks.Trouble.NEWER:
            damage.mark(place, clock)
        raise
    if unclean:
        tell("上次未正常退出，数据已检查，完好。")
    if suspected:
        damage.clear(place)
        tell("以前发现过数据损坏，这次全面检查完好；请留意磁盘，并马上备份一次。")


def _before_upgrade(db: Database, place: StorePlace, clock: Clock) -> str:
    device = device_of(db)
    order = backup.Order(device, backup_places.next_sequence(place, device), backup.Reason.UPGRADE)
    return backup.write(db, place, place.backups, order, clock).manifest.name


def _sweep(place: StorePlace, device: str) -> None:
    """Remove what a killed program left half written; the lock says that nobody is writing."""
    swap.sweep(place)
    with held(place.key_file), told("上次留下的临时文件没有清理"):
        for file in place.folder.rglob(f"{WRITING}*"):
            file.unlink()
        for folder in backup_places.folders(place):
            backup.sweep(folder, device)


def _sweep_attachments(db: Database, place: StorePlace) -> None:
    """Delete files that nobody knows; not while an older store is kept, whose they may be."""
    if swap.keeps_any(place):
        return
    # The change log is read through only where a file has no row: seldom.
    if attachments.strangers(place.attachments, db.look(attachments.in_rows)):
        attachments.sweep(place.attachments, db.look(attachments.known))


def _look_around(db: Database, place: StorePlace, clock: Clock, tell: Tell) -> None:
    """Say what will soon be in the way: a full disk, a clock that runs behind."""
    free = place.drives.free(place.folder)
    if free < max(_LOW, 3 * place.file.stat().st_size):
        tell(f"磁盘空间只剩 {free // 1_000_000} MB，快满了，请清理后再录入。")
    now = clock.now()
    try:
        with db.write() as connection:
            last = _last_used(connection)
            if last is None:
                connection.execute(insert(meta), {"name": LAST_USED, "value": now.isoformat()})
            elif now > last + _CLOCK_SLACK:
                mark = update(meta).where(meta.c.name == LAST_USED)
                connection.execute(mark.values(value=now.isoformat()))
    except StorageProblem as problem:
        tell(f"现在只能查看，保存会失败：{problem}")
        return
    if last is not None and now < last - _CLOCK_SLACK:
        tell(
            f"系统时间（{_moment(now)}）早于上次使用（{_moment(last)}），"
            "请检查电脑的日期和时间，否则日期和期限会记错。"
        )


def _last_used(connection: Connection) -> datetime | None:
    query = select(meta.c.value).where(meta.c.name == LAST_USED)
    found = connection.execute(query).scalar_one_or_none()
    return datetime.fromisoformat(found) if found else None


def _moment(instant: datetime) -> str:
    return f"{instant.astimezone(CHINA):%Y-%m-%d %H:%M}"
