"""Statistics as data: what an indicator counts, how a table is headed, which figures must agree.

The tables themselves are resources/reference/statistics/*.toml, read by statistics_tables.py;
services/statistics.py evaluates them. Definitions and equations marked [U] in the data are this
program's defaults, not official rules, and every table prints the ones it used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.reference import Status


class Basis(Labelled):
    """Which date puts a case into a period (统计口径)."""

    DATES = "dates", "按各项发生日期"
    ACCEPTED = "accepted", "按受理日期"


class Moment(StrEnum):
    """What must have happened in the period for a case to be counted.

    `CARRIED` and `PENDING` are stocks: under way just before the period, and at its end. From
    `FILED` on it is not the case that is counted but what belongs to it: an application to the
    court, an agreement whose last due day has come, a session, a mediator who helped, a promise to
    pay that comes to nothing; from `SWEEP` on it is no case at all.
    """

    ACCEPTED = "accepted"
    EFFECTIVE = "effective"
    FAILED = "failed"
    PERFORMED = "performed"
    CONFIRMED = "confirmed"
    CARRIED = "carried"
    PENDING = "pending"
    FILED = "filed"
    MATURED = "matured"
    SESSION = "session"
    ASSISTED = "assisted"
    UNPRICED = "unpriced"
    SWEEP = "sweep"
    PREVENTION = "prevention"
    ZERO_REPORT = "zero_report"
    INQUIRY = "inquiry"
    LETTER = "letter"
    COMMITTEE = "committee"
    MEDIATOR = "mediator"
    BEFALLEN = "befallen"
    VENUE = "venue"
    FUND = "fund"
    CLAIMED = "claimed"
    SHARE = "share"


RECORDS = frozenset(
    {
        Moment.SWEEP,
        Moment.PREVENTION,
        Moment.ZERO_REPORT,
        Moment.INQUIRY,
        Moment.LETTER,
        Moment.COMMITTEE,
        Moment.MEDIATOR,
        Moment.BEFALLEN,
        Moment.VENUE,
        Moment.FUND,
        Moment.CLAIMED,
        Moment.SHARE,
    }
)
"""What is counted and is no case: a figure opens a list of records instead."""


class Rows(Labelled):
    """What stands in the rows of a table, one line each."""

    UNITS = "units", "调解组织"
    MEDIATORS = "mediators", "主办调解员"
    TYPES = "types", "纠纷类型"
    SOURCES = "sources", "案件来源"
    DIFFICULTY = "difficulty", "难易程度"
    FORMS = "forms", "协议形式"
    MONTHS = "months", "月份"
    MAP = "map", "类型对照"


class Measure(Labelled):
    """What is added up, with the unit that is printed; amounts are kept in 分."""

    CASES = "cases", "件"
    PARTIES = "parties", "人"
    FEN = "fen", "元"
    TIMES = "times", "次"
    NUMBER = "number", "个"
    PEOPLE = "people", "人"
    TURNS = "turns", "人次"
    FOUND = "found", "件"
    SETTLED = "settled", "件"
    INVOLVED = "involved", "人"
    HOURS = "hours", "小时"
    CUT = "cut", "元"


class Severity(Labelled):
    """How bad a broken equation is."""

    ERROR = "error", "错误"
    WARNING = "warning", "提醒"


QUARTERS = "quarters"
"""A relation over time: each column on the left, summed over the period's quarters, is itself."""

