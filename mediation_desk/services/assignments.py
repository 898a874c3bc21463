"""Who mediates: appointed or chosen, several in their roles, reassigned with history."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from mediation_desk.domain.closeness import closeness
from mediation_desk.domain.codes import ChosenBy, Decision, Role, State
from mediation_desk.domain.lifecycle import Move, require
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.daily_rows import suggested
from mediation_desk.services.drafts import AssignDraft
from mediation_desk.services.permissions import needs
from mediation_desk.services.suggestions import (
    candidates_of,
    parties_of,
    recusals_of,
    someone,
)
from mediation_desk.services.summary import summarise
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import assignment, dispute, invited
from mediation_desk.storage.tables.office import mediator


class AssignmentService:
    """Assigns mediators and invites participants (Act arts 19, 20)."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.APPROVE)
    def assign(self, case_id: str, draft: AssignDraft) -> Changed:
        """Assign, or reassign: parts that go on stay, ended ones keep their dates."""
        wanted = _wanted(draft)
        with self._context.write("assign_case", reason=draft.reason) as writer:
            row = writer.row(dispute, case_id)
            state = require(Move.ASSIGN, State(row["state"]))
            if draft.from_on < row["accepted_on"]:
                raise InvalidInput({"from_on": "指派日期早于受理日期，请核对。"})
            names = _names(writer, [mediator_id for mediator_id, _ in wanted])
            ids = [mediator_id for mediator_id, _ in wanted]
            recused = recusals_of(writer.connection, case_id)
            _refuse_withdrawn(names, ids, recused)
            _ask_closeness(writer, case_id, draft, [one for one in ids if one not in recused])
            self._ask_override(writer, case_id, draft, row["lead_id"])
            writer.about(dispute, case_id)
            put_parts(writer, case_id, draft, wanted)
            _put_invited(writer, case_id, draft)
            writer.update(dispute, case_id, {"state": state})
            summarise(writer, case_id)
        lead = names[draft.lead_id]
        return changed(Area.CASES, id=case_id, message=f"主办调解员：{lead}")

    def _ask_override(
        self, writer: Writer, case_id: str, draft: AssignDraft, lead_id: str | None
    ) -> None:
        """Want one line where the committee appoints a lead who was not among those suggested."""
        appointed = draft.chosen_by is ChosenBy.APPOINTED and draft.lead_id != lead_id
        if draft.reason.strip() or not appointed:
            return
        candidates = candidates_of(writer.connection, self._context, case_id)
        if draft.lead_id not in [one.id for one in suggested(candidates)]:
            raise InvalidInput({"reason": "所选的主办调解员不在建议里，请写一句理由。"})


def _refuse_withdrawn(
    names: Mapping[str, str], ids: Sequence[str], recused: Mapping[str, Decision]
) -> None:
    gone = [names[one] for one in ids if recused.get(one) is Decision.WITHDRAW]
    if gone:
        raise RuleViolation(f"{'、'.join(gone)}已在本案回避，不能指派。", "请另选调解员。")


def _wanted(draft: AssignDraft) -> list[tuple[str, Role]]:
    if not draft.lead_id:
        raise InvalidInput({"lead_id": "请选择主办调解员。"})
    if draft.lead_id in draft.co_ids:
        raise InvalidInput({"co_ids": "主办调解员不能同时是协办调解员。"})
    for number, guest in enumerate(draft.invited):
        if not guest.name.strip():
            raise InvalidInput({f"invited.{number}.name": "请填写参加人姓名。"})
        if not guest.consented:
            raise RuleViolation(
                f"邀请“{guest.name}”参加须经当事人同意（《人民调解法》第二十条）。",
                "请征得同意后勾选，或去掉这位参加人。",
            )
    wanted = [(draft.lead_id, Role.LEAD)]
    wanted += [(mediator_id, Role.CO) for mediator_id in dict.fromkeys(draft.co_ids)]
    if draft.recorder_id:
        wanted.append((draft.recorder_id, Role.RECORDER))
    return wanted


def _names(writer: Writer, ids: list[str]) -> dict[str, str]:
    rows = writer.connection.execute(select(mediator).where(mediator.c.id.in_(ids))).all()
    names: dict[str, str] = {row.id: row.name for row in rows}
    if set(ids) - set(names):
        raise InvalidInput({"lead_id": "所选调解员不在名册里，请重新选择。"})
    resting = [row.name for row in rows if not row.active]
    if resting:
        raise RuleViolation(f"{'、'.join(resting)}已停止任职，不能再指派。", "请另选调解员。")
    return names


def _ask_closeness(writer: Writer, case_id: str, draft: AssignDraft, ids: list[str]) -> None:
    """Want an answer on record where a mediator seems close to a party (TYTJ 15, ZXTJ 13)."""
    if draft.reason.strip():
        return
    parties = parties_of(writer.connection, case_id)
    rows = writer.connection.execute(select(mediator).where(mediator.c.id.in_(ids))).mappings()
    doubts = [doubt for row in rows if (doubt := closeness(someone(row), parties))]
    if doubts:
        raise InvalidInput({"reason": doubts[0]})


def put_parts(
    writer: Writer, case_id: str, draft: AssignDraft, wanted: list[tuple[str, Role]]
) -> None:
    """Give the parts in a case to those wanted; parts that go on stay, others end that day."""
    current = writer.connection.execute(
        select(assignment).where(assignment.c.case_id == case_id, assignment.c.to_on.is_(None))
    ).all()
    standing = {(row.mediator_id, row.role) for row in current}
    for row in current:
        if (row.mediator_id, Role(row.role)) not in wanted:
            writer.update(assignment, row.id, {"to_on": draft.from_on})
    rows: list[dict[str, Any]] = [
        {
            "case_id": case_id,
            "mediator_id": mediator_id,
            "role": role,
            "chosen_by": draft.chosen_by,
            "from_on": draft.from_on,
            "to_on": None,
            "reason": draft.reason,
        }
        for mediator_id, role in wanted
        if (mediator_id, role) not in standing
    ]
    writer.insert_many(assignment, rows)


def _put_invited(writer: Writer, case_id: str, draft: AssignDraft) -> None:
    standing = select(invited.c.id).where(invited.c.case_id == case_id).order_by(invited.c.position)
    rows = [
        {
            "case_id": case_id,
            "position": position,
            "name": guest.name.strip(),
            "organisation": guest.organisation,
            "relation": guest.relation,
            "consented": int(guest.consented),
        }
        for position, guest in enumerate(draft.invited, start=1)
    ]
    writer.rewrite(invited, writer.connection.execute(standing).scalars().all(), rows)
