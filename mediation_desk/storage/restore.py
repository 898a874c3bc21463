"""Going back to a backup: prepared and proved beside the live store, then exchanged with it.

A file copied over a store by hand meets the old log files beside it, and SQLite lays them over the
copy. Here the old store leaves together with its log files, into `kept/`, and nothing is deleted.
"""

import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from sqlalchemy import select, update

from mediation_desk.clock import Clock
from mediation_desk.errors import DamagedStore, StorageProblem
from mediation_desk.files import atomic_write, sync_file, sync_folder, told
from mediation_desk.storage import (
    attachments,
    backup_files,
    contents,
    damage,
    keys,
    salvage,
    swap,
)
from mediation_desk.storage.audit import Head
from mediation_desk.storage.backup import Backup, check, file_hash, needed_room
from mediation_desk.storage.database import Database
from mediation_desk.storage.journal import Act, writing
from mediation_desk.storage.key_file import load
from mediation_desk.storage.key_slots import Unlocked
from mediation_desk.storage.migrate import upgrade, versions
from mediation_desk.storage.place import FILE, KEY_FILE, StorePlace
from mediation_desk.storage.raw import Mode, look_into
from mediation_desk.storage.replay import Outcome, keep_drafts, replay
from mediation_desk.storage.salvage import DamagedFile
from mediation_desk.storage.store import Unlock
from mediation_desk.storage.tables.accounts import account
from mediation_desk.storage.tables.journal import meta

_AHEAD = 1_000_000
"""Revisions are told apart by device and counter. What was written after the backup may live on in
packets; numbers that far ahead are never mistaken for it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A copy of a backup in `office.next/`, proved; whose keys opened it, "" for nobody's.

    `lost` are attachments that neither the backup nor this computer has whole.
    """

    folder: Path
    key: bytes = field(repr=False)
    account_id: str
    lost: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The copy."""
        return self.folder / FILE

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Give the copy as a store to write in; closed, and its log folded in, on leaving."""
        db = Database(self.file, self.key)
        try:
            yield db
        finally:
            db.close()


class Keys:
    """The keys within reach: of the present key file, and of a backup's own.

    `unlock` gives what a key file holds; it is asked once for the present one, which may be missing
    or unreadable. Raises SignInNeeded when it has accounts and nobody signed in.
    """

    def __init__(self, place: StorePlace, unlock: Unlock) -> None:
        """Reach for the keys of a data folder."""
        self._place = place
        self._unlock = unlock

    @cached_property
    def holder(self) -> Unlocked | None:
        """What the present key file gives, None when it is missing or unreadable."""
        try:
            return self._unlock(self._place.key_file)
        except StorageProblem as problem:
            log.info("no key from the present key file: %s", type(problem).__name__)
            return None

    def of(self, chosen: Backup) -> tuple[Unlocked, bool]:
        """Return the keys that open a backup, and whether they came from its own key file.

        The present file is preferred: passwords changed since the backup stay as they are now.
        """
        if self.holder and _opens(chosen, self.holder.key):
            return self.holder, False
        if self.holder:
            return keys.unlock_with(chosen.key_file, self.holder), True
        return self._unlock(chosen.key_file), True


@dataclass(frozen=True, slots=True)
class Account:
    """An account as a closed store knows it."""

    signature: str
    roles: tuple[str, ...]


def account_in(file: Path, key: bytes, account_id: str) -> Account | None:
    """Return an account by what stands in a store; None when that cannot be read or knows none.

    A disabled account has no roles.
    """
    query = "SELECT name, login, roles, active FROM account WHERE id = ?"
    try:
        rows = look_into(file, key, lambda raw: raw.execute(query, (account_id,)).fetchall())
    except StorageProblem:
        return None
    return next(
        (
            Account(f"{name}（{login}）", tuple(json.loads(roles)) if active else ())
            for name, login, roles, active in rows
        ),
        None,
    )


def prove(chosen: Backup, key: bytes) -> None:
    """Raise DamagedStore unless a backup is what its manifest says, and whole."""
    check(chosen)
    look_into(chosen.file, key, contents.verify)


def prepare(place: StorePlace, chosen: Backup, within_reach: Keys) -> Prepared:
    """Copy a backup beside the store and prove the copy. Raises StorageProblem."""
    unlocked, own_key = within_reach.of(chosen)
    key = unlocked.key
    prove(chosen, key)
    if look_into(chosen.file, key, contents.contents).schema not in versions(place.migrations):
        raise StorageProblem(
            "这份备份由更新的程序版本写成，没有恢复，现在的数据没有改动。", "请升级程序。"
        )
    _refuse_full(place, chosen)
    folder = swap.stage(place)
    copied = _copy(chosen.file, folder / FILE)
    if copied != chosen.manifest.sha256:
        raise DamagedStore("复制备份时内容有变，没有恢复，现在的数据没有改动。", "请检查磁盘。")
    prepared = Prepared(folder, key, unlocked.account_id)
    if _logical(prepared.file, key) != _logical(chosen.file, key):
        raise DamagedStore("恢复出来的内容与备份不一致，现在的数据没有改动。", "请检查磁盘。")
    with prepared.opened() as db:
        upgrade(db, place.migrations)
        own_key = own_key or not _somebody_gets_in(db, place.key_file)
    if own_key:
        atomic_write(folder / KEY_FILE, chosen.key_file.read_bytes())
    return replace(prepared, lost=_bring_attachments(place, chosen, prepared))


