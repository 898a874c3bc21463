"""Adding reports up: rows of places (or of the codes both have), one row that takes twins away."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mediation_desk.domain.statistics import Basis, Rows, TableDefinition
from mediation_desk.services.rollup_rows import Part
from mediation_desk.services.statistics_build import (
    basis_lines_of,
    broken_in,
    headings_of,
    values_in,
)
from mediation_desk.services.statistics_question import Question
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow

TWINS = "twins"
"""The row of what is counted twice and taken away."""

BY_PLACE = "上报单位"
"""What the rows are where every place has its own."""

Dropped = frozenset[tuple[str, str]]
"""Place and case id of every reported case that does not count."""

Figures = Mapping[str, int]


def unit_in(place_id: str, unit: str = "") -> str:
    """Return the unit of a place's row, or of one of its own units' rows below it."""
    return f"{place_id}|{unit}"


def rolled_up(
    question: Question, label: str, parts: Sequence[Part], dropped: Dropped
) -> StatisticsTable:
    """Return the sum of the parts' tables for the unit of this name."""
    definition, counting = question.definition, question.counting
    less = _less(parts, dropped)
    rows = list(_rows(definition, parts))
    if less:
        rows.append((UnitRow(TWINS, "减：重复计算的案件", 1, (), TWINS), _negative(less)))
    total = Counter[str]()
    for part in parts:
        total.update(_figures(part.table, part.table.total))
    total.subtract(less)
    columns = [one for one in definition.columns() if one.key in total or definition.rate(one.key)]
    denominator = question.rules.denominator

    def full(row: UnitRow, figures: Figures) -> UnitRow:
        return replace(row, values=values_in(columns, Counter(figures), denominator))

    last = full(UnitRow("", "合计", 0, ()), total)
    checked = [one for one in definition.equations if one.on and counting.basis in one.bases]
    told = basis_lines_of(definition, counting, total, denominator)
    return StatisticsTable(
        key=definition.key,
        title=f"{definition.title}（汇总）",
        period=counting.period,
        unit="",
        unit_label=label,
        basis=counting.basis,
        basis_lines=(*told, f"由 {len(parts)} 个单位上报的报表汇总：{_names(parts)}。"),
        columns=headings_of(columns, denominator),
        corner=BY_PLACE if _by_place(definition) else definition.rows.label,
        rows=tuple(full(row, figures) for row, figures in rows),
        total=last,
        equations_checked=len(checked),
        equations_off=sum(not one.on for one in definition.equations),
        broken=broken_in(checked, [(last, total)]),
        demo=any(part.table.demo for part in parts),
    )


def _by_place(definition: TableDefinition) -> bool:
    return definition.rows in (Rows.UNITS, Rows.MEDIATORS)


def _rows(definition: TableDefinition, parts: Sequence[Part]) -> Iterator[tuple[UnitRow, Figures]]:
    """Yield the rows: each place with its own below it, or the rows of the same key together."""
    if _by_place(definition):
        for part in parts:
            unit = unit_in(part.place.id)
            yield UnitRow(unit, part.place.name, 1, ()), _figures(part.table, part.table.total)
            for row in part.table.rows:
                below = replace(row, level=row.level + 1, unit=unit_in(part.place.id, row.unit))
                yield below, _figures(part.table, row)
        return
    found: dict[str, tuple[UnitRow, Counter[str]]] = {}
    for part in parts:
        for row in part.table.rows:
            first = found.setdefault(row.row, (replace(row, unit=""), Counter()))
            first[1].update(_figures(part.table, row))
    yield from found.values()


def _figures(table: StatisticsTable, row: UnitRow) -> dict[str, int]:
    """Return a row's figures by column, rates aside: they are worked out anew."""
    return {
        leaf.key: value
        for leaf, value in zip(table.leaves, row.values, strict=True)
        if isinstance(value, int)
    }


def _less(parts: Sequence[Part], dropped: Dropped) -> Counter[str]:
    """Return what the dropped cases add to the columns."""
    found = Counter[str]()
    by_id = {part.place.id: part.shares for part in parts}
    for place_id, case_id in dropped:
        found.update(by_id[place_id][case_id].columns())
    return found


def _negative(figures: Figures) -> Counter[str]:
    return Counter({key: -value for key, value in figures.items()})


def _names(parts: Iterable[Part]) -> str:
    return "、".join(part.place.name for part in parts)


def unlike(question: Question, rules: Mapping[str, object], basis: Basis) -> str:
    """Return why a report counted otherwise than `question`, "" where it did not."""
    theirs, ours = rules.get("settings"), question.rules.plain()
    if basis is not question.counting.basis:
        return f"按{basis.label}统计"
    if not isinstance(theirs, Mapping):
        return "没有写明口径"
    for name, words in (
        ("first_day", "统计年度的第一天"),
        ("denominator", "成功率的分母"),
        ("count_oral", "是否计入口头协议"),
    ):
        if theirs.get(name) != ours[name]:
            return f"{words}不同"
    return ""