OFF = "off"
"""What an office writes for a relation it does not want tried."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one column: `op` is in, not_in, at_least, at_most or unknown.

    With `attribute` the values are those of an attribute of the column's code list (a source's
    `group`, a difficulty's `counts_as_difficult`) instead of its codes.
    """

    column: str
    op: str
    values: tuple[str, ...]
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of figures; `path` are the headings above its label.

    `only_if_any`: shown only when some row has such cases (未分类), so that none ever vanishes.
    `of` are the indicators it is the sum of, if it is one; nothing is counted in two of them.
    """

    key: str
    label: str
    path: tuple[str, ...]
    definition: str
    moment: Moment
    measure: Measure
    filters: tuple[Filter, ...]
    only_if_any: bool
    of: tuple["Indicator", ...] = ()


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A row that stands for several dispute types (类型对照)."""

    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denominator:
    """One customary denominator of a rate, in words and as a sum of indicators."""

    key: str
    label: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateColumn:
    """A column of rates; which denominator is used is a setting of the office."""

    key: str
    label: str
    path: tuple[str, ...]
    definition: str
    numerator: str
    denominators: tuple[Denominator, ...]

    def denominator(self, key: str) -> Denominator:
        """Return the denominator the setting names, the first one when it is unknown."""
        return next((one for one in self.denominators if one.key == key), self.denominators[0])


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation the figures must keep (勾稽关系); sides are (factor, indicator key) sums."""

    key: str
    label: str
    left: tuple[tuple[int, str], ...]
    relation: str
    right: tuple[tuple[int, str], ...]
    severity: Severity
    on: bool
    bases: tuple[Basis, ...]

    @property
    def over_time(self) -> bool:
        """Tell whether it compares a period with its quarters instead of one row's figures."""
        return self.relation == QUARTERS

    def tried(self, basis: Basis) -> bool:
        """Tell whether it is tried in a table counted by this basis."""
        return self.on and basis in self.bases

    def weighed(self, how: str) -> "Equation":
        """Return the relation as an office wants it: "off", a severity, "" for as defined."""
        if not how:
            return self
        return (
            replace(self, on=False)
            if how == OFF
            else replace(self, on=True, severity=Severity(how))
        )

    def sides(self, figures: Mapping[str, int]) -> tuple[int, int]:
        """Return both sides' numbers."""
        left = sum(factor * figures[key] for factor, key in self.left)
        right = sum(factor * figures[key] for factor, key in self.right)
        return left, right

    def holds(self, figures: Mapping[str, int]) -> bool:
        """Tell whether the figures keep the relation."""
        left, right = self.sides(figures)
        if self.relation == "=":
            return left == right
        return left <= right if self.relation == "<=" else left >= right


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A statistics table: its rows, its columns from left to right, its equations, its notes."""

    key: str
    title: str
    rows: Rows
    default_basis: Basis
    basis_texts: Mapping[Basis, str]
    indicators: tuple[Indicator, ...]
    rates: tuple[RateColumn, ...]
    equations: tuple[Equation, ...]
    notes: tuple[str, ...]
    status: Status
    row_map: tuple[RowGroup, ...] = ()

    def checked(self, checks: Mapping[str, str]) -> "TableDefinition":
        """Return the table with the office's own checks: `table.equation`, off or a severity."""
        equations = tuple(
            one.weighed(checks.get(f"{self.key}.{one.key}", "")) for one in self.equations
        )
        return replace(self, equations=equations)

    def columns(self) -> Iterator[Indicator | RateColumn]:
        """Yield all columns in their order; rates stand at the right end."""
        yield from self.indicators
        yield from self.rates

    def indicator(self, key: str) -> Indicator | None:
        """Return the indicator of a key, None when there is none."""
        return next((one for one in self.indicators if one.key == key), None)

    def rate(self, key: str) -> RateColumn | None:
        """Return the rate of a key, None when there is none."""
        return next((one for one in self.rates if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate that never loses its numerator and denominator."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> str:
        """The rate as "87.50%", rounded half up; "—" where there is nothing to divide by."""
        if self.denominator <= 0:
            return "—"
        hundredths = (self.numerator * 20000 + self.denominator) // (2 * self.denominator)
        return f"{hundredths // 100}.{hundredths % 100:02d}%"

    @property
    def fraction(self) -> Fraction | None:
        """The exact value, None where there is nothing to divide by."""
        return Fraction(self.numerator, self.denominator) if self.denominator > 0 else None

    @property
    def text(self) -> str:
        """The rate with both numbers: "87.50%（7/8）"."""
        return f"{self.percent}（{self.numerator}/{self.denominator}）"

    @property
    def suspicious(self) -> bool:
        """Tell whether the rate is exactly 100 %: worth a second look, never praise."""
        return self.denominator > 0 and self.numerator == self.denominator


Value = int | Rate
"""What stands in a cell: cases, people, 分, or a rate."""
