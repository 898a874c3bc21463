"""Backups of an open office: when one is due, making it, what going back would lose."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import DamagedStore, NotFound, StorageProblem
from mediation_desk.services.backup_rows import (
    HERE,
    BackupDone,
    BackupRow,
    BackupStatus,
    LostCase,
    RestorePreview,
    age,
    backup_row,
    moment,
)
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.storage import backup, backup_places, damage
from mediation_desk.storage.audit import Head, check_anchor
from mediation_desk.storage.backup import Backup, Manifest, Reason
from mediation_desk.storage.contents import verify_used
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.store import device_of
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.journal import change
from mediation_desk.storage.tables.office import office

MANUAL, DAILY, EXIT = Reason.MANUAL, Reason.DAILY, Reason.EXIT

_NAMED = 5
EVERY = timedelta(days=1)
LATE = timedelta(days=3)
"""A store that was changed and not backed up for so long asks for attention."""


class BackupService:
    """Makes and lists backups; restoring needs a closed store and is Recovery's."""

    def __init__(self, context: Context, place: StorePlace) -> None:
        """Work on the store of `context`, which lives at `place`."""
        self._context = context
        self._place = place

    @needs(Permission.PRESENT)
    def run(self, reason: Reason = MANUAL) -> BackupDone:
        """Write a backup to every place that can be reached, prove it, thin out older ones.

        Raises StorageProblem when not one place has a proved backup afterwards.
        """
        device = device_of(self._context.db)
        order = backup.Order(device, backup_places.next_sequence(self._place, device), reason)
        made: list[Backup] = []
        problems: list[StorageProblem] = []
        for folder in backup_places.folders(self._place):
            try:
                made.append(self._write(folder, order))
            except DamagedStore:
                raise
            except StorageProblem as problem:
                problems.append(problem)
        if not made:
            raise problems[0]
        with self._context.write("back_up", detail=made[0].manifest.name):
            pass  # the audit line is the whole write
        return self._done(made, problems)

    @needs(Permission.PRESENT)
    def due(self, *, leaving: bool = False) -> bool:
        """Tell whether a backup should be made now: something changed, a day ago or on leaving."""
        last = self._last()
        if last is None:
            return self._changes_since(None) > 0
        if not self._changes_since(last.manifest):
            return False
        past = self._context.clock.now() - last.manifest.made_at
        return leaving or not timedelta() <= past < EVERY

    @needs(Permission.PRESENT)
    def status(self) -> BackupStatus:
        """Return the status bar's line."""
        last, now = self._last(), self._context.clock.now()
        changes = self._changes_since(last.manifest if last else None)
        if damage.standing(self._place):
            return BackupStatus("数据损坏，备份已停止清理", self._second_text(), None, late=True)
        if last is None:
            return BackupStatus("还没有备份", self._second_text(), None, late=changes > 0)
        verified = last.manifest.verified_at
        late = changes > 0 and now - verified > LATE
        text = f"已验证 {moment(verified)}"
        return BackupStatus(text, self._second_text(), verified, late=late)

    @needs(Permission.PRESENT)
    def backups(self) -> tuple[BackupRow, ...]:
        """Return the backups that can be reached, newest first."""
        return tuple(self._row(one) for one in reversed(self._reachable()))

    @needs(Permission.BACK_UP)
    def preview(self, backup_id: str) -> RestorePreview:
        """Return what going back to a backup would lose. Raises NotFound."""
        chosen = self._find(backup_id)
        row = self._row(chosen)
        with self._context.db.read() as connection:
            if not _same_history(connection, chosen.manifest):
                here = connection.execute(select(func.count()).select_from(dispute)).scalar_one()
                sentence = (
                    f"这份备份来自另一段历史，无法逐件比较：备份里有 {row.cases} 件案件，"
                    f"现在有 {here} 件。恢复前，现在的数据会另存一份。"
                )
                return RestorePreview(row, (), 0, sentence)
            titles = self._context.may(Permission.READ_CASES)
            lost = _cases_since(connection, chosen.manifest.change_seq, titles=titles)
            others = _others_since(connection, chosen.manifest.change_seq)
        return RestorePreview(row, lost, others, _sentence(row, lost, others))

    @needs(Permission.BACK_UP)
    def choose_second(self, folder: Path) -> Changed:
        """Make a folder, on a stick or another disk, the second place. Raises InvalidInput."""
        second = backup_places.choose_second(self._place, folder)
        with self._context.write("choose_backup_place", detail=second.label):
            pass
        return changed(Area.SETTINGS, message=f"第二处备份设在“{second.label}”")

    @needs(Permission.BACK_UP)
    def forget_second(self) -> Changed:
        """Use the first place only; backups in the second stay."""
        backup_places.forget_second(self._place)
        with self._context.write("forget_backup_place"):
            pass
        return changed(Area.SETTINGS, message="已取消第二处备份，那里的备份没有删除")

    def _write(self, folder: Path, order: backup.Order) -> Backup:
        db, clock = self._context.db, self._context.clock
        try:
            return backup.write(db, self._place, folder, order, clock)
        except StorageProblem:
            # Was it the copy's disk, or the store itself? The second must stop all thinning out.
            try:
                db.look(verify_used)
            except DamagedStore:
                damage.mark(self._place, clock)
                raise
            raise

    def _done(self, made: list[Backup], problems: list[StorageProblem]) -> BackupDone:
        sentences = [str(problem) for problem in problems]
        if not damage.standing(self._place):
            for one in made:
                backup.rotate(one.folder, one.manifest.device)
        lost = {name for one in made for name in one.lost}
        if lost:
            sentences.append(
                f"{self._cases_of(lost)}有材料的文件缺失或损坏，备份里也没有它们："
                "请打开案件的“证据”页查看，用原件重新扫描。"
            )
        second = backup_places.load(self._place).second
        if second and backup_places.find_second(self._place) is None:
            sentences.append(f"第二处“{second.label}”没有插上，这次只备份到了本机。")
        rows = tuple(self._row(one) for one in made)
        where = "、".join(row.place for row in rows)
        message = f"备份已写好并核对无误（{where}，案件 {rows[0].cases} 件）"
        return BackupDone(rows, tuple(sentences), message)

    def _cases_of(self, files: set[str]) -> str:
        """Return the numbers of the cases these attachments belong to, not too many."""
        query = (
            select(dispute.c.number)
            .distinct()
            .join(evidence, evidence.c.case_id == dispute.c.id)
            .where(evidence.c.file.in_(files))
        )
        with self._context.db.read() as connection:
            numbers = sorted(connection.execute(query.limit(_NAMED + 1)).scalars())
        more = "等案件" if len(numbers) > _NAMED else ""
        return "、".join(number or "（未编号）" for number in numbers[:_NAMED]) + more

    def _reachable(self) -> list[Backup]:
        with self._context.db.read() as connection:
            found = connection.execute(select(office.c.id)).scalar_one_or_none()
        return backup_places.reachable(self._place, found or "")

    def _last(self) -> Backup | None:
        found = self._reachable()
        return found[-1] if found else None

    def _changes_since(self, manifest: Manifest | None) -> int:
        """Return how many lines the change log has that a backup lacks."""
        with self._context.db.read() as connection:
            known = manifest is not None and _same_history(connection, manifest)
            since = manifest.change_seq if manifest and known else 0
            query = select(func.count()).select_from(change).where(change.c.seq > since)
            return int(connection.execute(query).scalar_one())

    def _find(self, backup_id: str) -> Backup:
        for one in self._reachable():
            if str(one.file) == backup_id:
                return one
        raise NotFound("这份备份已经不在了，没有改动任何数据。", "请刷新备份列表。")

    def _row(self, one: Backup) -> BackupRow:
        second = backup_places.load(self._place).second
        away = second is not None and one.folder != self._place.backups
        label = second.label if second and away else HERE
        return backup_row(one, label, self._context.clock.now())

    def _second_text(self) -> str:
        second = backup_places.load(self._place).second
        if second is None:
            return "没有设第二处"
        folder = backup_places.find_second(self._place)
        if folder is None:
            return f"“{second.label}”没有插上"
        found = backup.listed(folder)
        now = self._context.clock.now()
        return (
            f"“{second.label}”{age(found[-1].manifest.made_at, now)}"
            if found
            else f"“{second.label}”还没有备份"
        )


