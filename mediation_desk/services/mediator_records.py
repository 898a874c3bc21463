"""The record of mediators (Act arts 14, 15): training with its hours, awards, leave, discipline."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.roster_rows import RosterDraft, RosterKind, RosterRow
from mediation_desk.storage.tables.roster import mediator_record

_MOST_HOURS = 999


class MediatorRecordService:
    """Keeps the records."""

    def __init__(self, context: Context) -> None:
        """Work on the mediators of `context`."""
        self._context = context

    @needs(Permission.ORGANISE)
    def records(self, mediator_id: str) -> tuple[RosterRow, ...]:
        """Return a mediator's record, the latest first."""
        with self._context.db.read() as connection:
            return read_records(connection, mediator_id)

    @needs(Permission.ORGANISE)
    def add(self, draft: RosterDraft, mediator_ids: Sequence[str]) -> Changed:
        """Add a line to the records of one or several mediators: a training they all went to.

        Raises InvalidInput naming the fields.
        """
        values = self._checked(draft)
        wanted = list(dict.fromkeys(mediator_ids))
        if not wanted:
            raise InvalidInput({"mediator_ids": "请选择调解员。"})
        with self._context.write("save_mediator_record") as writer:
            for mediator_id in wanted:
                row_id = writer.insert(mediator_record, {**values, "mediator_id": mediator_id})
                writer.about(mediator_record, row_id)
        told = f"已登记{draft.kind.label}：{draft.title.strip()}，{len(wanted)} 人"
        return changed(Area.ORGANISATION, id=wanted[0], message=told)

    @needs(Permission.ORGANISE)
    def change(self, record_id: str, draft: RosterDraft, *, revision: int | None = None) -> Changed:
        """Correct a line. Raises InvalidInput, Conflict."""
        values = self._checked(draft)
        with self._context.write("save_mediator_record") as writer:
            writer.about(mediator_record, record_id)
            writer.update(mediator_record, record_id, values, seen=revision)
        return changed(Area.ORGANISATION, id=record_id, message="已保存")

    @needs(Permission.ORGANISE)
    def remove(self, record_id: str) -> Changed:
        """Take a line away; undo brings it back."""
        with self._context.write("remove_mediator_record") as writer:
            writer.about(mediator_record, record_id)
            writer.remove(mediator_record, record_id)
        return changed(Area.ORGANISATION, id=record_id, message="已删除")

    def _checked(self, draft: RosterDraft) -> dict[str, Any]:
        faults: dict[str, str] = {}
        if not draft.title.strip():
            faults["title"] = "请写明培训、表彰的名称，或请假、处理的事由。"
        if draft.to_on is not None and draft.to_on < draft.from_on:
            faults["to_on"] = "结束日期早于开始日期，请核对。"
        if draft.kind is not RosterKind.LEAVE and draft.from_on > self._context.today():
            faults["from_on"] = "还没有到这一天，请办完再登记。"
        if not 0 <= draft.hours <= _MOST_HOURS:
            faults["hours"] = f"学时请填 0 到 {_MOST_HOURS}。"
        if draft.hours and draft.kind is not RosterKind.TRAINING:
            faults["hours"] = "只有培训才有学时。"
        if faults:
            raise InvalidInput(faults)
        return asdict(draft) | {"title": draft.title.strip()}


def read_records(connection: Connection, mediator_id: str) -> tuple[RosterRow, ...]:
    """Return a mediator's record, the latest first."""
    query = select(mediator_record).where(mediator_record.c.mediator_id == mediator_id)
    query = query.order_by(mediator_record.c.from_on.desc(), mediator_record.c.id.desc())
    return tuple(
        RosterRow(
            row.id,
            row.rev_counter,
            row.mediator_id,
            RosterDraft(
                RosterKind(row.kind),
                row.from_on,
                row.title,
                row.to_on,
                row.organiser,
                row.hours,
                row.note,
            ),
        )
        for row in connection.execute(query)
    )


def on_leave(connection: Connection, day: date) -> dict[str, date | None]:
    """Return until when each mediator who is on leave on a day stays away; None: not known."""
    query = select(mediator_record.c.mediator_id, mediator_record.c.to_on).where(
        mediator_record.c.kind == RosterKind.LEAVE,
        mediator_record.c.from_on <= day,
        mediator_record.c.to_on.is_(None) | (mediator_record.c.to_on >= day),
    )
    return {row.mediator_id: row.to_on for row in connection.execute(query)}


def leave_words(until: date | None) -> str:
    """Return 请假至2025-04-01, or 请假中 where nobody knows until when."""
    return "请假中" if until is None else f"请假至{until}"
