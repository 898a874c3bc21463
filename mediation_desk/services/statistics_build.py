"""From the statement's rows to a finished table: figures, headings, rates, equations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from mediation_desk.domain.statistics import (
    RECORDS,
    Equation,
    Indicator,
    Rate,
    RateColumn,
    Rows,
    TableDefinition,
    Value,
)
from mediation_desk.services.statistics_lines import Line
from mediation_desk.services.statistics_question import Question
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

    label: str
    committees: tuple[CommitteeUnit, ...]
    demo: bool
    lines: tuple[Line, ...]
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


class Added(NamedTuple):
    """What one case adds to a figure."""

    number: str
    amount: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What was under way when the period began, as the report before it says (期初取自上期)."""

    column: str
    report_id: str
    sentence: str
    total: int
    units: Mapping[str, int]
    cases: Mapping[str, tuple[str, str]]
    """Committee and number of each case, by its id."""

    def of(self, committees: set[str]) -> dict[str, Added]:
        """Return the cases of some committees, by number."""
        listed = ((number, one) for one, (of, number) in self.cases.items() if of in committees)
        return {one: Added(number, 1) for number, one in sorted(listed)}


@dataclass(frozen=True, slots=True)
class Counted:
    """What each indicator is made of, the numbers, how many cases the bin keeps out."""

    parts: Parts
    figures: Figures
    in_bin: int = 0
    opening: Opening | None = None

    def total(self, place: Place) -> dict[str, int]:
        """Return every indicator's figure for the whole table."""
        found = self._values(place.committees, place.everything)
        return found | ({self.opening.column: self.opening.total} if self.opening else {})

    def line(self, line: Line) -> dict[str, int]:
        """Return every indicator's figure for a row."""
        found = self._values(line.members, line.keys)
        opening = self.opening
        return found | ({opening.column: opening.units.get(line.unit, 0)} if opening else {})

    def counted_opening(self, place: Place) -> int:
        """Return what the cases themselves would say was under way."""
        column = self.opening.column if self.opening else ""
        return self._values(place.committees, place.everything).get(column, 0)

    def _values(self, committees: Sequence[CommitteeUnit], keys: Keys) -> dict[str, int]:
        kinds = {one.id: one.kind for one in committees}
        return {key: self.figures.add(parts, kinds, keys) for key, parts in self.parts.items()}


@dataclass(frozen=True, slots=True)
class Built:
    """A table and how it was counted."""

    table: StatisticsTable
    question: Question
    slots: Slots
    parts: Parts
    committees: tuple[CommitteeUnit, ...]
    opening: Opening | None


def slots_of(parts: Parts) -> Slots:
    """Return the figures each arm has to give, each once."""
    slots: Slots = {}
    for group in parts.values():
        for part in group:
            standing = slots.setdefault(part.arm, [])
            if all(one.key != part.key for one in standing):
                standing.append(part)
    return slots


def build_table(question: Question, place: Place, counted: Counted) -> StatisticsTable:
    """Return the finished table; equations are tried in every row and in the total.

    A line nobody asked to see (a dissolved committee's) is there only where it has figures.
    """
    definition, counting = question.definition, question.counting
    denominator = question.rules.denominator
    total = counted.total(place)
    columns = [
        one
        for one in definition.columns()
        if isinstance(one, RateColumn) or not one.only_if_any or total[one.key]
    ]
    shown = [
        (line, found)
        for line in place.lines
        if any((found := counted.line(line)).values()) or line.lasting
    ]
    rows = tuple(
        UnitRow(line.unit, line.label, line.level, values_in(columns, found, denominator), line.row)
        for line, found in shown
    )
    last = UnitRow(question.unit, "合计", 0, values_in(columns, total, denominator))
    checked = [
        one for one in definition.equations if one.tried(counting.basis) and not one.over_time
    ]
    figures = [*(found for _, found in shown), total]
    return StatisticsTable(
        key=definition.key,
        title=definition.title,
        period=counting.period,
        unit=question.unit,
        unit_label=place.label,
        basis=counting.basis,
        basis_lines=(
            *basis_lines_of(definition, counting, total, denominator),
            *_remarks(place, counted),
        ),
        columns=headings_of(columns, denominator),
        corner="单位" if definition.rows is Rows.UNITS else definition.rows.label,
        rows=rows,
        total=last,
        equations_checked=len(checked),
        equations_off=sum(not one.on for one in definition.equations),
        broken=broken_in(checked, zip((*rows, last), figures, strict=True)),
        demo=place.demo,
    )


def _remarks(place: Place, counted: Counted) -> tuple[str, ...]:
    """Return what a reader must know about cases kept out and about where the opening is from."""
    found = []
    if counted.opening:
        now, then = counted.counted_opening(place), counted.opening.total
        told = "与现有数据一致" if now == then else f"按现有数据是 {now} 件"
        found.append(f"{counted.opening.sentence}，{then} 件，{told}。")
    if counted.in_bin:
        found.append(f"回收站里有 {counted.in_bin} 件案件，没有计入。")
    return tuple(found)


def broken_in(
    equations: Sequence[Equation], rows: Iterable[tuple[UnitRow, Mapping[str, int]]]
) -> tuple[BrokenEquation, ...]:
    """Return the relations that do not hold, row by row."""
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


def values_in(
    columns: Sequence[Indicator | RateColumn], figures: Mapping[str, int], denominator: str
) -> tuple[Value, ...]:
    """Return a row's values in the order of its columns, rates worked out."""
    return tuple(
        _rate(one, figures, denominator) if isinstance(one, RateColumn) else figures[one.key]
        for one in columns
    )


def _rate(column: RateColumn, figures: Mapping[str, int], denominator: str) -> Rate:
    terms = column.denominator(denominator).terms
    return Rate(figures[column.numerator], sum(figures[term] for term in terms))


def _told(column: Indicator | RateColumn, denominator: str) -> Indicator | RateColumn:
    """Return the column; a rate with what this table divides by in its definition."""
    if isinstance(column, Indicator):
        return column
    used = column.denominator(denominator).label
    return replace(column, definition=f"{column.definition}本表采用{used}。")


def headings_of(columns: Sequence[Indicator | RateColumn], denominator: str) -> tuple[Heading, ...]:
    """Return the tree of headings; columns with the same path stand side by side."""
    return _level([(one.path, _told(one, denominator)) for one in columns])


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
    if isinstance(column, RateColumn):
        return Heading(column.label, column.key, column.definition, "率", counts=column.numerator)
    return Heading(
        column.label,
        column.key,
        column.definition,
        column.measure.label,
        records=column.moment in RECORDS,
    )


def basis_lines_of(
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
