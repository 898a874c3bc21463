"""Nobody forgotten (工作台): how many cases each concern has, and the cases with their reasons."""

from sqlalchemy import Connection, func, select

from mediation_desk.domain.codes import State
from mediation_desk.domain.rights import Permission
from mediation_desk.services.concerns import When, condition
from mediation_desk.services.context import Context
from mediation_desk.services.daily_rows import WorkRow
from mediation_desk.services.filters import Concern
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.settings import DAYS, values_of
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import mediator


class AttentionService:
    """Tells what must not be forgotten."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def counts(self) -> dict[Concern, int]:
        """Return how many cases each concern has, in one query."""
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            figures = [
                select(func.count())
                .select_from(dispute)
                .where(condition(concern, when))
                .scalar_subquery()
                for concern in Concern
            ]
            found = connection.execute(select(*figures)).one()
        return dict(zip(Concern, found, strict=True))

    @needs(Permission.READ_CASES)
    def cases(self, *, limit: int = 50) -> tuple[WorkRow, ...]:
        """Return the cases that want attention, the longest past their limit first."""
        with self._context.db.read() as connection:
            when = when_of(self._context, connection)
            reasons = [one for one in Concern if one is not Concern.ANY]
            limit_on = func.coalesce(dispute.c.extended_to, dispute.c.due_on)
            query = (
                select(
                    dispute.c.id,
                    dispute.c.number,
                    dispute.c.title,
                    dispute.c.state,
                    mediator.c.name,
                    limit_on.label("limit_on"),
                    *(condition(one, when).label(one.value) for one in reasons),
                )
                .outerjoin(mediator, mediator.c.id == dispute.c.lead_id)
                .where(condition(Concern.ANY, when))
                .order_by(*(condition(one, when).desc() for one in reasons), limit_on)
                .limit(limit)
            )
            rows = connection.execute(query).all()
            hidden = hidden_among(connection, self._context, [row.id for row in rows])
        return tuple(
            WorkRow(
                id=row.id,
                number=row.number,
                title=NEUTRAL_TITLE if row.id in hidden else row.title,
                state=State(row.state),
                lead_name=row.name or "",
                due_on=row.limit_on,
                concerns=tuple(one for one in reasons if getattr(row, one.value)),
            )
            for row in rows
        )


def when_of(context: Context, connection: Connection) -> When:
    """Return the present moment with the office's days of warning."""
    return When(now=context.clock.now(), today=context.today(), **values_of(connection, DAYS))
