"""Reading what every case adds to a table out of the store."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from mediation_desk.services.statistics_build import Built, Parts, Slots, slots_of
from mediation_desk.services.statistics_read import lines_of, months_of
from mediation_desk.services.statistics_shares import Share
from mediation_desk.services.statistics_sql import Counting, Part, lines_statement, takes
from mediation_desk.services.statistics_units import CommitteeUnit


def read_shares(connection: Connection, built: Built) -> dict[str, Share]:
    """Return every case that is counted anywhere in the table, by its id."""
    question, shares = built.question, dict[str, Share]()
    for line in _lines(connection, question.counting, built.parts, built.committees):
        line.share_in(shares).adds[line.key, line.column] += line.added
    lines = lines_of(connection, question, built.committees)
    for key, month, parts in months_of(question, lines):
        for line in _lines(connection, month, parts, built.committees):
            line.share_in(shares).months[key, line.column] += line.added
    _put_opening(built, shares)
    return shares


class _Line(NamedTuple):
    """What a case adds to a column."""

    case_id: str
    number: str
    committee_id: str
    key: str
    column: str
    added: int

    def share_in(self, shares: dict[str, Share]) -> Share:
        """Return the case's share, begun where this is its first line."""
        return shares.setdefault(self.case_id, Share(self.number, self.committee_id))


def _lines(
    connection: Connection, counting: Counting, parts: Parts, committees: Sequence[CommitteeUnit]
) -> Iterator[_Line]:
    kinds, slots = {one.id: one.kind for one in committees}, slots_of(parts)
    wanted = _places(slots, parts)
    for line in connection.execute(lines_statement(counting, slots, list(kinds))):
        arm, committee_id, key, case_id, number = line[:5]
        for column, part, position in wanted.get(arm, ()):
            if line[position] is not None and takes(part, kinds[committee_id]):
                yield _Line(case_id, number, committee_id, key or "", column, line[position])


def _places(slots: Slots, parts: Parts) -> dict[int, list[tuple[str, Part, int]]]:
    """Return by arm which column looks at which place of a line."""
    order = {
        part.key: position
        for group in slots.values()
        for position, part in enumerate(group, start=5)
    }
    found: dict[int, list[tuple[str, Part, int]]] = {}
    for column, group in parts.items():
        for part in group:
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
