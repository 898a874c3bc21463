"""The case list: what the filters leave, in order; the first lines at once, any others by key.

A list is a row of keys (storage/case_keys.py) and the lines of a few of them. Whoever types waits
for the head of it only: one search, no count of everything. The whole follows behind.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from mediation_desk.domain.codes import State
from mediation_desk.domain.rights import Permission
from mediation_desk.services.attention import when_of
from mediation_desk.services.concerns import When, about, condition
from mediation_desk.services.context import Context
from mediation_desk.services.filters import Concern, Figure, Filters
from mediation_desk.services.list_rows import line_of, rows_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import CaseRow
from mediation_desk.services.search import AnyRow, Hit, complete_index, hits_among, walk
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.case_words import sides_of
from mediation_desk.storage.tables.cases import IN_USE, dispute, in_state
from mediation_desk.storage.tables.office import committee, mediator

FIRST = 30
"""Lines read at once: more than a screen holds."""

LOOKED = 300
"""Cases a search looks into while somebody waits; it goes on behind the list."""

CAP = 1000
"""So many cases are counted at once; beyond it the count is "1000+" until the whole is known."""

ORDERS: dict[str, ColumnElement[Any]] = {
    "registered": dispute.c.registered_on,
    "accepted": dispute.c.accepted_on,
    "number": dispute.c.number,
    "title": dispute.c.title,
    "due": func.coalesce(dispute.c.extended_to, dispute.c.due_on),
    "agreed": dispute.c.agreed_on,
    "amount": dispute.c.agreed_fen,
    "type": dispute.c.type,
    "place": dispute.c.place,
    "committee": (
        select(committee.c.name).where(committee.c.id == dispute.c.committee_id).scalar_subquery()
    ),
    "state": case({state.value: at for at, state in enumerate(State)}, value=dispute.c.state),
    "lead": select(mediator.c.name).where(mediator.c.id == dispute.c.lead_id).scalar_subquery(),
}

_BY_RECENCY = (("registered", True),)


@dataclass(frozen=True, slots=True)
class Listed:
    """The head of a list: keys in order, the first ones' lines; `whole` when there are no more."""

    keys: "array[int]"
    rows: Mapping[int, CaseRow]
    whole: bool


