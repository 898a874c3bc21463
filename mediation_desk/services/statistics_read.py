"""Reading a table out of the store: its place, its rows, its numbers, in one read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.periods import months_in
from mediation_desk.domain.statistics import Rows
from mediation_desk.errors import NotFound
from mediation_desk.services.report_opening import read_opening
from mediation_desk.services.statistics_build import (
    Added,
    Built,
    Counted,
    Figures,
    Parts,
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
from mediation_desk.services.statistics_quarters import against_quarters
from mediation_desk.services.statistics_question import Question
from mediation_desk.services.statistics_sql import (
    ALL_KEYS,
    Counting,
    Keys,
    Part,
    cases_statement,
    figures_statement,
    takes,
)
from mediation_desk.services.statistics_units import CommitteeUnit, read_units
from mediation_desk.storage.tables.cases import dispute

_TOTAL = Keys(frozenset({""}))
"""Where months are counted one by one, the total is counted by itself."""


def read_built(connection: Connection, question: Question) -> Built:
    """Return a table, and how it was counted. Raises NotFound for an unknown unit."""
    counting, unit = question.counting, question.unit
    parts = {one.key: counting.parts(one) for one in question.definition.indicators}
    slots = slots_of(parts)
    units = read_units(connection)
    label, committees = units.of(unit)
    lines = lines_of(connection, question, committees)
    by_month = counting.rows is Rows.MONTHS
    everything = _TOTAL if by_month else ALL_KEYS
    place = Place(label, committees, units.demo, lines, everything)
    ids = [one.id for one in committees] if unit else None
    rows = list(connection.execute(figures_statement(counting, slots, ids)))
    if by_month:
        rows += _month_rows(connection, question, lines, ids)
    in_bin = _in_bin(connection, committees)
    opening = read_opening(connection, question)
    table = build_table(question, place, Counted(parts, Figures(slots, rows), in_bin, opening))
    table = against_quarters(
        connection, question, table, lambda one: read_built(connection, one).table
    )
    return Built(table, question, slots, parts, committees, opening)


def _month_rows(
    connection: Connection,
    question: Question,
    lines: Sequence[Line],
    committees: Sequence[str] | None,
) -> Iterable[Any]:
    """Count every month as a table of its own; its rows carry the month as their key."""
    found: list[Any] = []
    for key, month, parts in months_of(question, lines):
        rows = connection.execute(figures_statement(month, slots_of(parts), committees))
        found += [(row[0], row[1], key, *row[3:]) for row in rows]
    return found


def months_of(question: Question, lines: Sequence[Line]) -> Iterator[tuple[str, Counting, Parts]]:
    """Yield every month's row key, how it is counted, and what its columns are made of."""
    for line in lines:
        if line.month is not None:
            month = replace(question.counting, period=line.month)
            parts = {one.key: month.parts(one) for one in question.definition.indicators}
            yield line.row, month, parts


def lines_of(
    connection: Connection, question: Question, committees: tuple[CommitteeUnit, ...]
) -> tuple[Line, ...]:
    """Return the rows of a table."""
    unit, counting = question.unit, question.counting
    if counting.rows is Rows.UNITS:
        return unit_lines(committees)
    if counting.rows is Rows.MEDIATORS:
        return mediator_lines(connection, unit, committees)
    if counting.rows is Rows.MONTHS:
        months = months_in(counting.period, question.rules.first_day)
        return month_lines(unit, committees, months)
    if counting.rows is Rows.MAP:
        keys = [(key, one.label, True) for key, one in counting.groups]
        return key_lines(unit, committees, keys)
    return key_lines(unit, committees, listed_keys(counting.reference, counting.rows))


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure before it is opened: its parts with the committees of each, its row's keys."""

    counting: Counting
    parts: tuple[tuple[Part, tuple[str, ...]], ...]
    keys: Keys
    opened: Mapping[str, Added] | None = None
    """The cases themselves where the report before says which they are."""


def cell_of(
    connection: Connection, question: Question, column: str, row: tuple[str, ...] = ()
) -> Cell:
    """Return the figure of a column in a row (unit, key) or, (), the total.

    Raises NotFound for an unknown unit, column or row.
    """
    definition, counting = question.definition, question.counting
    rate = definition.rate(column)
    indicator = definition.indicator(rate.numerator if rate else column)
    if indicator is None:
        raise NotFound("统计表里没有这一栏，没有查询。", "请刷新后重试。")
    committees, keys = read_units(connection).of(question.unit)[1], ALL_KEYS
    if row:
        line = _line(lines_of(connection, question, committees), row)
        counting = replace(counting, period=line.month or counting.period)
        committees, keys = line.members, ALL_KEYS if line.month else line.keys
    opening = read_opening(connection, question)
    if opening and opening.column == indicator.key:
        return Cell(counting, (), keys, opening.of({one.id for one in committees}))
    wanted = tuple(
        (part, tuple(one.id for one in committees if takes(part, one.kind)))
        for part in counting.parts(indicator)
    )
    return Cell(counting, wanted, keys)


def read_cases(
    connection: Connection, question: Question, column: str, row: tuple[str, ...] = ()
) -> dict[str, Added]:
    """Return the cases behind a figure, by number, and what each adds; raises as `cell_of`."""
    cell = cell_of(connection, question, column, row)
    if cell.opened is not None:
        return dict(cell.opened)
    found: dict[str, Added] = {}
    rows = connection.execute(cases_statement(cell.counting, cell.parts, cell.keys)).all()
    for case_id, number, added in sorted(rows, key=itemgetter(1, 0)):
        before = found[case_id].amount if case_id in found else 0
        found[case_id] = Added(number, before + (added or 0))
    return found


def _line(lines: Iterable[Line], row: tuple[str, ...]) -> Line:
    for line in lines:
        if (line.unit, line.row) == row:
            return line
    raise NotFound("统计表里没有这一行，没有查询。", "请刷新后重试。")


def _in_bin(connection: Connection, committees: Sequence[CommitteeUnit]) -> int:
    ids = {one.id for one in committees}
    query = select(dispute.c.committee_id).where(
        dispute.c.deleted_on.is_not(None), dispute.c.destroyed_on.is_(None)
    )
    return sum(one in ids for one in connection.execute(query).scalars())
