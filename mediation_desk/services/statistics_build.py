"""From the statement's rows to a finished table: figures, headings, rates, equations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mediation_desk.domain.statistics import (
    Equation,
    Indicator,
    Rate,
    RateColumn,
    TableDefinition,
    Value,
)
from mediation_desk.services.statistics_lines import Line
from mediation_desk.services.statistics_rows import (
    BrokenEquation,
    Heading,
    StatisticsTable,
    UnitRow,
)
from mediation_desk.services.statistics_sources import Arm
from mediation_desk.services.statistics_sql import ALL_KEYS, Counting, Keys, Part, takes
from mediation_desk.services.statistics_units import CommitteeUnit

Slots = dict[Arm, list[Part]]
Parts = Mapping[str, tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """For whom a table is made, and what stands in its rows and its total."""

    unit: str
    label: str
    committees: tuple[CommitteeUnit, ...]
    demo: bool
    lines: tuple[Line, ...]
    corner: str
    everything: Keys = ALL_KEYS


class Figures:
    """The numbers of every committee and row key, as the statements returned them."""

    def __init__(self, slots: Slots, rows: Iterable[Sequence[Any]]) -> None:
        """Index the rows (arm, committee id, key, figures …)."""
        self._position = {
            part.key: (int(arm), number)
            for arm, parts in slots.items()
            for number, part in enumerate(parts, start=3)
        }
        self._rows: dict[str, dict[int, dict[str, Sequence[Any]]]] = {}
        for row in rows:
            self._rows.setdefault(row[2] or "", {}).setdefault(row[0], {})[row[1]] = row

    def add(self, parts: tuple[Part, ...], committees: Mapping[str, str], keys: Keys) -> int:
        """Return what an indicator comes to for some committees (id, kind) and row keys."""
        total = 0
        for key in self._rows.keys() & keys.codes if not keys.but else self._rows:
            for part in parts if key in keys else ():
                arm, number = self._position[part.key]
                rows = self._rows[key].get(arm, {})
                for one in committees.keys() & rows.keys():
                    if takes(part, committees[one]):
                        total += rows[one][number] or 0
        return total


@dataclass(frozen=True, slots=True)
class Counted:
    """What each indicator is made of, the numbers, and how many cases the bin keeps out."""

    parts: Parts
    figures: Figures
    in_bin: int = 0

    def values(self, committees: Sequence[CommitteeUnit], keys: Keys) -> dict[str, int]:
        """Return every indicator's figure for some committees."""
        kinds = {one.id: one.kind for one in committees}
        return {key: self.figures.add(parts, kinds, keys) for key, parts in self.parts.items()}


@dataclass(frozen=True, slots=True)
class Built:
    """A table and how it was counted."""

    table: StatisticsTable
    counting: Counting
    slots: Slots
    parts: Parts
    committees: tuple[CommitteeUnit, ...]


def slots_of(parts: Parts) -> Slots:
    """Return the figures each arm has to give, each once."""
    slots: Slots = {}
    for group in parts.values():
        for part in group:
            standing = slots.setdefault(part.arm, [])
            if all(one.key != part.key for one in standing):
                standing.append(part)
    return slots


def build_table(
    definition: TableDefinition,
    counting: Counting,
    place: Place,
    counted: Counted,
    denominator: str,
) -> StatisticsTable:
    """Return the finished table; equations are tried in every row and in the total.

    A line nobody asked to see (a dissolved committee's) is there only where it has figures.
    """
    total = counted.values(place.committees, place.everything)
    columns = [
        one
        for one in definition.columns()
        if isinstance(one, RateColumn) or not one.only_if_any or total[one.key]
    ]
    shown = [
        (line, found)
        for line in place.lines
        if any((found := counted.values(line.members, line.keys)).values()) or line.lasting
    ]
    rows = tuple(
        UnitRow(line.unit, line.label, line.level, _values(columns, found, denominator), line.row)
        for line, found in shown
    )
    last = UnitRow(place.unit, "合计", 0, _values(columns, total, denominator))
    checked = [one for one in definition.equations if one.on and counting.basis in one.bases]
    figures = [*(found for _, found in shown), total]
    return StatisticsTable(
        key=definition.key,
        title=definition.title,
        period=counting.period,
        unit=place.unit,
        unit_label=place.label,
        basis=counting.basis,
        basis_lines=(
            *_basis_lines(definition, counting, total, denominator),
            *([f"回收站里有 {counted.in_bin} 件案件，没有计入。"] if counted.in_bin else []),
        ),
        columns=_headings(columns),
        corner=place.corner,
        rows=rows,
        total=last,
        equations_checked=len(checked),
        broken=_broken(checked, zip((*rows, last), figures, strict=True)),
        demo=place.demo,
    )


