"""What must not be forgotten beside the cases (联动待办、任期): each figure is its list."""

from mediation_desk.domain.rights import Permission
from mediation_desk.services.attention import when_of
from mediation_desk.services.context import Context
from mediation_desk.services.filters import Matter
from mediation_desk.services.letters import count_pressing
from mediation_desk.services.lines import count_overdue
from mediation_desk.services.permissions import needs
from mediation_desk.services.sweeps import overdue_in
from mediation_desk.services.terms import ending_in
from mediation_desk.services.zero_reports import missing_in


class MatterService:
    """Counts what waits in the pages of 联动 and in the roster."""

    def __init__(self, context: Context) -> None:
        """Work on the office of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def counts(self) -> dict[Matter, int]:
        """Return how many letters press, lines wait, reports and sweeps lack, terms run out."""
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            return {
                Matter.LETTERS: count_pressing(connection, when),
                Matter.LINES: count_overdue(connection, when),
                Matter.ZERO: len(missing_in(connection, when.today)),
                Matter.SWEEPS: len(overdue_in(connection, when.today)),
                Matter.TERMS: len(ending_in(connection, when.today)),
            }
