"""Reading a table out of the store: its place, its rows, its numbers, in one read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.periods import months_in
from mediation_desk.domain.statistics import Rows, TableDefinition
from mediation_desk.errors import NotFound
from mediation_desk.services.statistics_build import (
    Built,
    Counted,
    Figures,
    Place,
    build_table,
    slots_of,
)
from mediation_desk.services.statistics_lines import (
    Line,
    key_lines,
    listed_keys,
    mediator_lines,
    month_lines,
    unit_lines,
)
from mediation_desk.services.statistics_sources import Arm
from mediation_desk.services.statistics_sql import (
    ALL_KEYS,
    Counting,
    Keys,
    Part,
    figures_statement,
)
from mediation_desk.services.statistics_units import CommitteeUnit, read_units
from mediation_desk.storage.tables.cases import dispute

Slots = dict[Arm, list[Part]]
_TOTAL = Keys(frozenset({""}))
"""Where months are counted one by one, the total is counted by itself."""


def read_built(
    connection: Connection,
    definition: TableDefinition,
    counting: Counting,
    unit: str,
    settings: tuple[str, str],
) -> Built:
    """Return a table; `settings` are the first day of the year and the rate's denominator."""
    first_day, denominator = settings
    parts = {one.key: counting.parts(one) for one in definition.indicators}
    slots = slots_of(parts)
    units = read_units(connection)
    label, committees = units.of(unit)
    lines = lines_of(connection, counting, (unit, first_day), committees)
    by_month = counting.rows is Rows.MONTHS
    place = Place(
        unit=unit,
        label=label,
        committees=committees,
        demo=units.demo,
        lines=lines,
        corner="单位" if counting.rows is Rows.UNITS else counting.rows.label,
        everything=_TOTAL if by_month else ALL_KEYS,
    )
    ids = [one.id for one in committees] if unit else None
    rows = list(connection.execute(figures_statement(counting, slots, ids)))
    if by_month:
        rows += _month_rows(connection, counting, lines, (definition, ids))
    counted = Counted(parts, Figures(slots, rows), _in_bin(connection, committees))
    table = build_table(definition, counting, place, counted, denominator)
    return Built(table, counting, slots, parts, committees)


def _month_rows(
    connection: Connection,
    counting: Counting,
    lines: Sequence[Line],
    wanted: tuple[TableDefinition, Sequence[str] | None],
) -> Iterable[Any]:
    """Count every month as a table of its own; its rows carry the month as their key."""
    definition, ids = wanted
    found: list[Any] = []
    for line in lines:
        month = replace(counting, period=line.month or counting.period)
        slots = slots_of({one.key: month.parts(one) for one in definition.indicators})
        rows = connection.execute(figures_statement(month, slots, ids))
        found += [(row[0], row[1], line.row, *row[3:]) for row in rows]
    return found


def lines_of(
    connection: Connection,
    counting: Counting,
    place: tuple[str, str],
    committees: tuple[CommitteeUnit, ...],
) -> tuple[Line, ...]:
    """Return the rows of a table; `place` is the unit and the first day of the year."""
    unit, first_day = place
    if counting.rows is Rows.UNITS:
        return unit_lines(committees)
    if counting.rows is Rows.MEDIATORS:
        return mediator_lines(connection, unit, committees)
    if counting.rows is Rows.MONTHS:
        return month_lines(unit, committees, months_in(counting.period, first_day))
    return key_lines(unit, committees, listed_keys(counting.reference, counting.rows))


def units_of(connection: Connection, unit: str) -> tuple[CommitteeUnit, ...]:
    """Return the committees a unit stands for. Raises NotFound."""
    return read_units(connection).of(unit)[1]


def line_of(connection: Connection, counting: Counting, place: tuple[str, str], row: str) -> Line:
    """Return one row of a table. Raises NotFound."""
    committees = units_of(connection, place[0])
    for line in lines_of(connection, counting, place, committees):
        if line.row == row:
            return line
    raise NotFound("统计表里没有这一行，没有查询。", "请刷新后重试。")


def _in_bin(connection: Connection, committees: Sequence[CommitteeUnit]) -> int:
    ids = {one.id for one in committees}
    query = select(dispute.c.committee_id).where(
        dispute.c.deleted_on.is_not(None), dispute.c.destroyed_on.is_(None)
    )
    return sum(one in ids for one in connection.execute(query).scalars())