def _broken(
    equations: Sequence[Equation], rows: Iterable[tuple[UnitRow, dict[str, int]]]
) -> tuple[BrokenEquation, ...]:
    return tuple(
        BrokenEquation(
            key=one.key,
            label=one.label,
            severity=one.severity,
            unit=row.unit,
            row=row.row,
            unit_label=row.label,
            left=one.sides(figures)[0],
            right=one.sides(figures)[1],
            columns=tuple(key for _, key in (*one.left, *one.right)),
        )
        for row, figures in rows
        for one in equations
        if not one.holds(figures)
    )


def numbers_of(built: Built, lines: Sequence[Any]) -> dict[str, tuple[str, ...]]:
    """Return the case numbers behind each column of the total row, in their order."""
    kinds = {one.id: one.kind for one in built.committees}
    found: dict[str, list[str]] = {key: [] for key in built.parts}
    places = {
        key: [
            (part, [one.key for one in built.slots[part.arm]].index(part.key) + 4) for part in parts
        ]
        for key, parts in built.parts.items()
    }
    for line in lines:
        for key, wanted in places.items():
            for part, position in wanted:
                counts = line[0] == part.arm and takes(part, kinds[line[1]])
                if counts and line[position] is not None:
                    found[key].append(line[2])
    return {key: tuple(sorted(numbers)) for key, numbers in found.items()}


def _values(
    columns: Sequence[Indicator | RateColumn], figures: Mapping[str, int], denominator: str
) -> tuple[Value, ...]:
    return tuple(
        _rate(one, figures, denominator) if isinstance(one, RateColumn) else figures[one.key]
        for one in columns
    )


def _rate(column: RateColumn, figures: Mapping[str, int], denominator: str) -> Rate:
    terms = column.denominator(denominator).terms
    return Rate(figures[column.numerator], sum(figures[term] for term in terms))


def _headings(columns: Sequence[Indicator | RateColumn]) -> tuple[Heading, ...]:
    """Return the tree of headings; columns with the same path stand side by side."""
    return _level([(one.path, one) for one in columns])


def _level(
    columns: Sequence[tuple[tuple[str, ...], Indicator | RateColumn]],
) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    at = 0
    while at < len(columns):
        path, column = columns[at]
        if not path:
            headings.append(_leaf(column))
            at += 1
            continue
        until = at
        while until < len(columns) and columns[until][0][:1] == path[:1]:
            until += 1
        below = [(rest[1:], one) for rest, one in columns[at:until]]
        headings.append(Heading(path[0], children=_level(below)))
        at = until
    return tuple(headings)


def _leaf(column: Indicator | RateColumn) -> Heading:
    unit = "率" if isinstance(column, RateColumn) else column.measure.label
    return Heading(column.label, column.key, column.definition, unit)


def _basis_lines(
    definition: TableDefinition, counting: Counting, total: Mapping[str, int], denominator: str
) -> tuple[str, ...]:
    """Return the basis of counting in words, as printed below every table."""
    oral = "含口头协议" if counting.count_oral else "不含口头协议"
    lines = [
        f"统计时段：{counting.period.label}",
        f"统计口径：{counting.basis.label}（{definition.basis_texts[counting.basis]}）；{oral}",
    ]
    for column in definition.rates:
        used = column.denominator(denominator)
        others = "；".join(
            f"{one.label} {Rate(total[column.numerator], _sum(one.terms, total)).text}"
            for one in column.denominators
        )
        lines.append(f"{column.label}：本表采用{used.label}。{others}")
    return (*lines, *definition.notes)


def _sum(terms: Sequence[str], figures: Mapping[str, int]) -> int:
    return sum(figures[term] for term in terms)
