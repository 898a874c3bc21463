"""The appendix 统计口径 as text: what every column counts, on which basis, what must agree."""

from collections.abc import Iterator, Sequence

from mediation_desk.domain.statistics import Equation
from mediation_desk.services.statistics_rows import StatisticsTable


def appendix_of(table: StatisticsTable, equations: Sequence[Equation]) -> str:
    """Return the whole appendix."""
    columns = (
        f"{number}. {'·'.join(path)}（{leaf.unit_label}）：{leaf.definition}"
        for number, (path, leaf) in enumerate(zip(table.paths, table.leaves, strict=True), start=1)
    )
    relations = (f"{words}（{how}）" for how, words in relations_of(equations, table))
    return "\n".join(
        (
            f"统计单位：{table.unit_label}",
            *table.basis_lines,
            "",
            "一、各栏口径",
            *columns,
            "",
            "二、勾稽关系",
            *relations,
            f"本表：{table.verdict}",
        )
    )


def relations_of(
    equations: Sequence[Equation], table: StatisticsTable
) -> Iterator[tuple[str, str]]:
    """Yield how each relation of a table is tried on its basis, and the relation in words."""
    for one in equations:
        if table.basis in one.bases:
            yield (one.severity.label if one.on else "不核对", one.label)
