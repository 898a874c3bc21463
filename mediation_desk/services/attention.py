"""Nobody forgotten (工作台): how many cases each concern has, and the cases with their reasons."""

from sqlalchemy import Connection, func, select

from mediation_desk.domain.codes import State
from mediation_desk.domain.rights import Permission
from mediation_desk.services.concerns import When, about, condition, limit_on
from mediation_desk.services.context import Context
from mediation_desk.services.daily_rows import WorkRow
from mediation_desk.services.filters import Concern
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.settings import DAYS, values_of
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import mediator

REASONS = tuple(one for one in Concern if one is not Concern.ANY)


class AttentionService:
    """Tells what must not be forgotten."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def counts(self) -> dict[Concern, int]:
        """Return how many cases each concern has, all as of one moment."""
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            return {concern: _count(connection, concern, when) for concern in Concern}

    @needs(Permission.READ_CASES)
    def count(self, concern: Concern) -> int:
        """Return how many cases one concern has."""
        with self._context.db.read() as connection:
            return _count(connection, concern, when_of(self._context, connection))

    @needs(Permission.READ_CASES)
    def cases(self, *, limit: int = 50) -> tuple[WorkRow, ...]:
        """Return the cases that want attention: by the most pressing reason, then by their limit.

        What waits for the same reason stands in the order of its limit, the oldest first.
        """
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            keys = _pressing(connection, when, limit)
            query = (
                select(
                    CASE_KEY.label("key"),
                    dispute.c.id,
                    dispute.c.number,
                    dispute.c.title,
                    dispute.c.state,
                    mediator.c.name,
                    limit_on().label("limit_on"),
                    *(condition(one, when).label(one.value) for one in REASONS),
                )
                .select_from(dispute)
                .outerjoin(mediator, mediator.c.id == dispute.c.lead_id)
                .where(CASE_KEY.in_(among(keys)))
            )
            found = {row.key: row for row in connection.execute(query)}
            hidden = hidden_among(connection, self._context, [row.id for row in found.values()])
        return tuple(
            WorkRow(
                id=row.id,
                number=row.number,
                title=NEUTRAL_TITLE if row.id in hidden else row.title,
                state=State(row.state),
                lead_name=row.name or "",
                due_on=row.limit_on,
                concerns=tuple(one for one in REASONS if getattr(row, one.value)),
            )
            for row in (found[key] for key in keys)
        )


def _count(connection: Connection, concern: Concern, when: When) -> int:
    meant = about(concern, when).subquery()
    query = select(func.count(meant.c.key.distinct()))
    return int(connection.execute(query).scalar_one())


def _pressing(connection: Connection, when: When, limit: int) -> list[int]:
    """Return the keys of the first cases, concern by concern until there are enough."""
    keys: list[int] = []
    for reason in REASONS:
        meant = about(reason, when).subquery()
        query = select(meant.c.key).distinct().where(meant.c.key.not_in(among(keys)))
        ordered = query.order_by(meant.c.limit_on, meant.c.key).limit(limit - len(keys))
        keys += connection.execute(ordered).scalars()
    return keys


def when_of(context: Context, connection: Connection) -> When:
    """Return the present moment with the office's days of warning."""
    return When(now=context.clock.now(), today=context.today(), **values_of(connection, DAYS))
