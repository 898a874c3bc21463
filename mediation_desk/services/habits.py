"""How a person has arranged the program for themselves (个人习惯): kept in the store, per person.

Saved filters and the cases opened last say whom somebody looked for: they are encrypted like the
cases. They are nobody's record, so the journal does not know them.
"""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, select

from mediation_desk.domain.codes import State
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.filters import Concern, Filters
from mediation_desk.services.permissions import needs
from mediation_desk.storage.tables.habits import habit

COLUMNS = "case_columns"
FILTERS = "case_filters"
WIDTHS = "case_widths"
RECENT = "recent_cases"

LAST = 20
"""Cases opened last that are remembered."""


class HabitService:
    """What whoever is signed in has arranged."""

    def __init__(self, context: Context) -> None:
        """Work on the habits of who is acting in `context`."""
        self._context = context

    @needs(Permission.PRESENT)
    def columns(self) -> tuple[str, ...]:
        """Return the columns chosen for the case list, in order; () for the usual ones."""
        return tuple(self._find(COLUMNS, ()))

    @needs(Permission.PRESENT)
    def keep_columns(self, names: tuple[str, ...]) -> None:
        """Keep other columns for the case list; () goes back to the usual ones."""
        self._keep(COLUMNS, names)

    @needs(Permission.PRESENT)
    def widths(self) -> dict[str, int]:
        """Return how wide columns of the case list were made, in pixels at 100 %, by name."""
        return dict(self._find(WIDTHS, {}))

    @needs(Permission.PRESENT)
    def keep_widths(self, widths: dict[str, int]) -> None:
        """Keep the widths of columns of the case list; {} goes back to the usual ones."""
        self._keep(WIDTHS, widths)

    @needs(Permission.PRESENT)
    def filters(self) -> dict[str, Filters]:
        """Return the filters that were saved, by name."""
        return {name: _filters(kept) for name, kept in self._find(FILTERS, {}).items()}

    @needs(Permission.PRESENT)
    def save_filters(self, name: str, filters: Filters) -> None:
        """Save filters under a name, in the place of what had that name."""
        self._keep(FILTERS, self._find(FILTERS, {}) | {name: asdict(filters)})

    @needs(Permission.PRESENT)
    def drop_filters(self, name: str) -> None:
        """Forget the filters of a name."""
        kept = self._find(FILTERS, {})
        self._keep(FILTERS, {one: kept[one] for one in kept if one != name})

    @needs(Permission.PRESENT)
    def recent(self) -> tuple[str, ...]:
        """Return the ids of the cases opened last, the last first."""
        return tuple(self._find(RECENT, ()))

    @needs(Permission.PRESENT)
    def opened(self, case_id: str) -> None:
        """Remember that a case was opened; a store that cannot be written remembers nothing."""
        standing = self._find(RECENT, ())
        if self._context.db.writable and standing[:1] != [case_id]:
            others = [one for one in standing if one != case_id]
            self._keep(RECENT, [case_id, *others][:LAST])

    def _find(self, name: str, usual: Any) -> Any:
        query = select(habit.c.content).where(habit.c.owner == self._owner, habit.c.name == name)
        with self._context.db.read() as connection:
            kept = connection.execute(query).scalar_one_or_none()
        return usual if kept is None else json.loads(kept)

    def _keep(self, name: str, content: Any) -> None:
        words = json.dumps(content, ensure_ascii=False)
        with self._context.db.write() as connection:
            own = (habit.c.owner == self._owner, habit.c.name == name)
            connection.execute(delete(habit).where(*own))
            row = {"owner": self._owner, "name": name, "content": words}
            connection.execute(insert(habit), row)

    @property
    def _owner(self) -> str:
        me = self._context.session.me
        return me.id if me else self._context.actor


def _filters(kept: dict[str, Any]) -> Filters:
    """Return filters as they were saved, however few of today's parts that version knew."""
    return Filters(
        text=kept.get("text", ""),
        states=tuple(State(one) for one in kept.get("states", ())),
        type_group=kept.get("type_group", ""),
        committee_id=kept.get("committee_id", ""),
        mediator_id=kept.get("mediator_id", ""),
        risk=kept.get("risk", ""),
        concern=Concern(kept["concern"]) if kept.get("concern") else None,
        order=kept.get("order", "registered"),
        descending=kept.get("descending", True),
        then=tuple((name, down) for name, down in kept.get("then", ())),
    )
