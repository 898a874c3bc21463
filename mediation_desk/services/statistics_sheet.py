"""A statistics table on its way into a workbook."""

from collections.abc import Mapping, Sequence
from datetime import date

from mediation_desk.documents.sheet import workbook
from mediation_desk.documents.sheet_table import SheetColumn, SheetRow, SheetTable
from mediation_desk.domain.statistics import Equation
from mediation_desk.services.statistics_appendix import relations_of
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow
from mediation_desk.services.statistics_shares import Numbers

NO_LIST = "案件太多，本工作簿没有附案件编号；在程序里双击数字可以打开案件。"


def workbook_of(
    table: StatisticsTable,
    numbers: Numbers | None,
    *,
    made_on: date,
    equations: Sequence[Equation] = (),
) -> bytes:
    """Return the .xlsx of a table with the case numbers behind its figures, None for too many.

    `equations` are the relations of its definition, as the office tries them.
    """
    listed = numbers or {}
    order = {leaf.key: index for index, leaf in enumerate(table.leaves)}
    columns = tuple(
        SheetColumn(path, leaf.unit_label, leaf.definition)
        for path, leaf in zip(table.paths, table.leaves, strict=True)
    )
    findings = [one.sentence for one in table.broken]
    if numbers is None:
        findings.append(NO_LIST)
    return workbook(
        SheetTable(
            title=table.title,
            subtitle=(
                f"统计单位：{table.unit_label}　　统计时段：{table.period_label}"
                "　　计数单位：件（另有注明的除外）"
            ),
            columns=columns,
            rows=tuple(_row(row, listed.get(at, {}), order) for at, row in enumerate(table.rows)),
            total=_row(table.total, listed.get(len(table.rows), {}), order),
            notes=(*table.basis_lines, f"勾稽关系：{table.verdict}", *findings),
            made_on=made_on,
            demo=table.demo,
            corner=table.corner,
            relations=tuple(relations_of(equations, table)),
        )
    )


def _row(
    row: UnitRow, numbers: Mapping[str, tuple[str, ...]], order: Mapping[str, int]
) -> SheetRow:
    listed = {order[column]: found for column, found in numbers.items() if column in order}
    return SheetRow(row.label, row.level, row.values, listed)
