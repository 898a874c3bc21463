"""Statistics: any table for any period and unit, the cases behind every figure, the workbook."""

import logging

from sqlalchemy import Connection, func, select

from mediation_desk.domain.periods import (
    Period,
    parse_period,
    statistical_year_of,
    year_before,
)
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.report_changes import differing
from mediation_desk.services.report_rows import ChangedCase
from mediation_desk.services.settings import SettingsService
from mediation_desk.services.statistics_appendix import appendix_of
from mediation_desk.services.statistics_build import Added, Built
from mediation_desk.services.statistics_case_lines import read_shares
from mediation_desk.services.statistics_definitions import all_definitions, find_definition
from mediation_desk.services.statistics_question import Question, question_of, read_rules
from mediation_desk.services.statistics_read import read_built, read_cases
from mediation_desk.services.statistics_rows import (
    Comparison,
    RecordLine,
    StatisticsTable,
    TableInfo,
    UnitOption,
    UnitRow,
)
from mediation_desk.services.statistics_shares import Numbers, numbers_by_row
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
        with self._context.db.read() as connection:
            found = all_definitions(connection, self._context.reference)
        return tuple(
            TableInfo(table.key, table.title, table.default_basis, table.rows) for table in found
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
        with self._context.db.read() as connection:
            return self._built(connection, key, (unit, period), basis).table

    @needs(Permission.STATISTICS)
    def cases_of(
        self, key: str, *, period: Period, column: str, unit: str = "", basis: str | None = None
    ) -> tuple[str, ...]:
        """Return the ids of the cases behind a unit's figure, by case number, each once.

        A figure in 件 is their number, one in 人, 元 or 次 their sum; a rate's are its numerator's.
        """
        with self._context.db.read() as connection:
            question = self._question(connection, key, (unit, period), basis)
            return tuple(read_cases(connection, question, column))

    @needs(Permission.STATISTICS)
    def cases_in(self, table: StatisticsTable, column: str, row: UnitRow) -> tuple[str, ...]:
        """Return the ids of the cases behind a figure of a table, as `cases_of` does."""
        with self._context.db.read() as connection:
            question = self._question_of(connection, table)
            return tuple(read_cases(connection, question, column, _place(table, row)))

    @needs(Permission.STATISTICS)
    def records_in(
        self, table: StatisticsTable, column: str, row: UnitRow
    ) -> tuple[RecordLine, ...]:
        """Return the records behind a figure that counts no cases; they add up to it."""
        with self._context.db.read() as connection:
            question = self._question_of(connection, table)
            found = read_cases(connection, question, column, _place(table, row))
        return tuple(RecordLine(one, added.number, added.amount) for one, added in found.items())

    @needs(Permission.STATISTICS)
    def compared(self, table: StatisticsTable) -> Comparison:
        """Return a table beside the same one of the same period a year before."""
        with self._context.db.read() as connection:
            return Comparison(table, read_built(connection, self._before(connection, table)).table)

    @needs(Permission.STATISTICS)
    def difference(
        self, compared: Comparison, column: str, row: UnitRow
    ) -> tuple[ChangedCase, ...]:
        """Return the cases that explain a difference: in one of the two figures and not alike."""
        now, twin = compared.now, compared.twin(row)
        with self._context.db.read() as connection:
            question = self._question_of(connection, now)
            after = read_cases(connection, question, column, _place(now, row))
            before: dict[str, Added] = {}
            if twin is not None:
                earlier = self._before(connection, now)
                before = read_cases(connection, earlier, column, _place(compared.before, twin))
            unit = next(leaf.unit_label for leaf in now.leaves if leaf.key == column)
            return differing(connection, self._context, unit, before, after)

    @needs(Permission.STATISTICS)
    def newest_year(self) -> int:
        """Return the statistical year of the case accepted last, this year's without any."""
        with self._context.db.read() as connection:
            last = connection.execute(select(func.max(dispute.c.accepted_on))).scalar_one()
        first_day = self._settings.get("statistics_year_start")
        return statistical_year_of(last or self._context.today(), first_day)

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

        with self._context.db.read() as connection:
            built = self._built(connection, key, (unit, period), basis)
            numbers = self._numbers(connection, built)
        note_export(self._context, f"{built.table.title} {built.table.period_label}", purpose)
        log.info("exported: %s", key)
        return workbook_of(
            built.table,
            numbers,
            made_on=self._context.today(),
            equations=built.question.definition.equations,
        )

    @needs(Permission.STATISTICS)
    def appendix(self, table: StatisticsTable) -> str:
        """Return the basis of a table's figures (统计口径) to be printed, a line a column."""
        with self._context.db.read() as connection:
            question = self._question_of(connection, table)
        return appendix_of(table, question.definition.equations)

    def _numbers(self, connection: Connection, built: Built) -> Numbers | None:
        """Return the case numbers behind each figure, None for too many."""
        counts = (
            value
            for leaf, value in zip(built.table.leaves, built.table.total.values, strict=True)
            if leaf.unit_label == "件" and isinstance(value, int)
        )
        if max(counts, default=0) > MOST:
            return None
        return numbers_by_row(built.table, read_shares(connection, built))

    def _question(
        self, connection: Connection, key: str, place: tuple[str, Period], basis: str | None
    ) -> Question:
        rules = read_rules(connection)
        reference = self._context.reference
        definition = find_definition(connection, reference, key)[0]
        return question_of(definition, rules, reference, place, basis)

    def _question_of(self, connection: Connection, table: StatisticsTable) -> Question:
        place = (table.unit, table.period)
        return self._question(connection, table.key, place, table.basis.value)

    def _before(self, connection: Connection, table: StatisticsTable) -> Question:
        place = (table.unit, year_before(table.period))
        return self._question(connection, table.key, place, table.basis.value)

    def _built(
        self, connection: Connection, key: str, place: tuple[str, Period], basis: str | None
    ) -> Built:
        return read_built(connection, self._question(connection, key, place, basis))


def _place(table: StatisticsTable, row: UnitRow) -> tuple[str, ...]:
    """Return which row of a table this is, () for its total."""
    return table.figure("", row).row
