"""A statistics table on its way into a workbook."""

from collections.abc import Mapping
from datetime import date

from mediation_desk.documents.sheet import SheetColumn, SheetRow, SheetTable, workbook
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow

NO_LIST = "案件太多，本工作簿没有附案件编号；在程序里双击数字可以打开案件。"


def workbook_of(
    table: StatisticsTable, numbers: Mapping[str, tuple[str, ...]] | None, *, made_on: date
) -> bytes:
    """Return the .xlsx of a table; `numbers` are the case numbers behind each column's total.

    None: there are too many to list.
    """
    listed = numbers or {}
    columns = tuple(
        SheetColumn(path, leaf.unit_label, leaf.definition, listed.get(leaf.key, ()))
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
            rows=tuple(_row(row) for row in table.rows),
            total=_row(table.total),
            notes=(*table.basis_lines, f"勾稽关系：{table.verdict}", *findings),
            made_on=made_on,
            demo=table.demo,
            corner=table.corner,
        )
    )


def _row(row: UnitRow) -> SheetRow:
    return SheetRow(row.label, row.level, row.values)
