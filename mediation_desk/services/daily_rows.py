"""Rows of the desk and the calendar; nothing here needs the store: the window can hold it."""

from collections.abc import Sequence
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
    FOLLOW_UP = "follow_up", "回访"
    LETTER = "letter", "函件期限"
    REPORT = "report", "报告时限"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An entry: `at` is its moment where it has one, `late` says it passed and was not done.

    A letter that belongs to no case has the case id "".
    """

    id: str
    kind: AgendaKind
    case_id: str
    day: date
    at: datetime | None
    title: str
    number: str
    note: str
    late: bool


class DueState(Labelled):
    """How a promise stands."""

    OPEN = "open", "未履行"
    LATE = "late", "已逾期"
    SOON = "soon", "近期应履行"
    DONE = "done", "已履行"


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line of the performance book; `days_late` is 0 for what is done or not due.

    `paid_fen` is the whole amount once it is performed, before that what receipts say;
    `urged_on` and `promised_on` are those of the last urging.
    """

    id: str
    case_id: str
    number: str
    title: str
    debtor: str
    creditor: str
    content: str
    due_on: date | None
    amount_fen: int | None
    performed_on: date | None
    days_late: int
    paid_fen: int
    urged_on: date | None
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class BookTotals:
    """How many promises, the amounts promised and paid, in 分."""

    number: int
    promised_fen: int
    paid_fen: int


@dataclass(frozen=True, slots=True)
class PartyTotals:
    """What one party owes, or is owed, over all cases; a name for a person or body."""

    id: str
    name: str
    cases: int
    number: int
    late: int
    promised_fen: int
    paid_fen: int


@dataclass(frozen=True, slots=True)
class BookFilters:
    """What narrows the book: how promises stand, words in names, content, title or number."""

    state: DueState | None = None
    text: str = ""
    committee_id: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Lines of the performance book, and the sums of all there are."""

    rows: tuple[BookRow, ...]
    totals: BookTotals


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mediator who could take a case: why, and in `doubt` the question of closeness, if any."""

    id: str
    name: str
    reasons: tuple[str, ...]
    doubt: str


SUGGESTED = 3
"""How many mediators are suggested for a case."""


def suggested(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return those of the candidates who are suggested: the first about whom nothing is asked."""
    return tuple(one for one in candidates if not one.doubt)[:SUGGESTED]
