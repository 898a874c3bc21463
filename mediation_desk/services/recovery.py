"""When a store does not open, or an older state is wanted: diagnosis, backups, going back.

Works without an open store, and never makes a new one. Every remedy keeps what it replaces in
`kept/`, whole and untouched.
"""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from mediation_desk.clock import Clock
from mediation_desk.domain.rights import OPEN_OFFICE, AccountRole, Permission, held_by
from mediation_desk.errors import NotFound, RuleViolation, StorageProblem
from mediation_desk.files import atomic_write, told
from mediation_desk.services.backup_rows import HERE, BackupRow, backup_row, moment
from mediation_desk.services.recovery_report import report, saved_again, summary
from mediation_desk.services.recovery_rows import (
    CheckedBackup,
    Diagnosis,
    FilesFound,
    ProvedBackup,
    Restored,
)
from mediation_desk.storage import attachments, backup_places, checks, damage, lock, restore, swap
from mediation_desk.storage.backup import Backup, listed
from mediation_desk.storage.checks import BrokenStore, Trouble
from mediation_desk.storage.journal import Act
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.raw import look_into
from mediation_desk.storage.replay import Outcome
from mediation_desk.storage.restore import Keys, Prepared
from mediation_desk.storage.store import Unlock

_CAN_REPLAY = {Trouble.DAMAGED, Trouble.TRUNCATED, Trouble.STALE_LOG}
_KEY_TROUBLES = {Trouble.NO_KEY, Trouble.BAD_KEY, Trouble.WRONG_KEY}


