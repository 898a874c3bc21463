"""What runs out (任期、聘期、等级): committees' terms, mediators' engagements and grades."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.office_checks import TERM_WARNING_DAYS
from mediation_desk.services.permissions import needs
from mediation_desk.services.roster_rows import EndingKind, EndingRow
from mediation_desk.storage.tables.office import committee, mediator


class TermService:
    """Tells whose term, engagement or grade is over or nearly so."""

    def __init__(self, context: Context) -> None:
        """Work on the office of `context`."""
        self._context = context

    @needs(Permission.LOOK)
    def ending(self) -> tuple[EndingRow, ...]:
        """Return what has run out or will soon, the longest over first."""
        with self._context.db.read() as connection:
            return ending_in(connection, self._context.today())


def ending_in(connection: Connection, today: date) -> tuple[EndingRow, ...]:
    """Return what ran out before `today` or will in the days of warning, of those in office."""
    return tuple(sorted(_endings(connection, today), key=lambda row: (row.ends_on, row.name)))


def _endings(connection: Connection, today: date) -> Iterator[EndingRow]:
    last = today + timedelta(days=TERM_WARNING_DAYS)
    for kind, (query, ends) in _QUERIES.items():
        for row in connection.execute(query.where(ends <= last)):
            late = row.ends_on < today
            yield EndingRow(row.id, kind, row.name, row.committee_name, row.ends_on, late)


def _of_mediators(ends: ColumnElement[date]) -> Select[Any]:
    head = (mediator.c.id, mediator.c.name, committee.c.name.label("committee_name"))
    query = select(*head, ends.label("ends_on"))
    joined = query.join(committee, committee.c.id == mediator.c.committee_id)
    return joined.where(mediator.c.active == 1)


_OF_COMMITTEES = select(
    committee.c.id,
    committee.c.name,
    committee.c.name.label("committee_name"),
    committee.c.term_ends_on.label("ends_on"),
).where(committee.c.active == 1)
_QUERIES: dict[EndingKind, tuple[Select[Any], ColumnElement[date]]] = {
    EndingKind.TERM: (_OF_COMMITTEES, committee.c.term_ends_on),
    EndingKind.ENGAGEMENT: (_of_mediators(mediator.c.term_to), mediator.c.term_to),
    EndingKind.GRADE: (_of_mediators(mediator.c.grade_until), mediator.c.grade_until),
}
