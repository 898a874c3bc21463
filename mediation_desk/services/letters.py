"""Letters with other bodies (来往函件): in and out, their day, their answer, silence noticed."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from mediation_desk.domain.codes import Labelled, Side
from mediation_desk.domain.deadlines import court_reply_due
from mediation_desk.domain.linkage import (
    UNANSWERED,
    Direction,
    LetterKind,
    LetterResult,
)
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.attention import when_of
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.concerns import When
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import CaseDraft, PartyDraft, typed
from mediation_desk.services.linkage_rows import LetterAnswer, LetterDraft, LetterRow
from mediation_desk.services.linkage_store import holding, put, require_case, require_committee
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.linkage import letter
from mediation_desk.storage.tables.office import committee

_TEXTS = tuple(
    letter.c[name]
    for name in "subject parties own_number their_number body_name contact answer note".split()
)


class LetterView(Labelled):
    """Which letters a list shows."""

    WAITING = "waiting", "待回复"
    PRESSING = "pressing", "该催办"
    ANSWERED = "answered", "已回复"


class LetterService:
    """Keeps the register of letters."""

    def __init__(self, context: Context) -> None:
        """Work on the letters of `context`."""
        self._context = context

    @needs(Permission.REGISTER)
    def save(
        self, draft: LetterDraft, *, letter_id: str = "", revision: int | None = None
    ) -> Changed:
        """Enter a letter, or correct one. Raises InvalidInput, Conflict."""
        self._check(draft)
        with self._context.write("save_letter") as writer:
            require_committee(writer.connection, draft.committee_id)
            require_case(writer.connection, self._context, draft.case_id)
            _refuse_twin(writer.connection, draft.own_number, letter_id)
            values = typed(draft) | {"case_id": draft.case_id or None}
            letter_id = put(writer, letter, letter_id, values, revision)
        return changed(Area.LINKAGE, id=letter_id, message=f"已登记{draft.direction.label}")

    @needs(Permission.REGISTER)
    def answer(self, letter_id: str, draft: LetterAnswer) -> Changed:
        """Record the answer to a letter, theirs or ours. Raises InvalidInput."""
        with self._context.write("answer_letter") as writer:
            row = writer.row(letter, letter_id)
            if draft.answered_on < row["dated_on"]:
                raise InvalidInput({"answered_on": "回复日期早于收发函的日期，请核对。"})
            if draft.answered_on > self._context.today():
                raise InvalidInput({"answered_on": "回复日期在今天之后，请核对。"})
            writer.about(letter, letter_id)
            writer.update(letter, letter_id, typed(draft))
        return changed(Area.LINKAGE, id=letter_id, message="已登记回复")

    @needs(Permission.READ_CASES)
    def letters(
        self, view: LetterView | None = None, *, text: str = "", limit: int = 500
    ) -> tuple[LetterRow, ...]:
        """Return the letters of a view, all for None; what presses most first, then the latest."""
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            query = _rows().where(holding(text, _TEXTS))
            if view is not None:
                query = query.where(_in_view(view, when))
            if view in (LetterView.WAITING, LetterView.PRESSING):
                query = query.order_by(letter.c.due_on.is_(None), letter.c.due_on, letter.c.id)
            else:
                query = query.order_by(letter.c.dated_on.desc(), letter.c.id.desc())
            rows = self._read(connection, query.limit(limit), when)
        if view in (LetterView.WAITING, LetterView.PRESSING):
            rows = tuple(sorted(rows, key=_pressure))
        # A hidden case is not found by its words.
        return tuple(row for row in rows if not text or row.case_title != NEUTRAL_TITLE)

    @needs(Permission.READ_CASES)
    def of_case(self, case_id: str) -> tuple[LetterRow, ...]:
        """Return the letters of a case, the earliest first; none of one hidden from view."""
        with self._context.db.read() as connection:
            if hidden_among(connection, self._context, [case_id]):
                return ()
            query = _rows().where(letter.c.case_id == case_id)
            ordered = query.order_by(letter.c.dated_on, letter.c.id)
            return self._read(connection, ordered, when_of(self._context, connection))

    @needs(Permission.READ_CASES)
    def next_number(self) -> str:
        """Return a number for the next letter that goes out; an office may type its own."""
        year = self._context.today().year
        beginning = f"（{year}）联函字第"
        query = select(letter.c.own_number).where(letter.c.own_number.startswith(beginning))
        with self._context.db.read() as connection:
            given = connection.execute(query).scalars().all()
        numbers = [int(part) for one in given if (part := one[len(beginning) : -1]).isdigit()]
        return f"{beginning}{max(numbers, default=0) + 1:03d}号"

    @needs(Permission.READ_CASES)
    def advice(self, kind: LetterKind, body: str, received_on: date) -> str:
        """Return what a letter that came in asks for by law, "" where nothing is laid down."""
        rule = self._context.reference.court_limit(kind) if body == "court" else None
        if rule is None:
            return ""
        reply = court_reply_due(received_on, self._context.reference.calendar())
        doubt = "" if reply.certain else "（节假日安排还没有公布，待核对）"
        return (
            f"请在 {reply.day} 前（三个工作日内）回复是否接受{doubt}。"
            f"期限：{rule.label}；{rule.overrun}"
        )

    @needs(Permission.REGISTER)
    def as_case(self, letter_id: str) -> CaseDraft:
        """Return the registration a letter that came in begins; its people are not guessed."""
        with self._context.db.read() as connection:
            query = select(letter).where(letter.c.id == letter_id)
            row = connection.execute(query).one()
        body = next(
            one
            for one in self._context.reference.all_items("letter_bodies")
            if one.code == row.body
        )
        people = f"（当事人：{row.parties}）" if row.parties else ""
        return CaseDraft(
            committee_id=row.committee_id,
            type="",
            source=body.extra["become"],
            source_reference=row.their_number,
            facts=f"{row.subject}{people}",
            registered_on=self._context.today(),
            parties=(
                PartyDraft(name="", side=Side.APPLICANT),
                PartyDraft(name="", side=Side.RESPONDENT),
            ),
        )

    def _check(self, draft: LetterDraft) -> None:
        problems: dict[str, str] = {}
        if not draft.subject.strip():
            problems["subject"] = "请写明事由，例如案件名称。"
        if not self._context.reference.has("letter_bodies", draft.body):
            problems["body"] = "请选择来往单位。"
        if draft.dated_on > self._context.today():
            problems["dated_on"] = "日期在今天之后，请核对。"
        if draft.due_on is not None and draft.due_on < draft.dated_on:
            problems["due_on"] = "期限早于收发函的日期，请核对。"
        if problems:
            raise InvalidInput(problems)

    def _read(
        self, connection: Connection, query: Select[Any], when: When
    ) -> tuple[LetterRow, ...]:
        rows = connection.execute(query).all()
        cases = {row.case_id for row in rows if row.case_id}
        hidden = hidden_among(connection, self._context, cases)
        return tuple(self._row(row, when, hidden=row.case_id in hidden) for row in rows)

    def _row(self, row: Row[Any], when: When, *, hidden: bool) -> LetterRow:
        names = LetterDraft.__dataclass_fields__
        values = {name: getattr(row, name) for name in names}
        values |= {
            "case_id": row.case_id or "",
            "direction": Direction(row.direction),
            "kind": LetterKind(row.kind),
        }
        if hidden:
            values |= dict.fromkeys(("parties", "attachments", "contact", "note"), "")
            values["subject"] = NEUTRAL_TITLE
        waits = row.answered_on is None and values["kind"] not in UNANSWERED
        last = row.due_on or row.dated_on + timedelta(days=when.letter_days)
        return LetterRow(
            id=row.id,
            revision=row.rev_counter,
            draft=LetterDraft(**values),
            body_label=row.body_name or self._context.reference.label("letter_bodies", row.body),
            committee_name=row.committee_name,
            case_title=NEUTRAL_TITLE if hidden else row.case_title or "",
            answered_on=row.answered_on,
            result=LetterResult(row.result) if row.result else None,
            answer="" if hidden else row.answer,
            waits=waits,
            late=waits and last < when.today,
            days=abs((last - when.today).days) if waits else None,
        )


def _pressure(row: LetterRow) -> int:
    """Return the days that are left, less than zero for one that is late."""
    days = row.days or 0
    return -days if row.late else days


def _rows() -> Select[Any]:
    return (
        select(
            letter, committee.c.name.label("committee_name"), dispute.c.title.label("case_title")
        )
        .join(committee, committee.c.id == letter.c.committee_id)
        .outerjoin(dispute, and_(dispute.c.id == letter.c.case_id, IN_USE))
    )


def waiting() -> ColumnElement[bool]:
    """Return which letters somebody still waits for an answer to."""
    return and_(letter.c.answered_on.is_(None), letter.c.kind.not_in(UNANSWERED))


def pressing(when: When) -> ColumnElement[bool]:
    """Return which of them are past their day or near it; one without a day is silent too long."""
    soon = when.today + timedelta(days=when.soon_days)
    silent = when.today - timedelta(days=when.letter_days)
    undated = and_(letter.c.due_on.is_(None), letter.c.dated_on < silent)
    return and_(waiting(), or_(letter.c.due_on <= soon, undated))


def letters_due(first: date, last: date) -> Select[Any]:
    """Select the letters whose day is one of these and who still wait, for the calendar."""
    return (
        select(
            letter.c.id,
            func.coalesce(letter.c.case_id, "").label("case_id"),
            letter.c.subject.label("title"),
            func.coalesce(dispute.c.number, "").label("number"),
            letter.c.due_on.label("day"),
        )
        .outerjoin(dispute, and_(dispute.c.id == letter.c.case_id, IN_USE))
        .where(waiting(), letter.c.due_on.between(first, last))
    )


def count_pressing(connection: Connection, when: When) -> int:
    """Return how many letters press: the length of that list."""
    query = select(func.count()).select_from(letter).where(pressing(when))
    return int(connection.execute(query).scalar_one())


def _in_view(view: LetterView, when: When) -> ColumnElement[bool]:
    if view is LetterView.PRESSING:
        return pressing(when)
    return waiting() if view is LetterView.WAITING else letter.c.answered_on.is_not(None)


def _refuse_twin(connection: Connection, number: str, letter_id: str) -> None:
    twin = select(letter.c.id).where(letter.c.own_number == number, letter.c.id != letter_id)
    if number and connection.execute(twin).first():
        raise InvalidInput({"own_number": f"本单位文号“{number}”已经用过，请核对。"})