class Recovery:
    """The remedies for one data folder; its desk must be closed before anything is put back."""

    def __init__(self, place: StorePlace, clock: Clock, unlock: Unlock, actor: str) -> None:
        """Work on the folder of `place`, whether its store opens or not.

        `unlock` gives the keys of a key file, to whoever signs in where there are accounts.
        """
        self._place = place
        self._clock = clock
        self._unlock = unlock
        self._keys = Keys(place, unlock)
        self._actor = actor

    def diagnose(self) -> Diagnosis | None:
        """Read the whole store and return what is wrong with it; None when it is sound.

        Raises SignInNeeded where only somebody with a password can look further, StoreBusy.
        """
        with self._alone():
            broken = self._broken()
            return self._diagnosis(broken) if broken else None

    def files(self) -> FilesFound:
        """Read through the files of evidence and scans of a sound store. Raises as `diagnose`."""
        with self._alone():
            names = look_into(self._place.file, self._key(), attachments.in_rows)
            folder = self._place.attachments
            there = {name for name in names if (folder / name).is_file()}
            altered = sum(not attachments.proved(folder, name) for name in there)
        return FilesFound(len(names), len(names) - len(there), altered)

    def backups(self, folder: Path | None = None) -> tuple[BackupRow, ...]:
        """Return the backups within reach, or those in a folder somebody chose, newest first."""
        found = listed(folder) if folder else backup_places.reachable(self._place)
        return tuple(self._row(one) for one in reversed(found))

    def best(self) -> ProvedBackup:
        """Return the newest backup that proves whole, and why newer ones were passed over."""
        passed_over: list[str] = []
        for one in reversed(backup_places.reachable(self._place)):
            fault = self._fault(one)
            if not fault:
                return ProvedBackup(self._row(one), tuple(passed_over))
            passed_over.append(f"{moment(one.manifest.made_at)} 的备份不能用：{fault}")
        return ProvedBackup(None, tuple(passed_over))

    def checked(self, folder: Path | None = None) -> tuple[CheckedBackup, ...]:
        """Open every backup within reach, or in a folder somebody chose, newest first.

        Raises SignInNeeded, InvalidInput as signing in does, when nobody's keys open one.
        """
        found = listed(folder) if folder else backup_places.reachable(self._place)
        return tuple(CheckedBackup(self._row(one), self._fault(one)) for one in reversed(found))

    def restore(self, backup_id: str, *, replay: bool = False) -> Restored:
        """Go back to a backup; the present files are kept.

        Raises StorageProblem, NotFound, RuleViolation when the account may not restore.

        `replay` writes again what the journal of the present, damaged store holds beyond it.
        """
        chosen = self._find(backup_id)
        with self._alone():
            swap.finish(self._place)
            broken = self._broken()
            prepared = restore.prepare(self._place, chosen, self._keys)
            actor, held = self._allowed(prepared)
            outcomes, end_known = self._replayed(prepared) if replay else ([], True)
            detail = summary(chosen.manifest, outcomes)
            restore.sign(prepared, self._clock, Act("restore_backup", actor, detail=detail))
            again = saved_again(prepared, outcomes, titles=Permission.READ_CASES in held)
            kept = restore.exchange(self._place, prepared, self._clock)
        done = Restored(
            message=f"已恢复到 {moment(chosen.manifest.made_at)} 的备份，核对无误。",
            kept=kept,
            recovered=tuple(one for one in again if not one.why_lost),
            lost=tuple(one for one in again if one.why_lost),
            end_known=end_known,
            lost_files=len(prepared.lost),
        )
        why = broken.message if broken else ""
        text = report(done, chosen.manifest, why, self._clock.now(), replay=replay)
        return dataclasses.replace(done, report=text)

    def set_log_aside(self) -> str:
        """Put log files that do not belong to the store into `kept/`; return the sentence.

        Raises StorageProblem when they are not what keeps the store closed.
        """
        with self._alone():
            broken = self._broken()
            if broken is None or broken.trouble is not Trouble.STALE_LOG:
                raise StorageProblem("数据打不开不是因为日志文件，没有改动。", "请从备份恢复。")
            there = [file for file in self._place.companions if file.exists()]
            kept = swap.put_aside(self._place, there, self._clock.now())
            damage.clear(self._place)
        return f"不属于它的日志文件已移到“{kept}”，数据文件本身完好，可以打开了。"

    def put_key_back(self, backup_id: str) -> str:
        """Put a backup's key file beside the store; the present one goes into `kept/`."""
        chosen, here = self._find(backup_id), self._place.key_file
        with self._alone(), told("密钥文件没有取回"):
            content = chosen.key_file.read_bytes()
            if here.exists():
                swap.put_aside(self._place, [here], self._clock.now())
            atomic_write(here, content)
        self._keys = Keys(self._place, self._unlock)
        return "密钥文件已从备份取回，请用写那份备份时的口令打开。"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the folder, so that no program opens the store meanwhile."""
        held = lock.take(self._place, self._clock, "恢复程序")
        try:
            yield
        finally:
            held.release()

    def _broken(self) -> BrokenStore | None:
        try:
            checks.refuse_wrong_file(self._place)
            checks.refuse_damaged(self._place, self._key(), thorough=True)
        except BrokenStore as broken:
            return broken
        return None

    def _key(self) -> bytes:
        if self._keys.holder is None:
            raise BrokenStore(Trouble.BAD_KEY)
        return self._keys.holder.key

    def _diagnosis(self, broken: BrokenStore) -> Diagnosis:
        file, trouble = self._place.file, broken.trouble
        known = file.stat() if file.exists() else None
        backups = bool(backup_places.reachable(self._place))
        return Diagnosis(
            trouble=trouble.value,
            sentence=broken.message,
            advice=broken.hint,
            file=file,
            size=known.st_size if known else None,
            changed_at=datetime.fromtimestamp(known.st_mtime, UTC) if known else None,
            can_restore=trouble is not Trouble.NEWER,
            can_replay=trouble in _CAN_REPLAY,
            can_set_log_aside=trouble is Trouble.STALE_LOG,
            can_put_key_back=backups and trouble in _KEY_TROUBLES,
        )

    def _allowed(self, prepared: Prepared) -> tuple[str, frozenset[Permission]]:
        """Return who restores, as the journal names them, and what they hold.

        The present store says so, or the backup where that cannot. Raises RuleViolation.
        """
        if not prepared.account_id:
            return self._actor, OPEN_OFFICE
        stores = [(prepared.file, prepared.key)]
        if self._keys.holder:
            stores.insert(0, (self._place.file, self._keys.holder.key))
        known = [restore.account_in(*store, prepared.account_id) for store in stores]
        found = next((one for one in known if one), None)
        held = held_by(AccountRole(role) for role in found.roles) if found else OPEN_OFFICE
        if Permission.BACK_UP not in held:
            raise RuleViolation(
                f"没有权限（需要：{Permission.BACK_UP.label}），现在的数据没有改动。",
                "请让系统管理员恢复。",
            )
        return found.signature if found else self._actor, held

    def _replayed(self, prepared: Prepared) -> tuple[list[Outcome], bool]:
        holder = self._keys.holder
        damaged_key = holder.key if holder else prepared.key
        return restore.replay_from(self._place, prepared, damaged_key)

    def _find(self, backup_id: str) -> Backup:
        for one in listed(Path(backup_id).parent):
            if str(one.file) == backup_id:
                return one
        raise NotFound("这份备份已经不在了，没有改动任何数据。", "请刷新备份列表。")

    def _fault(self, one: Backup) -> str:
        """Open a backup and read it whole; return why it cannot be used, "" when it can."""
        try:
            restore.prove(one, self._keys.of(one)[0].key)
        except StorageProblem as problem:
            return str(problem)
        return ""

    def _row(self, one: Backup) -> BackupRow:
        label = one.folder.name
        if one.folder == self._place.backups:
            label = HERE
        elif one.folder == backup_places.find_second(self._place):
            second = backup_places.load(self._place).second
            label = second.label if second else label
        return backup_row(one, label, self._clock.now())
