"""The cases behind a figure as a list, however many: its head at once, the rest by one query."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, true, union

from mediation_desk.services.context import Context
from mediation_desk.services.filters import Figure
from mediation_desk.services.statistics_definitions import find_definition
from mediation_desk.services.statistics_question import question_of, read_rules
from mediation_desk.services.statistics_read import Cell, cell_of
from mediation_desk.services.statistics_sources import source_of
from mediation_desk.services.statistics_sql import Part
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee

NEWEST = 5000
"""So many of the newest cases are looked through before the figure's own range of an index is."""

_ORDER = (dispute.c.registered_on.desc(), dispute.c.id.desc())


def cell_behind(connection: Connection, context: Context, figure: Figure) -> Cell:
    """Return what a figure is made of. Raises NotFound where there is no such figure."""
    rules, reference = read_rules(connection), context.reference
    definition = find_definition(connection, reference, figure.table)[0]
    place = (figure.unit, figure.period)
    question = question_of(definition, rules, reference, place, figure.basis)
    return cell_of(connection, question, figure.column, figure.row)


def behind(cell: Cell) -> ColumnElement[bool]:
    """Return the condition that leaves the cases of a figure, each once, whatever it adds up."""
    if cell.opened is not None:
        return dispute.c.id.in_(among(list(cell.opened)))
    return CASE_KEY.in_(union(*(_range(cell, part, ids) for part, ids in cell.parts)))


def head(connection: Connection, cell: Cell, most: int) -> Sequence[int]:
    """Return the keys of a figure's `most` newest cases, the newest first.

    A figure that counts many of the newest cases has them among those; any other is small enough,
    or far enough back, to be read from its range of the index its column is counted by.
    """
    if cell.opened is not None:
        query = select(CASE_KEY).select_from(dispute).where(behind(cell)).order_by(*_ORDER)
        return connection.execute(query.limit(most)).scalars().all()
    return _among_newest(connection, cell, most) or _from_ranges(connection, cell, most)


def _among_newest(connection: Connection, cell: Cell, most: int) -> Sequence[int]:
    """Return the head where it is among the NEWEST cases, nothing where it is not."""
    if not all(_is_of_cases(cell, part) for part, _ in cell.parts):
        return ()
    newest = select(CASE_KEY).select_from(dispute).order_by(*_ORDER).limit(NEWEST)
    found: list[ColumnElement[bool]] = [
        and_(*_conditions(cell, part), dispute.c.committee_id.in_(ids)) for part, ids in cell.parts
    ]
    query = select(CASE_KEY).select_from(dispute).where(CASE_KEY.in_(newest), or_(*found))
    keys = connection.execute(query.order_by(*_ORDER).limit(most)).scalars().all()
    return keys if len(keys) == most else ()


def _from_ranges(connection: Connection, cell: Cell, most: int) -> Sequence[int]:
    """Return the head from the ranges: of the days it reaches back to, then in the list's order."""
    ranges = union(*(_range(cell, part, ids, dispute.c.registered_on) for part, ids in cell.parts))
    all_of_it = ranges.cte("all_of_it")
    day, key = all_of_it.c.registered_on, all_of_it.c.key
    last = select(day).order_by(day.desc()).limit(1).offset(most - 1).scalar_subquery()
    near = select(key).where(day >= func.coalesce(last, ""))
    query = select(CASE_KEY).select_from(dispute).where(CASE_KEY.in_(near))
    return connection.execute(query.order_by(*_ORDER).limit(most)).scalars().all()


def _is_of_cases(cell: Cell, part: Part) -> bool:
    return source_of(part.arm, cell.counting.period.end).table is dispute


def _conditions(cell: Cell, part: Part) -> tuple[ColumnElement[bool], ...]:
    row = cell.keys.condition(cell.counting.key_of(part.arm))
    return (true(), *cell.counting.range_of(part.arm), *part.where, *row)


def _range(cell: Cell, part: Part, ids: Sequence[str], *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a part's cases, committee by committee, so that its index is read in order."""
    source = source_of(part.arm, cell.counting.period.end)
    return (
        select(CASE_KEY.label("key"), *columns)
        .select_from(committee.join(source.table, source.committee_id == committee.c.id))
        .where(*_conditions(cell, part), committee.c.id.in_(ids))
    )
