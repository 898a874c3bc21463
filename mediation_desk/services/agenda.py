"""The calendar (日程): sessions held and planned, limits, what falls due, the court's last day.

Nothing here is a store of its own: every entry is read from the case it belongs to, so that a
reminder cannot outlive its reason and is there again after every start.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from mediation_desk.clock import CHINA, local
from mediation_desk.domain.codes import OPEN, Form, State
from mediation_desk.domain.deadlines import CONFIRMATION_DAYS
from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.exchange.icalendar import Entry, calendar_file
from mediation_desk.services.attention import when_of
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.concerns import first_visit_due, owed
from mediation_desk.services.context import Context
from mediation_desk.services.daily_rows import AgendaItem, AgendaKind
from mediation_desk.services.escalations import reports_due
from mediation_desk.services.letters import letters_due
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among, refuse_hidden
from mediation_desk.services.summary import summarise
from mediation_desk.services.views import note_export
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.agreements import agreement, instalment
from mediation_desk.storage.tables.cases import IN_USE, dispute, in_state
from mediation_desk.storage.tables.sessions import session

LONGEST = 400
"""Days a calendar shows at most."""

PLANNABLE = (State.ACCEPTED, State.MEDIATING)
"""States of a case whose next session can be planned."""

PASSED = 30
"""Days for which a session that was planned and not recorded is told of."""


class AgendaService:
    """Shows and changes what is planned."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def items(self, first: date, last: date) -> tuple[AgendaItem, ...]:
        """Return the entries of the days from `first` to `last`, in order of time."""
        with self._context.db.read() as connection:
            return self._shown(connection, self._read(connection, first, last), first)

    @needs(Permission.READ_CASES)
    def reminders(self) -> tuple[AgendaItem, ...]:
        """Return what is on for today, and planned sessions that passed without a record."""
        today = self._context.today()
        since, yesterday = today - timedelta(days=PASSED), today - timedelta(days=1)
        with self._context.db.read() as connection:
            missed = self._shown(connection, self._planned(connection, since, yesterday), since)
        now = [one for one in self.items(today, today) if one.kind is not AgendaKind.HELD]
        return (*missed, *now)

    @needs(Permission.MEDIATE)
    def plan(self, case_id: str, at: datetime, reason: str) -> Changed:
        """Plan the next session of a case, or move it. Raises InvalidInput, RuleViolation."""
        if at <= self._context.clock.now():
            raise InvalidInput({"at": "约定的时间应在现在之后。"})
        with self._context.write("plan_session", reason=reason) as writer:
            row = writer.row(dispute, case_id)
            if State(row["state"]) not in PLANNABLE:
                label = State(row["state"]).label
                raise RuleViolation(f"案件现在是“{label}”，不能约定调解。", "先受理，再约时间。")
            if row["next_session_at"] is not None and not reason.strip():
                raise InvalidInput({"reason": "改期请写明原因，例如当事人外出。"})
            refuse_hidden(writer.connection, self._context, case_id)
            put_next(writer, case_id, at)
        when = f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        return changed(Area.CASES, id=case_id, message=f"已约定 {when} 调解")

    @needs(Permission.READ_CASES)
    def as_file(self, first: date, last: date, *, purpose: str = "") -> bytes:
        """Return the entries as an .ics file, which any calendar program reads; it is recorded."""
        entries = [
            Entry(
                uid=f"{one.kind.value}-{one.id}",
                day=one.day,
                at=one.at,
                title=f"{one.kind.label}：{one.title}",
                note="；".join(part for part in (one.number, one.note) if part),
            )
            for one in self.items(first, last)
        ]
        note_export(self._context, f"日程 {first} 至 {last}", purpose)
        return calendar_file(entries, made_at=self._context.clock.now())

    def _shown(
        self, connection: Connection, items: Iterable[AgendaItem], first: date
    ) -> tuple[AgendaItem, ...]:
        """Return the entries in order of time from `first` on, sensitive cases without words."""
        found = list(items)
        hidden = hidden_among(connection, self._context, {one.case_id for one in found})
        shown = [
            replace(one, title=NEUTRAL_TITLE, note="") if one.case_id in hidden else one
            for one in found
        ]
        start = local(first, 0)
        return tuple(sorted(shown, key=lambda one: (one.day, one.at or start, one.title)))

    def _planned(self, connection: Connection, first: date, last: date) -> Iterator[AgendaItem]:
        now = self._context.clock.now()
        for row in connection.execute(_planned(first, last)):
            at = row.next_session_at
            yield _item(AgendaKind.PLANNED, row, at=at, late=at < now)

    def _read(self, connection: Connection, first: date, last: date) -> Iterator[AgendaItem]:
        if (last - first).days > LONGEST:
            raise InvalidInput({"last": f"日程一次最多看 {LONGEST} 天。"})
        today, now = self._context.today(), self._context.clock.now()
        yield from self._planned(connection, first, last)
        for row in connection.execute(_held(first, last)):
            yield _item(AgendaKind.HELD, row, at=row.held_at, note=row.place)
        for row in connection.execute(_limits(first, last)):
            yield _item(AgendaKind.LIMIT, row, late=row.day < today)
        for row in connection.execute(_dues(first, last)):
            amount = f"{format_yuan(row.amount_fen)} 元" if row.amount_fen else row.content
            yield _item(AgendaKind.DUE, row, note=amount, late=row.day < today)
        for row in connection.execute(_windows(first, last)):
            day = row.effect_on + timedelta(days=CONFIRMATION_DAYS)
            yield _item(AgendaKind.CONFIRMATION, row, day=day)
        wait = timedelta(days=when_of(self._context, connection).follow_up_days)
        for row in connection.execute(_visits(first, last, wait)):
            day = row.next_visit_on or row.effect_on + wait
            yield _item(AgendaKind.FOLLOW_UP, row, day=day, late=day < today)
        for row in connection.execute(letters_due(first, last)):
            yield _item(AgendaKind.LETTER, row, late=row.day < today)
        for row in connection.execute(reports_due(*_span(first, last))):
            yield _item(AgendaKind.REPORT, row, at=row.due_at, late=row.due_at < now)


