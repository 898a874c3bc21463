"""A mediator leaves (交接): open cases go to a successor in one act, with a list to sign.

Only parts in cases still under mediation move. A case with an agreement keeps its mediator on
record, for statistics and subsidies; the list names it, so that somebody sees to its performance.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.closeness import closeness
from mediation_desk.domain.codes import ChosenBy, Role, State
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.handover_paper import TITLE, list_blocks
from mediation_desk.services.paper_facts import sheet_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.roster_rows import HandoverDraft, HandoverLine, HandoverRow
from mediation_desk.services.suggestions import parties_of, someone
from mediation_desk.services.summary import summarise
from mediation_desk.services.views import note_export
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import mediator, office
from mediation_desk.storage.tables.roster import handover, handover_item

MOVING = (State.ACCEPTED, State.MEDIATING)
"""States in which a part may pass to somebody else."""


class HandoverService:
    """Hands the cases of a leaving mediator over."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Print with the fonts of `resources`."""
        self._context = context
        self._resources = resources

    @needs(Permission.APPROVE)
    def plan(self, from_id: str, to_id: str = "") -> tuple[HandoverLine, ...]:
        """Return the cases that would pass on, and what to ask of the successor."""
        with self._context.db.read() as connection:
            return self._lines(connection, _cases_of(connection, from_id), from_id, to_id)

    @needs(Permission.APPROVE)
    def hand_over(self, draft: HandoverDraft) -> Changed:
        """Pass every open case on, in one step that undo takes back as one.

        `resigns` needs the right to keep the roster. Raises InvalidInput, RuleViolation.
        """
        _check(draft)
        if draft.resigns:
            self._context.require(Permission.ORGANISE)
        with self._context.write("hand_over_cases", reason=draft.reason.strip()) as writer:
            taker = writer.row(mediator, draft.to_id)
            if not taker["active"]:
                raise RuleViolation(f"{taker['name']}已停止任职，不能接收案件。", "请另选调解员。")
            cases = _cases_of(writer.connection, draft.from_id)
            lines = self._lines(writer.connection, cases, draft.from_id, draft.to_id)
            if not lines and not draft.resigns:
                raise RuleViolation("没有要交接的案件，没有改动。")
            _refuse_close(lines)
            act_id = writer.insert(handover, _facts(draft))
            writer.about(handover, act_id)
            for line in lines:
                writer.insert(
                    handover_item,
                    {
                        "handover_id": act_id,
                        "case_id": line.case_id,
                        "role": line.role,
                        "moved": int(line.moves),
                    },
                )
            if draft.resigns:
                writer.update(mediator, draft.from_id, {"active": 0, "term_to": draft.handed_on})
            for line in lines:
                if line.moves:
                    _move(writer, line.case_id, draft)
        moved = sum(line.moves for line in lines)
        told = f"已交接 {moved} 件给{taker['name']}，可以打印交接清单"
        return changed(Area.CASES, Area.ORGANISATION, id=act_id, message=told)

    @needs(Permission.APPROVE)
    def done(self) -> tuple[HandoverRow, ...]:
        """Return the hand-overs there were, the latest first."""
        query = select(handover).order_by(handover.c.id.desc())
        with self._context.db.read() as connection:
            heads = connection.execute(query).mappings().all()
            return tuple(self._row(connection, head) for head in heads)

    @needs(Permission.APPROVE)
    def paper(self, handover_id: str, *, purpose: str = "") -> bytes:
        """Return the list (交接清单) as PDF, for both and a witness to sign.

        Raises NotFound, InvalidInput where a purpose is wanted.
        """
        from mediation_desk.documents import pdf

        with self._context.db.read() as connection:
            query = select(handover).where(handover.c.id == handover_id)
            head = connection.execute(query).mappings().one_or_none()
            if head is None:
                raise NotFound("找不到这次交接。", "请刷新后重试。")
            row = self._row(connection, head)
            unit = connection.execute(select(office)).one()
        meta = pdf.Meta(title=TITLE, demo=bool(unit.demo), sheet=sheet_of(self._context))
        note_export(self._context, f"{TITLE} {row.from_name}", purpose)
        return pdf.render(list_blocks(row, unit.name), meta, fonts_folder=self._resources / "fonts")

    def _row(self, connection: Connection, head: RowMapping) -> HandoverRow:
        query = select(handover_item).where(handover_item.c.handover_id == head["id"])
        items = {row.case_id: row for row in connection.execute(query)}
        cases = connection.execute(_CASES.where(dispute.c.id.in_(list(items)))).mappings().all()
        hidden = hidden_among(connection, self._context, list(items))
        names = _names(connection, (head["from_id"], head["to_id"]))
        return HandoverRow(
            id=head["id"],
            from_name=names[head["from_id"]],
            to_name=names[head["to_id"]],
            handed_on=head["handed_on"],
            reason=head["reason"],
            lines=tuple(
                _line(case, items[case["id"]].role, bool(items[case["id"]].moved), hidden)
                for case in cases
            ),
        )

    def _lines(
        self, connection: Connection, cases: Sequence[RowMapping], from_id: str, to_id: str
    ) -> tuple[HandoverLine, ...]:
        hidden = hidden_among(connection, self._context, [case["id"] for case in cases])
        query = select(mediator).where(mediator.c.id == to_id)
        taker = connection.execute(query).mappings().one_or_none()
        found = []
        for case in cases:
            roles = "、".join(
                Role(role).label.removesuffix("调解员")
                for role in _roles(connection, case["id"], from_id)
            )
            doubt = closeness(someone(taker), parties_of(connection, case["id"])) if taker else ""
            moves = case["state"] in MOVING
            found.append(_line(case, roles, moves, hidden, doubt if moves else ""))
        return tuple(found)


