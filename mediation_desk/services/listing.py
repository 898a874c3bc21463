"""The case list: filters, order and pages in SQL, straight into frozen rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from mediation_desk.domain.codes import Side, State
from mediation_desk.domain.rights import Permission
from mediation_desk.services.attention import when_of
from mediation_desk.services.concerns import condition
from mediation_desk.services.context import Context
from mediation_desk.services.filters import ENDED, Filters
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.rows import CaseRow
from mediation_desk.services.search import CAP, Hit, SearchService
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.people import party

ORDERS: dict[str, ColumnElement[Any]] = {
    "registered": dispute.c.registered_on,
    "accepted": dispute.c.accepted_on,
    "number": dispute.c.number,
    "title": dispute.c.title,
    "due": func.coalesce(dispute.c.extended_to, dispute.c.due_on),
    "amount": dispute.c.agreed_fen,
    "state": case({state.value: at for at, state in enumerate(State)}, value=dispute.c.state),
    "lead": mediator.c.name,
}


class ListingService:
    """Finds cases."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context
        self._search = SearchService(context)

    @needs(Permission.READ_CASES)
    def cases(self, filters: Filters, *, limit: int = 500, offset: int = 0) -> tuple[CaseRow, ...]:
        """Return a page of the list."""
        order = ORDERS[filters.order]
        hits = self._hits(filters)
        query = (
            self._filtered(_select_rows(), filters, hits)
            .order_by(
                order.desc().nulls_last() if filters.descending else order.asc().nulls_last(),
                dispute.c.id.desc() if filters.descending else dispute.c.id,
            )
            .limit(limit)
            .offset(offset)
        )
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
            ids = [row.id for row in rows]
            names = _party_names(connection, ids)
            hidden = hidden_among(connection, self._context, ids)
        today = self._context.today()
        shown = (self._row(row, names.get(row.id, ""), today) for row in rows)
        return tuple(
            replace(row, title=NEUTRAL_TITLE, parties="", place="")
            if row.id in hidden
            else replace(row, found=_found_words(hits.get(row.id)))
            for row in shown
        )

    @needs(Permission.READ_CASES)
    def count(self, filters: Filters) -> int:
        """Return how many cases the filters leave."""
        counted = select(func.count()).select_from(dispute)
        query = self._filtered(counted, filters, self._hits(filters))
        with self._context.db.read() as connection:
            return int(connection.execute(query).scalar_one())

    def _hits(self, filters: Filters) -> Mapping[str, Hit]:
        """Return what the typed words find, by case; nothing where nothing is typed."""
        if not filters.text.strip():
            return {}
        return {hit.case_id: hit for hit in self._search.find(filters.text, limit=CAP)}

    def _filtered(
        self, query: Select[Any], filters: Filters, hits: Mapping[str, Hit]
    ) -> Select[Any]:
        where: list[ColumnElement[bool]] = [IN_USE]
        if filters.ids is None:
            # What statistics count, they can open: a destroyed case's stub, too.
            where.append(dispute.c.destroyed_on.is_(None))
        if filters.states:
            where.append(dispute.c.state.in_(filters.states))
        if filters.type_group:
            where.append(dispute.c.type_group == filters.type_group)
        if filters.committee_id:
            where.append(dispute.c.committee_id == filters.committee_id)
        if filters.mediator_id:
            where.append(dispute.c.lead_id == filters.mediator_id)
        if filters.ids is not None:
            where.append(dispute.c.id.in_(filters.ids))
        if filters.concern is not None:
            with self._context.db.read() as connection:
                where.append(condition(filters.concern, when_of(self._context, connection)))
        if filters.text.strip():
            where.append(dispute.c.id.in_(list(hits)))
        return query.where(*where)

    def _row(self, row: Row[*tuple[Any, ...]], parties: str, today: date) -> CaseRow:
        state = State(row.state)
        due = row.extended_to or row.due_on
        running = due is not None and state not in ENDED
        return CaseRow(
            id=row.id,
            number=row.number,
            title=row.title,
            state=state,
            type_label=self._context.reference.label("types", row.type),
            committee_name=row.committee_name,
            lead_name=row.lead_name or "",
            parties=parties,
            registered_on=row.registered_on,
            accepted_on=row.accepted_on,
            due_on=due,
            days_left=(due - today).days if running else None,
            agreed_on=row.agreed_on,
            agreed_fen=row.agreed_fen,
            place=row.place,
        )


def _found_words(hit: Hit | None) -> str:
    """Return 电话：…1234, the field a word was found in and the words around it."""
    return f"{hit.field}：{hit.excerpt}" if hit else ""


def _select_rows() -> Select[Any]:
    return (
        select(
            dispute.c.id,
            dispute.c.number,
            dispute.c.title,
            dispute.c.state,
            dispute.c.type,
            dispute.c.registered_on,
            dispute.c.accepted_on,
            dispute.c.due_on,
            dispute.c.extended_to,
            dispute.c.agreed_on,
            dispute.c.agreed_fen,
            dispute.c.place,
            committee.c.name.label("committee_name"),
            mediator.c.name.label("lead_name"),
        )
        .join(committee, committee.c.id == dispute.c.committee_id)
        .outerjoin(mediator, mediator.c.id == dispute.c.lead_id)
    )


def _party_names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return 甲 — 乙等3人 for each case."""
    sides: dict[str, dict[str, list[str]]] = {}
    query = (
        select(party.c.case_id, party.c.side, party.c.name)
        .where(party.c.case_id.in_(ids))
        .order_by(party.c.case_id, party.c.position)
    )
    for case_id, side, name in connection.execute(query).all():
        sides.setdefault(case_id, {}).setdefault(side, []).append(name)
    return {case_id: " — ".join(_side_names(found)) for case_id, found in sides.items()}


def _side_names(sides: Mapping[str, list[str]]) -> list[str]:
    words = []
    for side in Side:
        names = sides.get(side, [])
        if names:
            words.append(names[0] if len(names) == 1 else f"{names[0]}等{len(names)}人")
    return words
