"""A statistics table on its way into a workbook."""

from collections.abc import Iterator, Mapping
from datetime import date

from mediation_desk.documents.sheet import SheetColumn, SheetRow, SheetTable, workbook
from mediation_desk.domain.statistics import Rate
from mediation_desk.services.statistics_rows import Heading, StatisticsTable, UnitRow


def workbook_of(
    table: StatisticsTable, numbers: Mapping[str, tuple[str, ...]], *, made_on: date
) -> bytes:
    """Return the .xlsx of a table; `numbers` are the case numbers behind each column's total."""
    columns = tuple(
        SheetColumn(path, leaf.unit_label, leaf.definition, numbers.get(leaf.key, ()))
        for heading in table.columns
        for path, leaf in _paths(heading, ())
    )
    findings = tuple(one.sentence for one in table.broken)
    return workbook(
        SheetTable(
            title=table.title,
            subtitle=f"统计单位：{table.unit_label}　　统计时段：{table.period_label}",
            columns=columns,
            rows=tuple(_row(row) for row in table.rows),
            total=_row(table.total),
            notes=(*table.basis_lines, f"勾稽关系：{table.verdict}", *findings),
            made_on=made_on,
            demo=table.demo,
        )
    )


def _paths(heading: Heading, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Heading]]:
    path = (*above, heading.label)
    if heading.key:
        yield path, heading
    for child in heading.children:
        yield from _paths(child, path)


def _row(row: UnitRow) -> SheetRow:
    values = tuple(value.text if isinstance(value, Rate) else value for value in row.values)
    return SheetRow(row.label, row.level, values)
