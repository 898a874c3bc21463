"""Lines of the front desk (来访、咨询、隐患): entered in seconds, counted apart, never as cases.

A line becomes a case with one key: what is known fills the registration, and saving that marks the
line (beginnings.py).
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from mediation_desk.domain.codes import Form, Labelled, Origin, Side
from mediation_desk.domain.linkage import LineKind, LineState
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.attention import when_of
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.concerns import When
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import CaseDraft, PartyDraft, typed
from mediation_desk.services.linkage_rows import LineAnswer, LineDraft, LineRow
from mediation_desk.services.linkage_store import holding, is_in_use, put, require_committee
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.linkage import informant, inquiry
from mediation_desk.storage.tables.office import committee

_TEXTS = (
    *(inquiry.c[name] for name in "content name phone place answer".split()),
    func.coalesce(informant.c.name, ""),
)


class LineView(Labelled):
    """Which lines a list shows."""

    OPEN = "open", "待处理"
    OVERDUE = "overdue", "久未处理"
    DONE = "done", "已处理"
    LEADS = "leads", "信息员报送"


class LineService:
    """Keeps the lines of the front desk."""

    def __init__(self, context: Context) -> None:
        """Work on the lines of `context`."""
        self._context = context

    @needs(Permission.REGISTER)
    def save(self, draft: LineDraft, *, line_id: str = "", revision: int | None = None) -> Changed:
        """Enter a line, or correct one. Raises InvalidInput, Conflict."""
        if not draft.content.strip():
            raise InvalidInput({"content": "请写一句说了什么事。"})
        if draft.day > self._context.today():
            raise InvalidInput({"day": "日期在今天之后，请核对。"})
        with self._context.write("save_line") as writer:
            require_committee(writer.connection, draft.committee_id)
            values = typed(draft) | {"informant_id": draft.informant_id or None}
            if not line_id:
                values["state"] = LineState.OPEN
                values["recorded_by"] = draft.recorded_by or self._context.actor
            line_id = put(writer, inquiry, line_id, values, revision)
        return changed(Area.LINKAGE, id=line_id, message=f"已登记{draft.kind.label}")

    @needs(Permission.REGISTER)
    def handle(self, line_id: str, draft: LineAnswer) -> Changed:
        """Say what became of a line. Raises InvalidInput, RuleViolation for one that is a case."""
        if draft.state is LineState.CASE:
            raise RuleViolation("要立案请用“立案”，登记的案件会和这一条连在一起。")
        with self._context.write("handle_line") as writer:
            row = writer.row(inquiry, line_id)
            if is_in_use(writer.connection, row["case_id"]):
                raise RuleViolation("这一条已经立案，请在案件里办理。")
            if not row["day"] <= draft.handled_on <= self._context.today():
                raise InvalidInput({"handled_on": "处理日期应在登记那天与今天之间，请核对。"})
            values = typed(draft)
            if draft.state is LineState.OPEN:
                values["handled_on"] = None
            writer.about(inquiry, line_id)
            writer.update(inquiry, line_id, values)
        return changed(Area.LINKAGE, id=line_id, message=f"这一条{draft.state.label}")

    @needs(Permission.READ_CASES)
    def lines(
        self, view: LineView | None = None, *, text: str = "", limit: int = 500
    ) -> tuple[LineRow, ...]:
        """Return the lines of a view, all for None, that hold every word of `text`."""
        with self._context.db.read() as connection:
            query = _rows().where(holding(text, _TEXTS))
            if view is not None:
                query = query.where(_in_view(view, when_of(self._context, connection)))
            if view in (LineView.OPEN, LineView.OVERDUE):
                query = query.order_by(inquiry.c.day, inquiry.c.id)
            else:
                query = query.order_by(inquiry.c.day.desc(), inquiry.c.id.desc())
            rows = connection.execute(query.limit(limit)).all()
            cases = {row.case_id for row in rows if row.case_id}
            hidden = hidden_among(connection, self._context, cases)
        today = self._context.today()
        return tuple(
            _row(row, today, hidden=row.case_id in hidden)
            for row in rows
            if not (text and row.case_id in hidden)
        )

    @needs(Permission.READ_CASES)
    def totals(self, first: date, last: date) -> dict[LineKind, int]:
        """Return how many lines of each kind there were on these days; those made void are not."""
        query = (
            select(inquiry.c.kind, func.count())
            .where(inquiry.c.day.between(first, last), inquiry.c.state != LineState.VOID)
            .group_by(inquiry.c.kind)
        )
        with self._context.db.read() as connection:
            found: dict[str, int] = dict(connection.execute(query).all())
        return {kind: found.get(kind, 0) for kind in LineKind}

    @needs(Permission.REGISTER)
    def as_case(self, line_id: str) -> CaseDraft:
        """Return the registration a line begins. Raises RuleViolation for one that is a case."""
        with self._context.db.read() as connection:
            query = select(inquiry).where(inquiry.c.id == line_id)
            row = connection.execute(query).one()
            taken = is_in_use(connection, row.case_id)
        if taken:
            raise RuleViolation("这一条已经立案，请打开案件办理。")
        own = row.kind == LineKind.HAZARD
        people = (PartyDraft(name=row.name, side=Side.APPLICANT, phone=row.phone),)
        return CaseDraft(
            committee_id=row.committee_id,
            type="",
            source="own_initiative" if own else "application",
            origin=Origin.INITIATIVE if own else Origin.APPLICATION,
            application_form=None if own else Form.ORAL,
            facts=row.content,
            place=row.place,
            registered_on=self._context.today(),
            parties=(*people, PartyDraft(name="", side=Side.RESPONDENT)),
        )


def _rows() -> Select[Any]:
    return (
        select(
            inquiry,
            committee.c.name.label("committee_name"),
            informant.c.name.label("informant_name"),
            dispute.c.title.label("case_title"),
        )
        .join(committee, committee.c.id == inquiry.c.committee_id)
        .outerjoin(informant, informant.c.id == inquiry.c.informant_id)
        .outerjoin(dispute, and_(dispute.c.id == inquiry.c.case_id, IN_USE))
    )


def overdue(when: When) -> ColumnElement[bool]:
    """Return which lines nobody has dealt with for too long."""
    since = when.today - timedelta(days=when.line_days)
    return and_(inquiry.c.state == LineState.OPEN, inquiry.c.day < since)


def count_overdue(connection: Connection, when: When) -> int:
    """Return how many lines are overdue: the length of that list."""
    query = select(func.count()).select_from(inquiry).where(overdue(when))
    return int(connection.execute(query).scalar_one())


def _in_view(view: LineView, when: When) -> ColumnElement[bool]:
    if view is LineView.OVERDUE:
        return overdue(when)
    if view is LineView.LEADS:
        return inquiry.c.informant_id.is_not(None)
    still = inquiry.c.state == LineState.OPEN
    return still if view is LineView.OPEN else ~still


def _row(row: Row[Any], today: date, *, hidden: bool) -> LineRow:
    values = {name: getattr(row, name) for name in LineDraft.__dataclass_fields__}
    values |= {"kind": LineKind(row.kind), "informant_id": row.informant_id or ""}
    if hidden:
        values |= dict.fromkeys(("name", "phone", "place"), "")
        values["content"] = NEUTRAL_TITLE
    state = LineState(row.state)
    return LineRow(
        id=row.id,
        revision=row.rev_counter,
        draft=LineDraft(**values),
        state=state,
        committee_name=row.committee_name,
        informant_name=row.informant_name or "",
        case_id=(row.case_id or "") if row.case_title is not None else "",
        case_title=NEUTRAL_TITLE if hidden else row.case_title or "",
        handled_on=row.handled_on,
        answer="" if hidden else row.answer,
        days_open=(today - row.day).days if state is LineState.OPEN else 0,
    )
