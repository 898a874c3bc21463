"""One act on several cases (批量办理): shown beforehand case by case, undone as one.

What needs a look at the single case is left out and said: nothing is decided for it here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.closeness import closeness
from mediation_desk.domain.codes import Decision, Role, State
from mediation_desk.domain.lifecycle import Move, require
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.assignments import put_parts
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import AssignDraft
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.suggestions import parties_of, recusals_of, someone
from mediation_desk.services.summary import summarise
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import mediator

MOST = 200
"""Cases in one act: as many as somebody can look through beforehand."""


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """Who leads these cases from when on, and why; `keys` are those of the case list."""

    keys: tuple[int, ...]
    lead_id: str
    from_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A case of the act: how it is now and what it becomes; `why_not` where it is left out."""

    id: str
    number: str
    title: str
    before: str
    after: str
    why_not: str


class BatchService:
    """Acts on several cases at once."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.APPROVE)
    def plan(self, draft: BatchDraft) -> tuple[BatchLine, ...]:
        """Return what `assign` would do, case by case, in the order of the keys."""
        with self._context.db.read() as connection:
            return tuple(self._lines(connection, draft))

    @needs(Permission.APPROVE)
    def assign(self, draft: BatchDraft) -> Changed:
        """Give the cases that can be given to one lead; one step, undone as one.

        Raises InvalidInput, RuleViolation where no case is left.
        """
        if not draft.lead_id:
            raise InvalidInput({"lead_id": "请选择主办调解员。"})
        if not draft.reason.strip():
            raise InvalidInput({"reason": "一次改多件，请写一句理由，它会记在每个案件里。"})
        with self._context.write("assign_cases", reason=draft.reason.strip()) as writer:
            lines = [one for one in self._lines(writer.connection, draft) if not one.why_not]
            if not lines:
                raise RuleViolation(
                    "选中的案件都不能这样指派，没有改动。", "请看每一件后面的说明。"
                )
            for line in lines:
                writer.about(dispute, line.id)
                standing = _standing(writer.connection, line.id, draft.lead_id)
                one = AssignDraft(draft.lead_id, draft.from_on, reason=draft.reason.strip())
                put_parts(writer, line.id, one, [(draft.lead_id, Role.LEAD), *standing])
                writer.update(dispute, line.id, {"state": State.MEDIATING})
                summarise(writer, line.id)
            name = writer.row(mediator, draft.lead_id)["name"]
        told = f"已把 {len(lines)} 件指派给{name}"
        return changed(Area.CASES, Area.ORGANISATION, message=told)

    def _lines(self, connection: Connection, draft: BatchDraft) -> Iterator[BatchLine]:
        lead = connection.execute(select(mediator).where(mediator.c.id == draft.lead_id))
        taker = lead.mappings().one_or_none()
        name = taker["name"] if taker else ""
        for case, hidden in cases_of(connection, self._context, draft.keys):
            why = hidden or _why_not(connection, case, taker, draft)
            yield line_of(case, hidden, case["lead"] or "", name, why)


def cases_of(
    connection: Connection, context: Context, keys: Sequence[int]
) -> Iterator[tuple[RowMapping, str]]:
    """Yield the cases of these keys, each with why it is left out by itself: a sensitive one.

    Raises RuleViolation where there are too many for one act.
    """
    if len(keys) > MOST:
        raise RuleViolation(f"一次最多办理 {MOST} 件，没有改动。", "请少选一些，分几次办。")
    query = _CASES.where(CASE_KEY.in_(among(keys)), IN_USE)
    cases = {row["key"]: row for row in connection.execute(query).mappings()}
    hidden = hidden_among(connection, context, [row["id"] for row in cases.values()])
    for key in keys:
        if (case := cases.get(key)) is not None:
            yield case, "敏感案件，请单独办理" if case["id"] in hidden else ""


def line_of(case: RowMapping, hidden: str, before: str, after: str, why_not: str) -> BatchLine:
    """Return a case as a line of what is seen beforehand; a sensitive one without its words."""
    title = NEUTRAL_TITLE if hidden else case["title"]
    return BatchLine(case["id"], case["number"], title, before, after, why_not)


_CASES = (
    select(
        CASE_KEY.label("key"),
        *(dispute.c[name] for name in ("id", "number", "title", "state", "accepted_on", "lead_id")),
        dispute.c.next_session_at,
        mediator.c.name.label("lead"),
    )
    .select_from(dispute)
    .outerjoin(mediator, mediator.c.id == dispute.c.lead_id)
)


def _why_not(
    connection: Connection, case: RowMapping, taker: RowMapping | None, draft: BatchDraft
) -> str:
    """Return why a case is left out, "" where it is not."""
    try:
        require(Move.ASSIGN, State(case["state"]))
    except RuleViolation as error:
        return error.message
    if taker is None:
        return ""
    if not taker["active"]:
        return f"{taker['name']}已停止任职"
    if case["lead_id"] == taker["id"]:
        return f"已经由{taker['name']}主办"
    if draft.from_on < case["accepted_on"]:
        return "指派日期早于受理日期"
    if recusals_of(connection, case["id"]).get(taker["id"]) is Decision.WITHDRAW:
        return f"{taker['name']}已回避"
    doubt = closeness(someone(taker), parties_of(connection, case["id"]))
    return f"请单独指派：{doubt}" if doubt else ""


def _standing(connection: Connection, case_id: str, lead_id: str) -> Sequence[tuple[str, Role]]:
    """Return the parts that go on beside a new lead."""
    query = select(assignment.c.mediator_id, assignment.c.role).where(
        assignment.c.case_id == case_id,
        assignment.c.to_on.is_(None),
        assignment.c.role != Role.LEAD,
        assignment.c.mediator_id != lead_id,
    )
    return [(row.mediator_id, Role(row.role)) for row in connection.execute(query)]