def _bring_attachments(place: StorePlace, chosen: Backup, prepared: Prepared) -> tuple[str, ...]:
    """Bring the attachments this computer lacks or has broken; the live store loses none."""
    needed = look_into(prepared.file, prepared.key, attachments.known)
    source = backup_files.folder_of(chosen.folder, chosen.manifest.device)
    return attachments.bring(needed, source, place.attachments, prove=True)


def _somebody_gets_in(db: Database, key_file: Path) -> bool:
    """Tell whether an account that the present key file lets in is in the restored store.

    Accounts made after the backup are not: a key file that knows only those would lock all out.
    """
    slots = {slot["account"] for slot in load(key_file).slots if "account" in slot}
    with db.read() as connection:
        known = set(connection.execute(select(account.c.id)).scalars())
    return not slots or bool(slots & known)


def replay_from(
    place: StorePlace, prepared: Prepared, damaged_key: bytes
) -> tuple[list[Outcome], bool]:
    """Write again, into the prepared store, what the live one's journal holds beyond it.

    Returns what became of each save, and whether the journal's end could be read. Works on a copy
    of the damaged files.
    """
    state = look_into(prepared.file, prepared.key, contents.contents)
    since = Head(state.audit_seq, state.audit_head)
    copy = _copy_damaged(place)
    try:
        readings = [DamagedFile(copy, damaged_key, mode) for mode in (Mode.READ, Mode.FROZEN)]
        found = [(salvage.read(one, since, state.change_seq), one) for one in readings]
        # With its log file the store is newer; without it, it may be the sounder one.
        best, damaged = max(found, key=lambda pair: sum(write.whole for write in pair[0].writes))
        with prepared.opened() as db:
            outcomes = replay(db, best, damaged)
            keep_drafts(db, damaged)
        for one in readings:
            one.close()
    finally:
        swap.sweep_copies(place)
    return outcomes, best.end_known


def sign(prepared: Prepared, clock: Clock, act: Act) -> None:
    """Write into the prepared store that it was restored, and let its revisions run ahead."""
    with prepared.opened() as db:
        with writing(db, clock, act):
            pass  # the audit line is the whole write
        with db.write() as connection:
            counter = meta.c.name == "counter"
            found = connection.execute(select(meta.c.value).where(counter)).scalar_one()
            connection.execute(update(meta).where(counter).values(value=str(int(found) + _AHEAD)))


def exchange(place: StorePlace, prepared: Prepared, clock: Clock) -> Path:
    """Put the prepared store in place; return the folder that keeps the old one."""
    wanted = _logical(prepared.file, prepared.key)
    with told("密钥文件读不出来"):
        old_key = place.key_file.read_bytes() if place.key_file.exists() else b""
    kept = swap.put_in_place(place, clock.now())
    if _logical(place.file, prepared.key) != wanted:
        raise DamagedStore("恢复之后核对不一致，请不要继续使用。", f"原来的数据保存在“{kept}”。")
    if kept.exists() and old_key:
        atomic_write(kept / KEY_FILE, old_key)
    damage.clear(place)
    log.info("restored; the old store is in %s", kept.name)
    return kept


def _opens(chosen: Backup, key: bytes) -> bool:
    try:
        look_into(chosen.file, key, contents.tables)
    except StorageProblem:
        return False
    return True


def _refuse_full(place: StorePlace, chosen: Backup) -> None:
    needed = needed_room(chosen.manifest.size)
    if place.drives.free(place.folder) < needed:
        raise StorageProblem(
            f"磁盘空间不足（恢复需要 {needed // 1_000_000} MB），没有恢复，现在的数据没有改动。",
            "请清理磁盘后重试。",
        )


def _copy(source: Path, target: Path) -> str:
    """Copy durably and return the SHA-256 of what was read back."""
    with told("备份没有复制完"):
        shutil.copyfile(source, target)
        sync_file(target)
        sync_folder(target.parent)
        return file_hash(target)


def _copy_damaged(place: StorePlace) -> Path:
    """Copy the damaged store and its log files; return the copy of the store."""
    folder = place.salvage_folder
    with told("受损的文件没有复制完"):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir()
        for file in (place.file, *place.companions):
            if file.exists() and not file.name.endswith("-shm"):
                shutil.copyfile(file, folder / file.name)
    return folder / FILE


def _logical(file: Path, key: bytes) -> str:
    return look_into(file, key, contents.logical_hash)