class ListingService:
    """Finds cases."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def first(self, filters: Filters) -> Listed:
        """Return the head of the list."""
        with self._reading(filters) as connection:
            if filters.text.strip():
                return self._found(connection, filters)
            if filters.figure and filters == Filters(figure=filters.figure):
                most = FIRST
                keys = list(_head_behind(connection, self._context, filters.figure, most + 1))
            else:
                most = CAP
                query = self._ordered(connection, filters).limit(most + 1)
                keys = list(connection.execute(query).scalars())
            rows = rows_of(connection, self._context, keys[:FIRST], {})
        return Listed(array("q", keys[:most]), rows, whole=len(keys) <= most)

    def _found(self, connection: Connection, filters: Filters) -> Listed:
        """Return the newest hits, in the order asked for; not whole where it gave up looking."""
        rows: dict[int, CaseRow] = {}
        whole = True
        for looked, (row, hit) in enumerate(self._walk(connection, filters)):
            if len(rows) == FIRST or looked == LOOKED:
                whole = False
                break
            if hit:
                line = line_of(self._context, row, sides_of(row), found=hit.words)
                rows[hit.key] = line
        return Listed(array("q", _in_order(connection, filters, list(rows))), rows, whole)

    @needs(Permission.READ_CASES)
    def keys(self, filters: Filters, *, wanted: Callable[[], bool] = lambda: True) -> "array[int]":
        """Return the key of every case the filters leave, in order.

        Gives up half-way, with what it has, once it is not `wanted` any more.
        """
        with self._reading(filters) as connection:
            if not filters.text.strip():
                return array("q", connection.execute(self._ordered(connection, filters)).scalars())
            found = array("q")
            for _, hit in self._walk(connection, filters):
                if not wanted():
                    break
                if hit:
                    found.append(hit.key)
            return array("q", _in_order(connection, filters, found))

    @needs(Permission.READ_CASES)
    def rows(self, keys: Sequence[int], *, text: str = "") -> dict[int, CaseRow]:
        """Return the lines of a few keys; `text` is what was searched for."""
        with self._context.db.read() as connection:
            hits = hits_among(connection, keys, text) if text.strip() else {}
            found = {key: hit.words for key, hit in hits.items()}
            return rows_of(connection, self._context, keys, found)

    @needs(Permission.READ_CASES)
    def cases(self, filters: Filters, *, limit: int = 500) -> tuple[CaseRow, ...]:
        """Return the first lines of the list, at once: for whoever has no window to scroll."""
        listed = self.first(filters)
        enough = limit <= len(listed.keys) and filters.sorting == _BY_RECENCY
        keys = listed.keys if listed.whole or enough else self.keys(filters)
        rows = listed.rows
        if not rows.keys() >= set(keys[:limit]):
            rows = self.rows(keys[:limit], text=filters.text)
        return tuple(rows[key] for key in keys[:limit] if key in rows)

    @needs(Permission.READ_CASES)
    def count(self, filters: Filters) -> int:
        """Return how many cases the filters leave."""
        if filters.text.strip():
            return len(self.keys(filters))
        with self._context.db.read() as connection:
            counted = select(func.count()).select_from(dispute)
            query = counted.where(*self._conditions(connection, filters))
            return int(connection.execute(query).scalar_one())

    @needs(Permission.READ_CASES)
    def total(self) -> int:
        """Return how many cases there are, counted in indexes alone."""
        count = select(func.count()).select_from(dispute)
        gone = dispute.c.destroyed_on.is_not(None)
        binned = dispute.c.deleted_on.is_not(None)
        with self._context.db.read() as connection:
            every, in_bin, destroyed = (
                int(connection.execute(one).scalar_one())
                for one in (count, count.where(binned), count.where(gone, IN_USE))
            )
        return every - in_bin - destroyed

    def _reading(self, filters: Filters) -> Any:
        """Return the read transaction of a list; the index is there when words are looked for."""
        if filters.text.strip():
            complete_index(self._context)
        return self._context.db.read()

    def _walk(
        self, connection: Connection, filters: Filters
    ) -> Iterator[tuple[AnyRow, Hit | None]]:
        conditions = self._conditions(connection, filters)
        return walk(connection, self._context, filters.text, *conditions)

    def _ordered(self, connection: Connection, filters: Filters) -> Select[int]:
        desk_order = Filters(concern=filters.concern, order="due", descending=False)
        if filters.concern is not None and filters == desk_order:
            return _by_limit(filters, when_of(self._context, connection))
        return _sorted(filters).where(*self._conditions(connection, filters))

    def _conditions(self, connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
        where: list[ColumnElement[bool]] = []
        # What statistics count, they can open: a destroyed case's stub, too.
        if filters.figure is not None:
            where.append(_behind(connection, self._context, filters.figure))
        elif filters.ids is not None:
            where += [IN_USE, dispute.c.id.in_(among(filters.ids))]
        else:
            where += [IN_USE, dispute.c.destroyed_on.is_(None)]
        if filters.states:
            where.append(in_state(*filters.states))
        if filters.type_group:
            where.append(dispute.c.type_group == filters.type_group)
        if filters.committee_id:
            where.append(dispute.c.committee_id == filters.committee_id)
        if filters.mediator_id:
            where.append(dispute.c.lead_id == filters.mediator_id)
        if filters.risk:
            where.append(dispute.c.risk == filters.risk)
        if filters.concern is not None:
            where.append(_of_concern(filters, when_of(self._context, connection)))
        return where


def _behind(connection: Connection, context: Context, figure: Figure) -> ColumnElement[bool]:
    """Return the condition that leaves the cases behind a figure of a statistics table."""
    from mediation_desk.services import figure_cases  # no list at start is one of a figure

    return figure_cases.behind(figure_cases.cell_behind(connection, context, figure))


def _head_behind(
    connection: Connection, context: Context, figure: Figure, most: int
) -> Sequence[int]:
    """Return the keys of the newest cases behind a figure."""
    from mediation_desk.services import figure_cases  # as above

    cell = figure_cases.cell_behind(connection, context, figure)
    return figure_cases.head(connection, cell, most)


def _of_concern(filters: Filters, when: When) -> ColumnElement[bool]:
    """Return which cases the concern is about; a search asks it of the few it has found."""
    concern = filters.concern or Concern.ANY
    if filters.text.strip():
        return condition(concern, when)
    return CASE_KEY.in_(select(about(concern, when).subquery().c.key))


def _by_limit(filters: Filters, when: When) -> Select[int]:
    """Return the cases of a concern as the desk opens them, from indexes: by their limit."""
    meant = about(filters.concern or Concern.ANY, when).subquery()
    key, limit = meant.c.key, meant.c.limit_on
    return select(key).group_by(key, limit).order_by(limit.nulls_last(), key)


def _sorted(filters: Filters) -> Select[int]:
    orders = [
        ORDERS[name].desc().nulls_last() if descending else ORDERS[name].asc().nulls_last()
        for name, descending in filters.sorting
    ]
    last = dispute.c.id.desc() if filters.sorting[-1][1] else dispute.c.id
    return select(CASE_KEY).select_from(dispute).order_by(*orders, last)


def _in_order(connection: Connection, filters: Filters, keys: Sequence[int]) -> Sequence[int]:
    """Return the keys a search found in the order asked for; it finds the newest first."""
    if filters.sorting == _BY_RECENCY:
        return keys
    return connection.execute(_sorted(filters).where(CASE_KEY.in_(among(keys)))).scalars().all()
