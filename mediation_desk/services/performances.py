"""The performance book (履行台账): everything agreements in force promise, of all cases."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from mediation_desk.domain.rights import Permission
from mediation_desk.services.attention import when_of
from mediation_desk.services.concerns import When, due_soon, owed, owed_late
from mediation_desk.services.context import Context
from mediation_desk.services.daily_rows import (
    Book,
    BookFilters,
    BookRow,
    BookTotals,
    DueState,
    PartyTotals,
)
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.storage.tables.agreements import agreement, clause, instalment
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.people import party
from mediation_desk.storage.tables.records import receipt, urging

_DEBTOR, _CREDITOR = party.alias("debtor"), party.alias("creditor")


class PerformanceService:
    """Reads the performance book."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def book(self, filters: BookFilters, *, limit: int = 500) -> Book:
        """Return the promises that fit, the longest overdue first, and the sums.

        The sums are of every promise that fits, also of those beyond `limit`.
        """
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            fits = self._fits(connection, filters, when, searched=bool(filters.text.strip()))
            query = _book().where(fits).order_by(*_ORDER).limit(limit)
            rows = connection.execute(query).all()
            sums = connection.execute(_sums().where(fits)).one()
            hidden = hidden_among(connection, self._context, {row.case_id for row in rows})
            urged = _urged(connection, [row.id for row in rows])
        return Book(
            tuple(_row(row, when, urged.get(row.id), hidden=row.case_id in hidden) for row in rows),
            BookTotals(number=sums.number, promised_fen=sums.promised, paid_fen=sums.paid),
        )

    @needs(Permission.READ_CASES)
    def by_party(
        self, filters: BookFilters, *, owing: bool = True, limit: int = 500
    ) -> tuple[PartyTotals, ...]:
        """Return what each party owes, or with `owing` False is owed; the largest rest first.

        Somebody who stands in several cases is one line. Parties of sensitive cases are left out
        for those who may not know them.
        """
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            fits = self._fits(connection, filters, when, searched=True)
            query = _by_party(_DEBTOR if owing else _CREDITOR, when).where(fits)
            rows = connection.execute(query.limit(limit)).all()
        return tuple(
            PartyTotals(row.id, row.name, row.cases, row.number, row.late, row.promised, row.paid)
            for row in rows
        )

    def _fits(
        self, connection: Connection, filters: BookFilters, when: When, *, searched: bool
    ) -> ColumnElement[bool]:
        """Return what is to be shown; a sensitive case is not `searched` by its words or names."""
        fits = _fits(filters, when)
        if not searched or self._context.may(Permission.SEE_SENSITIVE):
            return fits
        ids = select(dispute.c.id).select_from(_PEOPLE).where(fits).distinct()
        hidden = hidden_among(connection, self._context, connection.execute(ids).scalars())
        return and_(fits, dispute.c.id.not_in(hidden))


_ORDER = (
    instalment.c.performed_on.is_not(None),
    instalment.c.due_on.is_(None),
    instalment.c.due_on,
    instalment.c.id,
)
_JOINS = (
    instalment.join(agreement, agreement.c.id == instalment.c.agreement_id)
    .join(dispute, dispute.c.id == agreement.c.case_id)
    .join(clause, clause.c.id == instalment.c.clause_id)
)
_PEOPLE = _JOINS.outerjoin(_DEBTOR, _DEBTOR.c.id == clause.c.debtor_id).outerjoin(
    _CREDITOR, _CREDITOR.c.id == clause.c.creditor_id
)
_AMOUNT = func.coalesce(instalment.c.amount_fen, 0)
_RECEIVED = (
    select(func.coalesce(func.sum(receipt.c.amount_fen), 0))
    .where(receipt.c.instalment_id == instalment.c.id)
    .scalar_subquery()
)
_PAID = case((instalment.c.performed_on.is_not(None), _AMOUNT), else_=_RECEIVED)
"""A promise that is performed is paid; before that its receipts say how much of it is."""


