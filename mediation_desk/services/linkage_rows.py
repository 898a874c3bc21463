"""Drafts and rows of linkage (联动); nothing here needs the store: the window can hold it."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.linkage import (
    Direction,
    Effect,
    LetterKind,
    LetterResult,
    LineKind,
    LineState,
    MonthState,
    ReportKind,
)


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter as typed; `dated_on` is the day it came in or went out."""

    committee_id: str
    direction: Direction
    kind: LetterKind
    body: str
    dated_on: date
    subject: str
    body_name: str = ""
    own_number: str = ""
    their_number: str = ""
    due_on: date | None = None
    parties: str = ""
    attachments: str = ""
    contact: str = ""
    note: str = ""
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class LetterAnswer:
    """The answer to a letter: theirs to one that went out, ours to one that came in."""

    answered_on: date
    result: LetterResult
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter; `days` is how long it is past its day (late) or until then, None for no day."""

    id: str
    revision: int
    draft: LetterDraft
    body_label: str
    committee_name: str
    case_title: str
    answered_on: date | None
    result: LetterResult | None
    answer: str
    waits: bool
    late: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What somebody at the door came with; `informant_id` for a lead of an information officer."""

    committee_id: str
    kind: LineKind
    day: date
    content: str
    name: str = ""
    phone: str = ""
    place: str = ""
    informant_id: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What became of a line."""

    handled_on: date
    state: LineState
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the front desk."""

    id: str
    revision: int
    draft: LineDraft
    state: LineState
    committee_name: str
    informant_name: str
    case_id: str
    case_title: str
    handled_on: date | None
    answer: str
    days_open: int


@dataclass(frozen=True, slots=True)
class SweepDraft:
    """One sweep: where, by whom, how many disputes were found and settled on the spot."""

    committee_id: str
    kind: str
    swept_on: date
    place: str
    people: str = ""
    found: int = 0
    settled: int = 0
    note: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class SweepRow:
    """A sweep; `prevented` is the number of its prevention records."""

    id: str
    revision: int
    draft: SweepDraft
    kind_label: str
    committee_name: str
    prevented: int


@dataclass(frozen=True, slots=True)
class PreventionDraft:
    """One thing prevented, and how many people it was about."""

    committee_id: str
    effect: Effect
    prevented_on: date
    facts: str
    people_involved: int = 0
    place: str = ""
    sweep_id: str = ""
    case_id: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class PreventionRow:
    """A prevention record; it counts once somebody approved it."""

    id: str
    revision: int
    draft: PreventionDraft
    committee_name: str
    case_title: str
    approved_by: str
    approved_on: date | None


@dataclass(frozen=True, slots=True)
class ZeroDraft:
    """本月无纠纷 of one committee and month (2025-12), told by somebody on a day."""

    committee_id: str
    month: str
    reported_by: str
    reported_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ZeroCell:
    """How a committee stands with one month."""

    month: str
    state: MonthState
    report_id: str = ""
    reported_by: str = ""
    reported_on: date | None = None
    cases: int = 0


@dataclass(frozen=True, slots=True)
class ZeroLine:
    """A committee with its twelve months."""

    id: str
    name: str
    cells: tuple[ZeroCell, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The months that nobody reported."""
        return tuple(one.month for one in self.cells if one.state is MonthState.MISSING)

    def free(self, this_month: str) -> tuple[str, ...]:
        """Return the months up to this one that may still be reported as zero."""
        silent = (MonthState.MISSING, MonthState.AHEAD)
        return tuple(
            one.month for one in self.cells if one.state in silent and one.month <= this_month
        )


@dataclass(frozen=True, slots=True)
class InformantDraft:
    """An information officer (信息员)."""

    committee_id: str
    name: str
    phone: str = ""
    area: str = ""
    since_on: date | None = None
    active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class InformantRow:
    """An information officer with the number of leads, and of those that became cases."""

    id: str
    revision: int
    draft: InformantDraft
    committee_name: str
    leads: int
    cases: int


@dataclass(frozen=True, slots=True)
class VenueDraft:
    """A place where people mediate or reason (调解室、评理说事点、个人调解工作室)."""

    committee_id: str
    kind: str
    name: str
    address: str = ""
    keeper: str = ""
    phone: str = ""
    opened_on: date | None = None
    active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue."""

    id: str
    revision: int
    draft: VenueDraft
    kind_label: str
    committee_name: str


@dataclass(frozen=True, slots=True)
class EscalationDraft:
    """That others have to be told of a case, and by when: known at, so many hours."""

    kind: ReportKind
    facts: str
    known_at: datetime
    hours: int


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """The report that was made: when, to whom, by whom (Act art 25)."""

    reported_at: datetime
    reported_to: str
    reported_by: str
    manner: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True)
class EscalationRow:
    """A report that is due or was made; `late` says that its hours ran out before."""

    id: str
    kind: ReportKind
    facts: str
    known_at: datetime
    due_at: datetime
    reported_at: datetime | None
    reported_to: str
    reported_by: str
    manner: str
    measures: str
    late: bool