def put_next(writer: Writer, case_id: str, at: datetime) -> None:
    """Write when a case is mediated next: beside its last session, or as its first one."""
    writer.about(dispute, case_id)
    query = select(session.c.id).where(session.c.case_id == case_id)
    latest = query.order_by(session.c.ordinal.desc()).limit(1)
    last = writer.connection.execute(latest).scalar_one_or_none()
    if last is None:
        writer.update(dispute, case_id, {"first_session_at": at})
    else:
        writer.update(session, last, {"next_at": at})
    summarise(writer, case_id)


_HEAD = (dispute.c.title, dispute.c.number, dispute.c.id.label("case_id"))
_THERE = (IN_USE, dispute.c.destroyed_on.is_(None))


def _planned(first: date, last: date) -> Select[Any]:
    """Select the sessions ahead of cases that still are in mediation."""
    at = dispute.c.next_session_at
    running = in_state(*PLANNABLE)
    return select(*_HEAD, dispute.c.id, at).where(*_THERE, running, *_between(at, first, last))


def _held(first: date, last: date) -> Select[Any]:
    query = select(*_HEAD, session.c.id, session.c.held_at, session.c.place)
    joined = query.join(session, session.c.case_id == dispute.c.id)
    return joined.where(*_THERE, *_between(session.c.held_at, first, last))


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    """Return when the first day begins and when the last one is over."""
    return local(first, 0), local(last + timedelta(days=1), 0)


def _between(at: ColumnElement[datetime], first: date, last: date) -> tuple[Any, ...]:
    begins, ends = _span(first, last)
    return at >= begins, at < ends


def _limits(first: date, last: date) -> Select[Any]:
    day = func.coalesce(dispute.c.extended_to, dispute.c.due_on)
    query = select(*_HEAD, dispute.c.id, day.label("day"))
    return query.where(*_THERE, in_state(*OPEN), day.between(first, last))


def _dues(first: date, last: date) -> Select[Any]:
    due = instalment.c
    query = select(*_HEAD, due.id, due.due_on.label("day"), due.amount_fen, due.content)
    joined = query.join(agreement, agreement.c.case_id == dispute.c.id).join(
        instalment, due.agreement_id == agreement.c.id
    )
    return joined.where(*_THERE, owed(), due.due_on.between(first, last))


def _windows(first: date, last: date) -> Select[Any]:
    ahead = timedelta(days=CONFIRMATION_DAYS)
    return select(*_HEAD, dispute.c.id, dispute.c.effect_on).where(
        *_THERE,
        dispute.c.agreed_form == Form.WRITTEN,
        dispute.c.filed_on.is_(None),
        dispute.c.effect_on.between(first - ahead, last - ahead),
    )


def _visits(first: date, last: date, wait: timedelta) -> Select[Any]:
    """Select the cases whose planned or first visit falls into these days."""
    query = select(*_HEAD, dispute.c.id, dispute.c.next_visit_on, dispute.c.effect_on)
    planned = dispute.c.next_visit_on.between(first, last)
    return query.where(*_THERE, or_(planned, first_visit_due(first - wait, last - wait)))


def _item(
    kind: AgendaKind, row: Any, *, note: str = "", late: bool = False, **when: Any
) -> AgendaItem:
    """Return the entry of a row; `when` is its moment `at` or its `day`, else the row's day."""
    at = when.get("at")
    day = at.astimezone(CHINA).date() if at else when.get("day") or row.day
    return AgendaItem(
        id=row.id,
        kind=kind,
        case_id=row.case_id,
        day=day,
        at=at,
        title=row.title,
        number=row.number,
        note=note,
        late=late,
    )
