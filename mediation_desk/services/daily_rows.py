"""Rows of the desk and the calendar; nothing here needs the store: the window can hold it."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import Labelled, State
from mediation_desk.services.filters import Concern


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A case that wants attention, and why, the most pressing reason first."""

    id: str
    number: str
    title: str
    state: State
    lead_name: str
    due_on: date | None
    concerns: tuple[Concern, ...]


class AgendaKind(Labelled):
    """What an entry of the calendar is about."""

    PLANNED = "planned", "约定调解"
    HELD = "held", "已调解"
    LIMIT = "limit", "调解期限"
    DUE = "due", "应履行"
    CONFIRMATION = "confirmation", "司法确认截止"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An entry: `at` is its moment where it has one, `late` says it passed and was not done."""

    id: str
    kind: AgendaKind
    case_id: str
    day: date
    at: datetime | None
    title: str
    number: str
    note: str
    late: bool
