"""Where a period begins: with what the report of the period before ended (期初取自上期上报)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.statistics import Basis, Indicator, Moment, Rows, TableDefinition
from mediation_desk.services.report_bytes import unpack_shares, unpack_table
from mediation_desk.services.statistics_build import Opening
from mediation_desk.services.statistics_question import Question
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow
from mediation_desk.storage.tables.reports import report


def read_opening(connection: Connection, question: Question) -> Opening | None:
    """Return the opening of a table whose period follows on a submitted one, None without."""
    pair = _stocks(question.definition)
    counting = question.counting
    if counting.period.start == date.min:
        return None
    if pair is None or counting.rows is not Rows.UNITS or counting.basis is not Basis.DATES:
        return None
    found = connection.execute(_last(question)).one_or_none()
    if found is None:
        return None
    opens, closes = (one.key for one in pair)
    table, shares = unpack_table(found.figures), unpack_shares(found.cases)
    day = found.submitted_at.astimezone(CHINA).date()
    label = pair[0].label
    return Opening(
        column=opens,
        report_id=found.id,
        sentence=f"{label}取自 {day} 上报的{table.period.name or table.period_label}期末在办",
        total=_figure(table, table.total, closes),
        units={row.unit: _figure(table, row, closes) for row in table.rows},
        cases={
            case_id: (one.committee_id, one.number)
            for case_id, one in shares.items()
            if one.adds.get(("", closes))
        },
    )


def _figure(table: StatisticsTable, row: UnitRow, column: str) -> int:
    value = row.values[[leaf.key for leaf in table.leaves].index(column)]
    return value if isinstance(value, int) else 0


def _stocks(definition: TableDefinition) -> tuple[Indicator, Indicator] | None:
    """Return the columns of what was and what is under way, counted alike."""
    plain = [one for one in definition.indicators if not one.filters and not one.of]
    opens = next((one for one in plain if one.moment is Moment.CARRIED), None)
    closes = next((one for one in plain if one.moment is Moment.PENDING), None)
    return (opens, closes) if opens and closes else None


def _last(question: Question) -> Select[Any]:
    """Return the report of the same table and unit that ends the day before, the latest one."""
    before = question.counting.period.start - timedelta(days=1)
    return (
        select(report.c.id, report.c.figures, report.c.cases, report.c.submitted_at)
        .where(
            report.c.table_key == question.definition.key,
            report.c.unit == question.unit,
            report.c.basis == question.counting.basis,
            report.c.period_end == before,
        )
        .order_by(report.c.submitted_at.desc(), report.c.id.desc())
        .limit(1)
    )
