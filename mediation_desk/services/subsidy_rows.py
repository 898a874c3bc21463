"""What the subsidy services take and give back, frozen; nothing here needs the store."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.money import Fen
from mediation_desk.domain.subsidy import Assessment, Scheme


class ClaimState(Labelled):
    """How far a claim (补贴申报) has come."""

    DRAFT = "draft", "未提交"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "被退回"
    APPROVED = "approved", "已审定"
    PAID = "paid", "已发放"


OPEN = (ClaimState.DRAFT, ClaimState.RETURNED)
"""States in which cases come and go and amounts are worked out anew."""


class StepKind(Labelled):
    """What happened to a claim or to one of its cases."""

    OPENED = "opened", "建立申报"
    SUBMITTED = "submitted", "提交"
    RETURNED = "returned", "退回"
    FAULTED = "faulted", "指出问题"
    TAKEN_OUT = "taken_out", "移出案件"
    APPROVED = "approved", "审定"
    PAID = "paid", "发放"


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A version of the rules; `own` is false for the program's sample, `until` the day after it.

    `why_not` says why it may not be changed any more, `doubts` what looks like a mistake.
    """

    id: str
    revision: int
    scheme: Scheme
    own: bool
    until: date | None
    why_not: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialSum:
    """How many cases could be claimed by some rules, and what they would bring."""

    cases: int
    paid_fen: Fen


@dataclass(frozen=True, slots=True)
class Trial:
    """A version tried out on the cases of a year, beside the rules in force; no days: no cases."""

    doubts: tuple[str, ...]
    first_on: date | None
    last_on: date | None
    draft: TrialSum
    present: TrialSum


@dataclass(frozen=True, slots=True)
class SubsidyRow:
    """A case with what it comes to; `doubt` asks whether it is another's dispute again.

    `returned` is why it came back from an earlier claim, "" for never.
    """

    id: str
    number: str
    title: str
    committee_name: str
    assessment: Assessment
    doubt: str = ""
    returned: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be claimed."""
        return not self.assessment.missing


@dataclass(frozen=True, slots=True)
class ClaimName:
    """A claim: its period in words, how far it has come."""

    id: str
    period: str
    state: ClaimState


@dataclass(frozen=True, slots=True)
class Proposal:
    """The cases of a period that no claim holds; `claimed` others are in one already."""

    rows: tuple[SubsidyRow, ...]
    claimed: int
    sample: bool
    """Whether the amounts follow from the program's sample, not from the county's rules."""
    open_claims: tuple[ClaimName, ...] = ()

    @property
    def ready(self) -> tuple[SubsidyRow, ...]:
        """Those that can be claimed."""
        return tuple(row for row in self.rows if row.ready)

    @property
    def paid_fen(self) -> Fen:
        """What these come to."""
        return sum(row.assessment.paid_fen for row in self.ready)


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A new claim: its period in words and days, whose cases, which ones."""

    period: str
    first_on: date
    last_on: date
    case_ids: tuple[str, ...]
    committee_id: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the list; `why` is the reason of its last return."""

    id: str
    revision: int
    period: str
    first_on: date
    last_on: date
    committee_name: str
    state: ClaimState
    cases: int
    paid_fen: Fen
    paid_on: date | None
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class CaseSubsidy:
    """How one case stands with subsidies: in which claim (None: in none yet), what it comes to.

    `line` is None while it has no result.
    """

    claim: ClaimName | None
    line: SubsidyRow | None
    sample: bool
    """Whether the amount follows from the program's sample, not from the county's rules."""


@dataclass(frozen=True, slots=True)
class PayRow:
    """A line of the pay sheet (补贴发放表): one mediator, the cases, the sum, what was cut."""

    mediator_id: str
    name: str
    committee_name: str
    cases: int
    tiers: str
    amount_fen: Fen
    cut_fen: Fen
    bank_name: str
    bank_card: str

    @property
    def paid_fen(self) -> Fen:
        """What is paid out."""
        return self.amount_fen - self.cut_fen


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """When, who, what, about which case ("" for the whole), why."""

    at: datetime
    by: str
    kind: StepKind
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """A whole claim: its cases, what each mediator gets (card numbers masked), its history."""

    row: ClaimRow
    lines: tuple[SubsidyRow, ...]
    people: tuple[PayRow, ...]
    steps: tuple[ClaimStep, ...]

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """What has to be mended before it can be submitted."""
        faults = [
            f"{line.number or line.title}：{line.assessment.missing[0]}"
            for line in self.lines
            if not line.ready
        ]
        return tuple(faults if self.lines else ["申报里还没有案件。"])
