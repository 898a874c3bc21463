"""What narrows a case list; nothing here needs the store, so that the window can hold it."""

from dataclasses import dataclass

from mediation_desk.domain.codes import State

OPEN = (State.REGISTERED, State.ACCEPTED, State.MEDIATING)
"""States of a case that is being worked on (在办)."""

ENDED = (State.AGREED, State.TERMINATED, State.REFUSED, State.CLOSED)
"""States in which no mediation limit runs."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; empty means everything. `ids` restricts to a statistics cell's cases."""

    text: str = ""
    states: tuple[State, ...] = ()
    type_group: str = ""
    committee_id: str = ""
    mediator_id: str = ""
    overdue_only: bool = False
    due_within_days: int | None = None
    ids: tuple[str, ...] | None = None
    order: str = "registered"
    descending: bool = True
