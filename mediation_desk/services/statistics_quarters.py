"""各季之和＝全期: a period against its quarters, as they were submitted (勾稽关系 over time).

Counted now, quarters add up by themselves. What was submitted stays while cases are corrected, so
this is tried once one of the quarters has been submitted; the others are counted as they are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from mediation_desk.domain.periods import Period, quarters_of
from mediation_desk.domain.statistics import Equation, Rate
from mediation_desk.services.report_bytes import unpack_table
from mediation_desk.services.statistics_question import Question
from mediation_desk.services.statistics_rows import BrokenEquation, StatisticsTable, UnitRow
from mediation_desk.storage.tables.reports import report

Count = Callable[[Question], StatisticsTable]


def against_quarters(
    connection: Connection, question: Question, table: StatisticsTable, count: Count
) -> StatisticsTable:
    """Return the table with what its quarters say about it; `count` counts one not submitted."""
    counting = question.counting
    wanted = [
        one for one in question.definition.equations if one.over_time and one.tried(counting.basis)
    ]
    quarters = quarters_of(counting.period, question.rules.first_day) if wanted else ()
    submitted = [_submitted(connection, question, one) for one in quarters]
    if not any(submitted):
        return table
    tables = [
        before or count(replace(question, counting=replace(counting, period=quarter)))
        for quarter, before in zip(quarters, submitted, strict=True)
    ]
    broken = [found for one in wanted for found in _broken(one, table, tables)]
    return replace(
        table,
        equations_checked=table.equations_checked + len(wanted),
        broken=(*table.broken, *broken),
    )


def _submitted(
    connection: Connection, question: Question, quarter: Period
) -> StatisticsTable | None:
    """Return a quarter's table as it was submitted last, None where it never was."""
    query = (
        select(report.c.figures)
        .where(
            report.c.table_key == question.definition.key,
            report.c.unit == question.unit,
            report.c.basis == question.counting.basis,
            report.c.period_start == quarter.start,
            report.c.period_end == quarter.end,
        )
        .order_by(report.c.submitted_at.desc(), report.c.id.desc())
        .limit(1)
    )
    figures = connection.execute(query).scalar_one_or_none()
    return unpack_table(figures) if figures is not None else None


def _broken(
    equation: Equation, table: StatisticsTable, quarters: Sequence[StatisticsTable]
) -> Iterator[BrokenEquation]:
    labels = {leaf.key: leaf.label for leaf in table.leaves}
    for row in (*table.rows, table.total):
        for _, column in equation.left:
            now = _figure(table, row, column)
            then = sum(_figure(one, _same(one, row, table), column) for one in quarters)
            if now != then:
                yield BrokenEquation(
                    key=equation.key,
                    label=f"{equation.label}（{labels[column]}）",
                    severity=equation.severity,
                    unit=row.unit,
                    row=row.row,
                    unit_label=row.label,
                    left=then,
                    right=now,
                    columns=(column,),
                )


def _same(quarter: StatisticsTable, row: UnitRow, table: StatisticsTable) -> UnitRow | None:
    if row == table.total:
        return quarter.total
    same = (row.unit, row.row)
    return next((one for one in quarter.rows if (one.unit, one.row) == same), None)


def _figure(table: StatisticsTable, row: UnitRow | None, column: str) -> int:
    keys = [leaf.key for leaf in table.leaves]
    value = row.values[keys.index(column)] if row is not None and column in keys else 0
    return 0 if isinstance(value, Rate) else value
