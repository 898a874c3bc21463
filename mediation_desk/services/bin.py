"""The bin (回收站): a case deleted by mistake is given back; nothing is erased by deleting.

A closed case is an archive and cannot be deleted at all (档案法 arts 21, 37): what becomes of it
after its retention is decided by two people (archive.py).
"""

from dataclasses import replace

from sqlalchemy import select

from mediation_desk.domain.codes import State
from mediation_desk.domain.retention import restorable_until
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.bin_rows import BinRow
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.settings import SettingsService
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import change


class BinService:
    """Deletes cases into the bin and takes them back."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context
        self._settings = SettingsService(context)

    @needs(Permission.APPROVE)
    def delete(self, case_id: str, reason: str) -> Changed:
        """Put a case into the bin: lists, search and statistics no longer see it.

        Its number stays given. Raises RuleViolation for a closed case.
        """
        if not reason.strip():
            raise InvalidInput({"reason": "请写明删除的原因，它会留在案件历史里。"})
        with self._context.write("delete_case", reason=reason.strip()) as writer:
            row = writer.row(dispute, case_id)
            if row["deleted_on"] is not None:
                raise RuleViolation("这个案件已经在回收站里。", "请刷新列表。")
            if row["state"] == State.CLOSED:
                raise RuleViolation(
                    "已结案的案件按档案管理，不能删除。",
                    "登记有误请先退回上一步；保管期满后按鉴定、审批的程序销毁。",
                )
            values = {"deleted_on": self._context.today(), "deletion_reason": reason.strip()}
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, values)
        days = self._settings.get("bin_days")
        message = f"“{row['title']}”已移到回收站，{days} 天内可以恢复"
        return changed(Area.CASES, id=case_id, message=message)

    @needs(Permission.APPROVE)
    def restore(self, case_id: str) -> Changed:
        """Take a case back out of the bin, as it was."""
        with self._context.write("restore_case") as writer:
            row = writer.row(dispute, case_id)
            if row["deleted_on"] is None or row["destroyed_on"] is not None:
                raise RuleViolation("这个案件不在回收站里。", "请刷新列表。")
            days = self._settings.get("bin_days")
            if self._context.today() > restorable_until(row["deleted_on"], days):
                raise RuleViolation(
                    f"这个案件删除已超过 {days} 天，不能直接恢复，内容还在。",
                    "请在“到期鉴定”里决定恢复（续存）还是销毁。",
                )
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, {"deleted_on": None, "deletion_reason": ""})
        return changed(Area.CASES, id=case_id, message=f"“{row['title']}”已恢复")

    @needs(Permission.READ_CASES)
    def cases(self) -> tuple[BinRow, ...]:
        """Return what is in the bin, the latest first."""
        query = (
            select(dispute, change.c.actor)
            .outerjoin(
                change,
                (change.c.row_id == dispute.c.id)
                & (change.c.field == "deleted_on")
                & change.c.after.is_not(None),
            )
            .where(dispute.c.deleted_on.is_not(None), dispute.c.destroyed_on.is_(None))
            .order_by(dispute.c.deleted_on.desc(), dispute.c.id.desc(), change.c.seq.desc())
        )
        days, today = self._settings.get("bin_days"), self._context.today()
        found: dict[str, BinRow] = {}
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
            hidden = hidden_among(connection, self._context, [row.id for row in rows])
            for row in rows:
                until = restorable_until(row.deleted_on, days)
                found.setdefault(
                    row.id,
                    BinRow(
                        id=row.id,
                        number=row.number,
                        title=NEUTRAL_TITLE if row.id in hidden else row.title,
                        state=State(row.state),
                        deleted_on=row.deleted_on,
                        deleted_by=row.actor or "",
                        reason=row.deletion_reason,
                        days_left=(until - today).days,
                    ),
                )
            hidden = hidden_among(connection, self._context, found)
        return tuple(
            replace(row, title=NEUTRAL_TITLE) if row.id in hidden else row for row in found.values()
        )
