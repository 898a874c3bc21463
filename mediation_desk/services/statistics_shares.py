"""What every case adds to a table: the lists behind a workbook, a report, a comparison."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow


@dataclass(slots=True)
class Share:
    """One case's part in a table: what it adds, by row key ("" in units or months) and column.

    In a table of months, `months` say what it adds to each of them; they need not add up to the
    whole, where a case is under way in several.
    """

    number: str
    committee_id: str
    adds: Counter[tuple[str, str]] = field(default_factory=Counter)
    months: Counter[tuple[str, str]] = field(default_factory=Counter)

    def columns(self) -> dict[str, int]:
        """Return what the case adds to each column of the total."""
        found: Counter[str] = Counter()
        for (_, column), added in self.adds.items():
            found[column] += added
        return dict(found)


Numbers = Mapping[int, Mapping[str, tuple[str, ...]]]
"""Case numbers by row of a table (the total's at the number of rows) and column."""


def numbers_by_row(table: StatisticsTable, shares: Mapping[str, Share]) -> Numbers:
    """Return the case numbers behind each figure, in their order.

    A row has its own cases and those of the rows below it (a township: of its committees).
    """
    own: dict[str, dict[str, set[str]]] = {}
    for share in shares.values():
        for key, column in (*share.adds, *share.months):
            place = own.setdefault(key or share.committee_id, {})
            place.setdefault(column, set()).add(share.number)
    found: dict[int, dict[str, tuple[str, ...]]] = {len(table.rows): numbers_of(shares)}
    for at in range(len(table.rows)):
        gathered: dict[str, set[str]] = {}
        for part in _with_below(table, at):
            for column, numbers in own.get(part.row or part.unit, {}).items():
                gathered.setdefault(column, set()).update(numbers)
        found[at] = {column: tuple(sorted(numbers)) for column, numbers in gathered.items()}
    return found


def _with_below(table: StatisticsTable, at: int) -> Iterator[UnitRow]:
    level = table.rows[at].level
    yield table.rows[at]
    yield from takewhile(lambda one: one.level > level, table.rows[at + 1 :])


def numbers_of(shares: Mapping[str, Share]) -> dict[str, tuple[str, ...]]:
    """Return the case numbers behind each column of the total row, in their order."""
    found: dict[str, list[str]] = {}
    for share in shares.values():
        for column in share.columns():
            found.setdefault(column, []).append(share.number)
    return {column: tuple(sorted(numbers)) for column, numbers in found.items()}
