"""What every case adds to a table: the lists behind a workbook, a report, a comparison."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from sqlalchemy import Connection

from mediation_desk.services.statistics_build import Built
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow
from mediation_desk.services.statistics_sql import Part, lines_statement, takes


@dataclass(slots=True)
class Share:
    """One case's part in a table: what it adds, by row key ("" in units or months) and column."""

    number: str
    committee_id: str
    adds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def columns(self) -> dict[str, int]:
        """Return what the case adds to each column of the total."""
        found: Counter[str] = Counter()
        for (_, column), added in self.adds.items():
            found[column] += added
        return dict(found)


def read_shares(connection: Connection, built: Built) -> dict[str, Share]:
    """Return every case that is counted anywhere in the table, by its id."""
    counting = built.question.counting
    kinds = {one.id: one.kind for one in built.committees}
    statement = lines_statement(counting, built.slots, list(kinds))
    wanted = _places(built)
    shares: dict[str, Share] = {}
    for line in connection.execute(statement):
        for column, part, position in wanted.get(line[0], ()):
            if line[position] is not None and takes(part, kinds[line[1]]):
                share = shares.setdefault(line[3], Share(line[4], line[1]))
                share.adds[line[2] or "", column] += line[position]
    _put_opening(built, shares)
    return shares


def _places(built: Built) -> dict[int, list[tuple[str, Part, int]]]:
    """Return by arm which column looks at which place of a line."""
    order = {
        part.key: position
        for parts in built.slots.values()
        for position, part in enumerate(parts, start=5)
    }
    found: dict[int, list[tuple[str, Part, int]]] = {}
    for column, parts in built.parts.items():
        for part in parts:
            found.setdefault(int(part.arm), []).append((column, part, order[part.key]))
    return found


def _put_opening(built: Built, shares: dict[str, Share]) -> None:
    """Let the opening be made of the cases the report before was made of."""
    opening = built.opening
    if opening is None:
        return
    for share in shares.values():
        share.adds.pop(("", opening.column), None)
    for case_id, (committee_id, number) in opening.cases.items():
        shares.setdefault(case_id, Share(number, committee_id)).adds["", opening.column] = 1


Numbers = Mapping[int, Mapping[str, tuple[str, ...]]]
"""Case numbers by row of a table (the total's at the number of rows) and column."""


def numbers_by_row(table: StatisticsTable, shares: Mapping[str, Share]) -> Numbers:
    """Return the case numbers behind each figure, in their order.

    A row has its own cases and those of the rows below it (a township: of its committees); a row
    that is a month has none of its own.
    """
    own: dict[str, dict[str, set[str]]] = {}
    for share in shares.values():
        for key, column in share.adds:
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
