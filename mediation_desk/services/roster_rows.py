"""What the roster's services take and give back, frozen; nothing here needs the store."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import Labelled, State
from mediation_desk.domain.money import Fen
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow


class RosterKind(Labelled):
    """What a line of a mediator's record is about (Act arts 14, 15)."""

    TRAINING = "training", "培训"
    AWARD = "award", "表彰"
    LEAVE = "leave", "请假"
    DISCIPLINE = "discipline", "批评或处理"


class EndingKind(Labelled):
    """What runs out."""

    TERM = "term", "调委会任期"
    ENGAGEMENT = "engagement", "调解员聘期"
    GRADE = "grade", "等级有效期"


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A term, an engagement or a grade that is over (`late`) or soon will be.

    `id` is the committee's or the mediator's, as the kind says.
    """

    id: str
    kind: EndingKind
    name: str
    committee_name: str
    ends_on: date
    late: bool


@dataclass(frozen=True, slots=True)
class RosterDraft:
    """A line of a mediator's record as typed; `hours` (学时) are for training."""

    kind: RosterKind
    from_on: date
    title: str
    to_on: date | None = None
    organiser: str = ""
    hours: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A line of a mediator's record."""

    id: str
    revision: int
    mediator_id: str
    draft: RosterDraft


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One figure of a mediator's year; `key` opens the cases behind it, "" where there are none."""

    key: str
    label: str
    text: str
    definition: str


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many cases of a dispute type were taken up, and which."""

    label: str
    case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Average:
    """The mean score of some dossiers, in tenths of a point, and how many were scored."""

    tenths: int
    dossiers: int

    @property
    def text(self) -> str:
        """The mean as it is told: 92.5."""
        return f"{self.tenths // 10}.{self.tenths % 10}"


@dataclass(frozen=True, slots=True)
class MediatorYear:
    """One mediator in one period: figures of the workload table, types, record, subsidy.

    `table` and `row` are what the figures were read from, for opening them; `dossiers` is how the
    program scores those of the cases that came to an end.
    """

    mediator_id: str
    name: str
    committee_name: str
    post: str
    table: StatisticsTable
    row: UnitRow | None
    figures: tuple[YearFigure, ...]
    types: tuple[TypeCount, ...]
    records: tuple[RosterRow, ...]
    hours: int
    leave_days: int
    subsidy_fen: Fen
    dossiers: Average | None

    def of_kind(self, kind: RosterKind) -> tuple[RosterRow, ...]:
        """Return the lines of the record of one kind."""
        return tuple(row for row in self.records if row.draft.kind is kind)


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A case to hand over: the leaver's part in it, what is due, whether the part moves.

    One that does not move is agreed already: its mediator stays on record, the successor sees to
    its performance. `doubt` asks whether the successor is close to a party.
    """

    case_id: str
    number: str
    title: str
    state: State
    role: str
    due_on: date | None
    next_at: datetime | None
    moves: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """Who leaves, who takes over, from which day, why; `resigns` ends the leaver's service."""

    from_id: str
    to_id: str
    handed_on: date
    reason: str
    resigns: bool = False


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A hand-over that was done."""

    id: str
    from_name: str
    to_name: str
    handed_on: date
    reason: str
    lines: tuple[HandoverLine, ...]