def _book() -> Select[Any]:
    query = select(
        instalment.c.id,
        instalment.c.due_on,
        instalment.c.amount_fen,
        instalment.c.performed_on,
        instalment.c.content,
        clause.c.content.label("promise"),
        dispute.c.id.label("case_id"),
        dispute.c.title,
        dispute.c.number,
        _DEBTOR.c.name.label("debtor"),
        _CREDITOR.c.name.label("creditor"),
        _PAID.label("paid"),
    )
    return query.select_from(_PEOPLE).where(*_IN_FORCE)


def _sums() -> Select[*tuple[Any, ...]]:
    query = select(
        func.count().label("number"),
        func.coalesce(func.sum(_AMOUNT), 0).label("promised"),
        func.coalesce(func.sum(_PAID), 0).label("paid"),
    )
    return query.select_from(_PEOPLE).where(*_IN_FORCE)


def _by_party(who: Any, when: When) -> Select[*tuple[Any, ...]]:
    late = and_(instalment.c.performed_on.is_(None), owed_late(when))
    promised, paid = func.sum(_AMOUNT), func.sum(_PAID)
    query = select(
        who.c.person_id.label("id"),
        func.max(who.c.name).label("name"),
        func.count(dispute.c.id.distinct()).label("cases"),
        func.count().label("number"),
        func.count().filter(late).label("late"),
        promised.label("promised"),
        paid.label("paid"),
    )
    named = query.select_from(_PEOPLE).where(*_IN_FORCE, who.c.id.is_not(None))
    return named.group_by(who.c.person_id).order_by((promised - paid).desc(), func.max(who.c.name))


_IN_FORCE = (
    IN_USE,
    dispute.c.destroyed_on.is_(None),
    agreement.c.withdrawn_on.is_(None),
    agreement.c.effect_on.is_not(None),
)


def _fits(filters: BookFilters, when: When) -> ColumnElement[bool]:
    conditions = [_in_state(filters.state, when)]
    if filters.committee_id:
        conditions.append(dispute.c.committee_id == filters.committee_id)
    words = filters.text.strip()
    if words:
        searched = (
            _DEBTOR.c.name,
            _CREDITOR.c.name,
            instalment.c.content,
            clause.c.content,
            dispute.c.title,
            dispute.c.number,
        )
        conditions.append(or_(*(one.contains(words, autoescape=True) for one in searched)))
    return and_(*conditions)


def _in_state(state: DueState | None, when: When) -> ColumnElement[bool]:
    if state is None:
        return and_(*_IN_FORCE)
    if state is DueState.DONE:
        return instalment.c.performed_on.is_not(None)
    falls = {DueState.LATE: owed_late, DueState.SOON: due_soon}.get(state)
    return and_(owed(), falls(when)) if falls else owed()


def _urged(connection: Connection, ids: list[str]) -> dict[str, tuple[date, date | None]]:
    """Return of each promise the last urging: its day and the day that was promised."""
    query = (
        select(urging.c.instalment_id, urging.c.urged_on, urging.c.promised_on)
        .where(urging.c.instalment_id.in_(ids))
        .order_by(urging.c.urged_on, urging.c.id)
    )
    return {row.instalment_id: (row.urged_on, row.promised_on) for row in connection.execute(query)}


def _row(
    row: Row[Any], when: When, urged: tuple[date, date | None] | None, *, hidden: bool
) -> BookRow:
    late = (when.today - row.due_on).days if row.due_on and row.performed_on is None else 0
    return BookRow(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        title=NEUTRAL_TITLE if hidden else row.title,
        debtor="" if hidden else row.debtor or "",
        creditor="" if hidden else row.creditor or "",
        content="" if hidden else row.content or row.promise,
        due_on=row.due_on,
        amount_fen=row.amount_fen,
        performed_on=row.performed_on,
        days_late=max(late, 0),
        paid_fen=row.paid,
        urged_on=urged[0] if urged else None,
        promised_on=urged[1] if urged else None,
    )
