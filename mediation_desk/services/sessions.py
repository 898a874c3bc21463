"""Sessions of mediation: recorded one by one, correctable, each change in the history."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import SessionResult, State
from mediation_desk.domain.lifecycle import Move, require
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import SessionDraft
from mediation_desk.services.permissions import needs
from mediation_desk.services.summary import summarise
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.people import party
from mediation_desk.storage.tables.sessions import session


class SessionService:
    """Records sessions (人民调解记录)."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.MEDIATE)
    def record(self, case_id: str, draft: SessionDraft) -> Changed:
        """Add a session; its ordinal is the next one."""
        with self._context.write("record_session") as writer:
            self._require(writer, case_id, draft)
            last = writer.connection.execute(
                select(func.coalesce(func.max(session.c.ordinal), 0)).where(
                    session.c.case_id == case_id
                )
            ).scalar_one()
            row = {**session_values(draft), "case_id": case_id, "ordinal": last + 1}
            writer.insert(session, row)
            summarise(writer, case_id)
        return changed(Area.CASES, id=case_id, message=f"已保存第{last + 1}次调解记录")

    @needs(Permission.MEDIATE)
    def correct(self, case_id: str, session_id: str, draft: SessionDraft) -> Changed:
        """Correct a recorded session while mediation goes on."""
        with self._context.write("correct_session") as writer:
            self._require(writer, case_id, draft)
            writer.update(session, session_id, session_values(draft))
            summarise(writer, case_id)
        return changed(Area.CASES, id=case_id, message="调解记录已修改")

    def _require(self, writer: Writer, case_id: str, draft: SessionDraft) -> None:
        row = writer.row(dispute, case_id)
        require(Move.SESSION, State(row["state"]))
        writer.about(dispute, case_id)
        problems: dict[str, str] = {}
        day = draft.held_at.astimezone(CHINA).date()
        if day < row["accepted_on"]:
            problems["held_at"] = "调解时间早于受理日期，请核对。"
        if draft.held_at > self._context.clock.now():
            problems["held_at"] = "调解时间在现在之后；将来的安排请填在“下次调解时间”。"
        if draft.ended_at is not None and draft.ended_at < draft.held_at:
            problems["ended_at"] = "结束时间早于开始时间，请核对。"
        if draft.next_at is not None and draft.next_at <= draft.held_at:
            problems["next_at"] = "下次调解时间应晚于这一次。"
        if not draft.place.strip():
            problems["place"] = "请填写调解地点，田头、家中都可以。"
        if not draft.record.strip():
            problems["record"] = "请写下调解的经过。"
        if draft.result not in list(SessionResult):
            problems["result"] = "请选择这次调解的结果。"
        known = select(party.c.id).where(party.c.case_id == case_id)
        if set(draft.present_ids) - set(writer.connection.execute(known).scalars()):
            problems["present_ids"] = "到场人员中有不属于本案的当事人。"
        if problems:
            raise InvalidInput(problems)


def session_values(draft: SessionDraft) -> dict[str, Any]:
    """Return the columns of a session as typed."""
    values = asdict(draft)
    values["present"] = list(values.pop("present_ids"))
    return values
