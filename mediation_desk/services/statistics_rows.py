"""What the statistics service gives back: frozen tables whose every figure can be opened."""

from collections.abc import Iterator
from dataclasses import dataclass

from mediation_desk.domain.periods import Period
from mediation_desk.domain.statistics import Basis, Rows, Severity, Value
from mediation_desk.services.filters import Figure


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table to choose, the way it is counted unless told otherwise, what its rows are."""

    key: str
    title: str
    default_basis: Basis
    rows: Rows


@dataclass(frozen=True, slots=True)
class UnitOption:
    """A unit to choose: "" is the whole office; `level` 0 office, 1 township, 2 committee."""

    unit: str
    label: str
    level: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over columns, or (with a `key`) over one column of figures.

    `definition` is the counting rule in words, `unit_label` 件, 人, 元, 次 or 率; a rate opens the
    cases of the column it `counts`. One of `records` opens other records than cases.
    """

    label: str
    key: str = ""
    definition: str = ""
    unit_label: str = ""
    children: tuple["Heading", ...] = ()
    counts: str = ""
    records: bool = False

    def leaves(self) -> Iterator["Heading"]:
        """Yield the columns under this heading, from left to right."""
        if self.key:
            yield self
        for child in self.children:
            yield from child.leaves()

    def paths(self) -> Iterator[tuple[str, ...]]:
        """Yield the headings over each column, from this one down to the column's own."""
        if self.key:
            yield (self.label,)
        for child in self.children:
            yield from ((self.label, *path) for path in child.paths())


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record behind a figure that counts no cases, and what it adds."""

    id: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of figures, one per column; where the rows are not units, `row` says which it is."""

    unit: str
    label: str
    level: int
    values: tuple[Value, ...]
    row: str = ""


@dataclass(frozen=True, slots=True)
class BrokenEquation:
    """A relation that does not hold in one row: both numbers, the columns on its two sides."""

    key: str
    label: str
    severity: Severity
    unit: str
    row: str
    unit_label: str
    left: int
    right: int
    columns: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The whole finding in words."""
        return (
            f"{self.severity.label}：{self.unit_label}，{self.label}：{self.left} 与 {self.right}。"
        )


@dataclass(frozen=True, slots=True)
class StatisticsTable:
    """A statistics table for one unit and period; amounts in 分, rates as Rate.

    `corner` is what its rows are: 单位, 主办调解员 …
    """

    key: str
    title: str
    period: Period
    unit: str
    unit_label: str
    basis: Basis
    basis_lines: tuple[str, ...]
    columns: tuple[Heading, ...]
    corner: str
    rows: tuple[UnitRow, ...]
    total: UnitRow
    equations_checked: int
    equations_off: int
    broken: tuple[BrokenEquation, ...]
    demo: bool

    @property
    def period_label(self) -> str:
        """The period with its first and last day."""
        return self.period.label

    @property
    def leaves(self) -> tuple[Heading, ...]:
        """The columns of figures, in the order of every row's values."""
        return tuple(leaf for heading in self.columns for leaf in heading.leaves())

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The headings over each column from the top down, as `leaves` has the columns."""
        return tuple(path for heading in self.columns for path in heading.paths())

    @property
    def verdict(self) -> str:
        """What a reader must know about the equations: 勾稽关系 …"""
        off = f"（另有 {self.equations_off} 项已关闭）" if self.equations_off else ""
        if self.broken:
            return f"未通过 {len(self.broken)} 项校验{off}"
        return f"{self.equations_checked} 项勾稽关系全部通过{off}"

    def figure(self, column: str, row: UnitRow) -> Figure:
        """Return what names a figure of this table, for a list of the cases behind it."""
        line = () if row == self.total else (row.unit, row.row)
        return Figure(self.key, self.period, self.unit, self.basis.value, column, line)

    def value(self, column: str, unit: str | None = None) -> Value:
        """Return one figure; without a unit that of the total row. Raises KeyError."""
        position = [leaf.key for leaf in self.leaves].index(column)
        if unit is None:
            return self.total.values[position]
        return next(row for row in self.rows if row.unit == unit).values[position]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table beside the same one of the same period a year before (上年同期)."""

    now: StatisticsTable
    before: StatisticsTable

    def twin(self, row: UnitRow) -> UnitRow | None:
        """Return the same row a year before; months by their place, None for a new unit."""
        if row == self.now.total:
            return self.before.total
        if self.now.corner == Rows.MONTHS.label:
            at = self.now.rows.index(row)
            return self.before.rows[at] if at < len(self.before.rows) else None
        same = (row.unit, row.row)
        return next((one for one in self.before.rows if (one.unit, one.row) == same), None)

    def value(self, column: str, row: UnitRow) -> Value:
        """Return what stood in the same cell a year before, 0 where there was no such cell."""
        twin = self.twin(row)
        keys = [leaf.key for leaf in self.before.leaves]
        if twin is None or column not in keys:
            return 0
        return twin.values[keys.index(column)]