def _same_history(connection: Connection, manifest: Manifest) -> bool:
    """Tell whether the store was once exactly in the state that the backup holds."""
    return check_anchor(connection, Head(manifest.audit_seq, manifest.audit_head)) is None


def _cases_since(connection: Connection, since: int, *, titles: bool) -> tuple[LostCase, ...]:
    made = (
        select(change.c.row_id)
        .where(change.c.seq > since, change.c.table_name == dispute.name, change.c.field == "*")
        .scalar_subquery()
    )
    touched = select(change.c.aggregate_id).where(change.c.seq > since).scalar_subquery()
    query = (
        select(dispute.c.number, dispute.c.title, dispute.c.id.in_(made).label("new"))
        .where(dispute.c.id.in_(touched))
        .order_by(dispute.c.id)
    )
    rows = connection.execute(query)
    return tuple(
        LostCase(row.number or "（未编号）", row.title if titles else "", bool(row.new))
        for row in rows
    )


def _others_since(connection: Connection, since: int) -> int:
    """Return how many saves were about something else than a case."""
    query = select(func.count(change.c.write_id.distinct())).where(
        change.c.seq > since, change.c.aggregate_id.not_in(select(dispute.c.id))
    )
    return int(connection.execute(query).scalar_one())


def _sentence(row: BackupRow, lost: tuple[LostCase, ...], others: int) -> str:
    if not lost and not others:
        return "备份之后没有任何修改，恢复不会丢失内容。"
    new = sum(case.new for case in lost)
    parts = [f"新登记的 {new} 件案件"] if new else []
    parts += [f"对 {len(lost) - new} 件案件的修改"] if len(lost) > new else []
    parts += [f"{others} 次其他修改"] if others else []
    return (
        f"恢复到 {moment(row.made_at)}（{row.age}）的备份，会丢失此后{'、'.join(parts)}。"
        "恢复前，现在的数据会另存一份，不会删除。"
    )
