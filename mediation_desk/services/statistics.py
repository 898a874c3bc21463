"""Statistics: any table for any period and unit, the cases behind every figure, the workbook."""

import logging
from dataclasses import replace

from sqlalchemy import func, select

from mediation_desk.domain.periods import (
    Period,
    parse_period,
    statistical_year_of,
    year_period,
)
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import Basis, TableDefinition
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.settings import SettingsService
from mediation_desk.services.statistics_build import Built, numbers_of
from mediation_desk.services.statistics_read import line_of, read_built, units_of
from mediation_desk.services.statistics_rows import (
    StatisticsTable,
    TableInfo,
    UnitOption,
    UnitRow,
)
from mediation_desk.services.statistics_sql import (
    ALL_KEYS,
    Counting,
    cases_statement,
    lines_statement,
    takes,
)
from mediation_desk.services.statistics_units import read_units
from mediation_desk.services.views import note_export
from mediation_desk.storage.tables.cases import dispute

CASE_ANNUAL = "case_annual"
"""人民调解案件情况统计表."""

log = logging.getLogger(__name__)

MOST = 5000
"""Above this many cases a workbook lists no case numbers; the window opens them instead."""


class StatisticsService:
    """Counts, and opens every count."""

    def __init__(self, context: Context) -> None:
        """Count the cases of `context`."""
        self._context = context
        self._settings = SettingsService(context)

    @needs(Permission.STATISTICS)
    def tables(self) -> tuple[TableInfo, ...]:
        """Return the tables there are."""
        return tuple(
            TableInfo(table.key, table.title, table.default_basis, table.rows)
            for table in self._context.reference.statistics.values()
        )

    @needs(Permission.STATISTICS)
    def units(self) -> tuple[UnitOption, ...]:
        """Return the units a table can be made for, in the order of its rows."""
        with self._context.db.read() as connection:
            return read_units(connection).options()

    @needs(Permission.STATISTICS)
    def period(self, text: str) -> Period:
        """Return the period of 2025, 2025H1, 2025Q3, 2025-03 or from..to. Raises InvalidInput."""
        return parse_period(text, self._settings.get("statistics_year_start"))

    @needs(Permission.STATISTICS)
    def table(
        self, key: str, *, period: Period, unit: str = "", basis: str | None = None
    ) -> StatisticsTable:
        """Return a table. Raises NotFound for an unknown table or unit, InvalidInput."""
        return self._built(key, period, unit, basis).table

    @needs(Permission.STATISTICS)
    def cases_of(
        self, key: str, *, period: Period, column: str, unit: str = "", basis: str | None = None
    ) -> tuple[str, ...]:
        """Return the ids of the cases behind a unit's figure, by case number, each once.

        A figure in 件 is their number, one in 人, 元 or 次 their sum; a rate's are its numerator's.
        """
        definition = self._definition(key)
        counting = self._counting(definition, period, basis)
        return self._cases(definition, counting, column, unit)

    @needs(Permission.STATISTICS)
    def cases_in(self, table: StatisticsTable, column: str, row: UnitRow) -> tuple[str, ...]:
        """Return the ids of the cases behind a figure of a table, as `cases_of` does."""
        definition = self._definition(table.key)
        counting = self._counting(definition, table.period, table.basis.value)
        if row == table.total:
            return self._cases(definition, counting, column, table.unit)
        return self._cases(definition, counting, column, row.unit, row.row)

    @needs(Permission.STATISTICS)
    def newest_year(self) -> int:
        """Return the statistical year of the case accepted last, this year's without any."""
        with self._context.db.read() as connection:
            last = connection.execute(select(func.max(dispute.c.accepted_on))).scalar_one()
        first_day = self._settings.get("statistics_year_start")
        return statistical_year_of(last or self._context.today(), first_day)

    @needs(Permission.STATISTICS)
    def annual_sentence(self, year: int, *, basis: str | None = None) -> str:
        """Return the sentence of the year's report: 共调解矛盾纠纷…件，调解成功…件，成功率….

        The rate's numerator, denominator and rule follow it, and what is still under way.
        """
        period = year_period(year, self._settings.get("statistics_year_start"))
        table = self.table(CASE_ANNUAL, period=period, basis=basis)
        rate = table.value("success_rate")
        count, success, pending = (
            table.value(column) for column in ("cases", "success", "pending")
        )
        rule = next(line for line in table.basis_lines if line.startswith("成功率："))
        return (
            f"{table.period_label}，{table.unit_label}共调解矛盾纠纷{count}件，"
            f"调解成功{success}件，成功率{getattr(rate, 'percent', '—')}"
            f"（期末在办{pending}件）。{rule}"
        )

    @needs(Permission.STATISTICS)
    def workbook(
        self,
        key: str,
        *,
        period: Period,
        unit: str = "",
        basis: str | None = None,
        purpose: str = "",
    ) -> bytes:
        """Return the table as an .xlsx file, each figure's case numbers on its second sheet.

        A table of more than MOST cases says that it lists none. The export, and what it is for,
        is recorded.
        """
        from mediation_desk.services.statistics_sheet import workbook_of

        built = self._built(key, period, unit, basis)
        counts = (
            value
            for leaf, value in zip(built.table.leaves, built.table.total.values, strict=True)
            if leaf.unit_label == "件" and isinstance(value, int)
        )
        numbers = self._numbers(built) if max(counts, default=0) <= MOST else None
        note_export(self._context, f"{built.table.title} {built.table.period_label}", purpose)
        log.info("exported: %s", key)
        return workbook_of(built.table, numbers, made_on=self._context.today())

    def _definition(self, key: str) -> TableDefinition:
        found = self._context.reference.statistics.get(key)
        if found is None:
            raise NotFound("没有这张统计表。", "请重新选择。")
        return found

    def _counting(self, definition: TableDefinition, period: Period, basis: str | None) -> Counting:
        if basis is not None and basis not in {one.value for one in Basis}:
            raise InvalidInput(
                {"basis": "统计口径请写 dates（按各项发生日期）或 accepted（按受理日期）。"}
            )
        return Counting(
            period=period,
            basis=Basis(basis) if basis else definition.default_basis,
            count_oral=bool(self._settings.get("count_oral")),
            reference=self._context.reference,
            rows=definition.rows,
        )

    def _built(self, key: str, period: Period, unit: str, basis: str | None) -> Built:
        definition = self._definition(key)
        counting = self._counting(definition, period, basis)
        first_day = self._settings.get("statistics_year_start")
        denominator = self._settings.get("success_denominator")
        with self._context.db.read() as connection:
            return read_built(connection, definition, counting, unit, (first_day, denominator))

    def _cases(
        self,
        definition: TableDefinition,
        counting: Counting,
        column: str,
        unit: str,
        row: str = "",
    ) -> tuple[str, ...]:
        rate = definition.rate(column)
        indicator = definition.indicator(rate.numerator if rate else column)
        if indicator is None:
            raise NotFound("统计表里没有这一栏，没有查询。", "请刷新后重试。")
        first_day = self._settings.get("statistics_year_start")
        with self._context.db.read() as connection:
            members, keys = units_of(connection, unit), ALL_KEYS
            if row:
                line = line_of(connection, counting, (unit, first_day), row)
                counting = replace(counting, period=line.month or counting.period)
                keys = ALL_KEYS if line.month else line.keys
            wanted = [
                (part, [one.id for one in members if takes(part, one.kind)])
                for part in counting.parts(indicator)
            ]
            found = connection.execute(cases_statement(counting, wanted, keys)).all()
        ranked = sorted(found, key=lambda case: (case.number, case.id))
        return tuple(dict.fromkeys(case.id for case in ranked))

    def _numbers(self, built: Built) -> dict[str, tuple[str, ...]]:
        """Return the case numbers behind each figure of the total row."""
        statement = lines_statement(
            built.counting, built.slots, [one.id for one in built.committees]
        )
        with self._context.db.read() as connection:
            lines = connection.execute(statement).all()
        return numbers_of(built, lines)
