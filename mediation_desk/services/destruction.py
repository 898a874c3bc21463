"""Destroying cases whose time is over (销毁): proposed by one person, approved by another.

Nobody destroys archives on their own (档案法 arts 21, 48). What the cases held is gone afterwards;
the list, who did what when, the case numbers and what statistics count stay for ever.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.appraisal import chosen
from mediation_desk.services.bin_rows import DestructionRow, DestructionState, DueCase, Ground
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.redaction import destroy_case
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.destructions import destruction, destruction_item

_NO_ACCOUNTS = "本单位还没有账户，分不清提出和审批的是不是两个人，不能销毁案件。"
_ONE_PERSON = "提出的人不能审批自己的清册，请由另一个人审批。"


class DestructionService:
    """Lists of destruction (销毁清册)."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.CLOSE)
    def propose(self, case_ids: Sequence[str], reason: str) -> Changed:
        """Put due cases on a list for somebody else to decide."""
        _need_reason(reason, "请写明鉴定意见和销毁的理由。")
        me = self._context.session.me
        if me is None:
            raise RuleViolation(_NO_ACCOUNTS, "请先建立账户。")
        with self._context.write("propose_destruction", reason=reason.strip()) as writer:
            cases = chosen(writer.connection, self._context, case_ids)
            head = {
                "state": DestructionState.PROPOSED,
                "reason": reason.strip(),
                "proposer_id": me.id,
                "proposed_by": self._context.actor,
                "proposed_at": self._context.clock.now(),
            }
            list_id = writer.insert(destruction, head)
            writer.about(destruction, list_id)
            writer.insert_many(
                destruction_item, [{**_item(case), "destruction_id": list_id} for case in cases]
            )
        return changed(Area.CASES, id=list_id, message=f"已提出销毁 {len(cases)} 件，等待审批")

    @needs(Permission.CLOSE)
    def lists(self) -> tuple[DestructionRow, ...]:
        """Return the lists of destruction, the latest first."""
        query = select(destruction).order_by(destruction.c.id.desc())
        with self._context.db.read() as connection:
            heads = connection.execute(query).mappings().all()
            return tuple(self._row(connection, head) for head in heads)

    @needs(Permission.APPROVE)
    def approve(self, list_id: str, reason: str) -> Changed:
        """Destroy the cases of a proposed list. Nothing brings their content back.

        Raises RuleViolation for whoever proposed it, or when a case is not due any more.
        """
        _need_reason(reason, "请写明审批意见。")
        with self._context.write("destroy_cases", reason=reason.strip(), detail=list_id) as writer:
            self._require_decidable(writer, list_id)
            ids = [item.case_id for item in _items(writer.connection, list_id)]
            cases = chosen(writer.connection, self._context, ids, listed=True)
            for case in cases:
                writer.about(dispute, case.id)
                destroy_case(writer, case.id, {"destroyed_on": self._context.today()})
            self._decide(writer, list_id, DestructionState.DONE, reason)
        message = (
            f"已销毁 {len(cases)} 件的内容。较早的备份里还有它们，随备份轮换消失；"
            "纸质卷宗请按规定另行销毁"
        )
        return changed(Area.CASES, Area.DOCUMENTS, id=list_id, message=message)

    @needs(Permission.APPROVE)
    def refuse(self, list_id: str, reason: str) -> Changed:
        """Send a proposed list back; nothing is destroyed."""
        _need_reason(reason, "请写明退回的理由。")
        with self._context.write("refuse_destruction", reason=reason.strip()) as writer:
            self._require_decidable(writer, list_id)
            self._decide(writer, list_id, DestructionState.REFUSED, reason)
        return changed(Area.CASES, id=list_id, message="销毁清册已退回，没有销毁任何内容")

    def _decide(self, writer: Writer, list_id: str, state: DestructionState, reason: str) -> None:
        values = {
            "state": state,
            "decided_by": self._context.actor,
            "decided_at": self._context.clock.now(),
            "decision_reason": reason.strip(),
        }
        writer.about(destruction, list_id)
        writer.update(destruction, list_id, values)

    def _require_decidable(self, writer: Writer, list_id: str) -> None:
        why_not = self._why_not(writer.row(destruction, list_id))
        if why_not:
            raise RuleViolation(why_not)

    def _why_not(self, head: RowMapping) -> str:
        state = DestructionState(head["state"])
        if state is not DestructionState.PROPOSED:
            return f"这份清册{state.label}，不能再审批。"
        me = self._context.session.me
        if me is None:
            return _NO_ACCOUNTS
        return _ONE_PERSON if me.id == head["proposer_id"] else ""

    def _row(self, connection: Connection, head: RowMapping) -> DestructionRow:
        return DestructionRow(
            state=DestructionState(head["state"]),
            cases=tuple(_case(item) for item in _items(connection, head["id"])),
            why_not=self._why_not(head),
            **{name: head[name] for name in _PLAIN},
        )


_PLAIN = "id reason proposed_by proposed_at decided_by decided_at decision_reason".split()


def _item(case: DueCase) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "number": case.number,
        "title": case.title,
        "ground": case.ground,
        "closed_on": case.closed_on,
        "retention": case.retention,
        "due_on": case.due_on,
    }


def _case(item: Any) -> DueCase:
    return DueCase(
        id=item.case_id,
        number=item.number,
        title=item.title,
        ground=Ground(item.ground),
        closed_on=item.closed_on,
        retention=item.retention,
        due_on=item.due_on,
        listed=True,
    )


def _items(connection: Connection, list_id: str) -> Sequence[Any]:
    query = select(destruction_item).where(destruction_item.c.destruction_id == list_id)
    return connection.execute(query.order_by(destruction_item.c.id)).all()


def _need_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise InvalidInput({"reason": sentence})