_CASES = select(
    dispute.c.id,
    dispute.c.number,
    dispute.c.title,
    dispute.c.state,
    dispute.c.due_on,
    dispute.c.extended_to,
    dispute.c.next_session_at,
).order_by(dispute.c.due_on, dispute.c.number, dispute.c.id)


def _cases_of(connection: Connection, mediator_id: str) -> Sequence[RowMapping]:
    """Return the cases somebody has a part in that are not over: mediated, or not performed yet."""
    mine = select(assignment.c.case_id).where(
        assignment.c.mediator_id == mediator_id, assignment.c.to_on.is_(None)
    )
    waiting = (dispute.c.state == State.AGREED) & dispute.c.performed_on.is_(None)
    query = _CASES.where(dispute.c.id.in_(mine), IN_USE, dispute.c.state.in_(MOVING) | waiting)
    return connection.execute(query).mappings().all()


def _roles(connection: Connection, case_id: str, mediator_id: str) -> Sequence[str]:
    query = (
        select(assignment.c.role)
        .where(
            assignment.c.case_id == case_id,
            assignment.c.mediator_id == mediator_id,
            assignment.c.to_on.is_(None),
        )
        .order_by(assignment.c.role.desc())
    )
    return connection.execute(query).scalars().all()


def _line(
    case: RowMapping, role: str, moves: bool, hidden: frozenset[str], doubt: str = ""
) -> HandoverLine:
    return HandoverLine(
        case_id=case["id"],
        number=case["number"],
        title=NEUTRAL_TITLE if case["id"] in hidden else case["title"],
        state=State(case["state"]),
        role=role,
        due_on=case["extended_to"] or case["due_on"],
        next_at=case["next_session_at"],
        moves=moves,
        doubt=doubt,
    )


def _names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    query = select(mediator.c.id, mediator.c.name).where(mediator.c.id.in_(ids))
    return {row.id: row.name for row in connection.execute(query)}


def _check(draft: HandoverDraft) -> None:
    faults = {}
    if not draft.to_id:
        faults["to_id"] = "请选择接收案件的调解员。"
    elif draft.to_id == draft.from_id:
        faults["to_id"] = "移交人和接收人是同一个人。"
    if not draft.reason.strip():
        faults["reason"] = "请写明交接的原因。"
    if faults:
        raise InvalidInput(faults)


def _refuse_close(lines: Sequence[HandoverLine]) -> None:
    """A case whose party may be close to the successor is assigned on its own, with an answer."""
    doubtful = [line for line in lines if line.doubt]
    if doubtful:
        named = "；".join(f"{line.number or line.title}：{line.doubt}" for line in doubtful[:3])
        raise RuleViolation(f"没有交接：{named}", "请先在案件里把它指派给别人，再交接其余的。")


def _facts(draft: HandoverDraft) -> dict[str, Any]:
    return {
        "from_id": draft.from_id,
        "to_id": draft.to_id,
        "handed_on": draft.handed_on,
        "reason": draft.reason.strip(),
    }


def _move(writer: Writer, case_id: str, draft: HandoverDraft) -> None:
    """End the leaver's parts in a case and give them to the successor, who may have some already.

    A successor who helped and now leads helps no more.
    """
    writer.about(dispute, case_id)
    query = select(assignment).where(
        assignment.c.case_id == case_id,
        assignment.c.to_on.is_(None),
        assignment.c.mediator_id.in_((draft.from_id, draft.to_id)),
    )
    rows = writer.connection.execute(query).all()
    leaving = [row for row in rows if row.mediator_id == draft.from_id]
    had = {row.role: row for row in rows if row.mediator_id == draft.to_id}
    for row in leaving:
        if draft.handed_on < row.from_on:
            raise InvalidInput({"handed_on": "交接日期早于有的案件指派的日期，请核对。"})
        writer.update(assignment, row.id, {"to_on": draft.handed_on})
    for ended in _doubled({row.role for row in leaving}, had):
        writer.update(assignment, ended.id, {"to_on": draft.handed_on})
    writer.insert_many(assignment, [_part(case_id, role, draft) for role in _new(leaving, had)])
    summarise(writer, case_id)


def _doubled(coming: set[str], had: dict[str, Any]) -> Iterator[Any]:
    if Role.LEAD in coming and Role.CO in had:
        yield had[Role.CO]


def _new(leaving: Sequence[Any], had: dict[str, Any]) -> Iterator[str]:
    """Yield the parts the successor gets: none twice, no helping where they lead."""
    roles = {row.role for row in leaving}
    leads = Role.LEAD in roles or Role.LEAD in had
    for role in sorted(roles):
        if role not in had and not (role == Role.CO and leads):
            yield role


def _part(case_id: str, role: str, draft: HandoverDraft) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "mediator_id": draft.to_id,
        "role": role,
        "chosen_by": ChosenBy.APPOINTED,
        "from_on": draft.handed_on,
        "to_on": None,
        "reason": draft.reason.strip(),
    }
