"""The performance book (履行台账): everything agreements in force promise, of all cases."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from mediation_desk.domain.rights import Permission
from mediation_desk.services.attention import when_of
from mediation_desk.services.concerns import When, due_soon, owed, owed_late
from mediation_desk.services.context import Context
from mediation_desk.services.daily_rows import Book, BookRow, BookTotals, DueState
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.storage.tables.agreements import agreement, clause, instalment
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.people import party

_DEBTOR, _CREDITOR = party.alias("debtor"), party.alias("creditor")


class PerformanceService:
    """Reads the performance book."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def book(self, state: DueState | None = None, *, limit: int = 500) -> Book:
        """Return the promises of a state, all for None, the longest overdue first, and the sums.

        The sums are of every promise of that state, also of those beyond `limit`.
        """
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            query = _book().where(_in_state(state, when)).order_by(*_ORDER).limit(limit)
            rows = connection.execute(query).all()
            sums = connection.execute(_sums().where(_in_state(state, when))).one()
            hidden = hidden_among(connection, self._context, {row.case_id for row in rows})
        return Book(
            tuple(_row(row, when, hidden=row.case_id in hidden) for row in rows),
            BookTotals(number=sums.number, promised_fen=sums.promised, paid_fen=sums.paid),
        )


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


def _book() -> Select[Any]:
    people = _JOINS.outerjoin(_DEBTOR, _DEBTOR.c.id == clause.c.debtor_id).outerjoin(
        _CREDITOR, _CREDITOR.c.id == clause.c.creditor_id
    )
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
    )
    return query.select_from(people).where(*_IN_FORCE)


def _sums() -> Select[*tuple[Any, ...]]:
    amount = func.coalesce(instalment.c.amount_fen, 0)
    paid = func.sum(amount).filter(instalment.c.performed_on.is_not(None))
    query = select(
        func.count().label("number"),
        func.coalesce(func.sum(amount), 0).label("promised"),
        func.coalesce(paid, 0).label("paid"),
    )
    return query.select_from(_JOINS).where(*_IN_FORCE)


_IN_FORCE = (
    IN_USE,
    dispute.c.destroyed_on.is_(None),
    agreement.c.withdrawn_on.is_(None),
    agreement.c.effect_on.is_not(None),
)


def _in_state(state: DueState | None, when: When) -> ColumnElement[bool]:
    if state is None:
        return and_(*_IN_FORCE)
    if state is DueState.DONE:
        return instalment.c.performed_on.is_not(None)
    falls = {DueState.LATE: owed_late, DueState.SOON: due_soon}.get(state)
    return and_(owed(), falls(when)) if falls else owed()


def _row(row: Row[Any], when: When, *, hidden: bool) -> BookRow:
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
    )
