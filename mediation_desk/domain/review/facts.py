"""What the rules know of a case: frozen, plain, made by services/review_facts.py."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import (
    AgentKind,
    Authority,
    Capacity,
    ClauseKind,
    ConfirmationResult,
    Form,
    Origin,
    PartyKind,
    Role,
    SessionResult,
    Sex,
    Side,
    Signer,
    Willingness,
)
from mediation_desk.domain.dossier import ItemRule
from mediation_desk.domain.reference import DisputeType


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody acting for a party."""

    name: str
    kind: AgentKind
    authority: Authority
    has_letter: bool


@dataclass(frozen=True, slots=True)
class Party:
    """A party; `needs_guardian`: cannot act alone by age or capacity."""

    id: str
    name: str
    side: Side
    kind: PartyKind
    sex: Sex
    born_on: date | None
    ethnicity: str
    id_kind: str
    id_number: str
    phone: str
    occupation: str
    address: str
    credit_code: str
    legal_representative: str
    capacity: Capacity
    willingness: Willingness
    agents: tuple[Agent, ...] = ()

    @property
    def natural(self) -> bool:
        """Tell whether this is a person."""
        return self.kind is PartyKind.NATURAL


@dataclass(frozen=True, slots=True)
class Session:
    """One session; instants in China's time."""

    ordinal: int
    held_at: datetime
    ended_at: datetime | None
    place: str
    present_ids: tuple[str, ...]
    absent_note: str
    record: str
    result: SessionResult
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Mediator:
    """A mediator's part in the case, ended or not."""

    name: str
    role: Role
    from_on: date
    to_on: date | None
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited to take part."""

    name: str
    consented: bool


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due under the clause of an ordinal.

    `proved`: there is a receipt or a note of the proof; `urged`: somebody urged it once it was due.
    """

    clause: int
    due_on: date | None
    amount_fen: int | None
    performed_on: date | None
    proved: bool
    urged: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise; `due` is its term in words, "" for none, `parts` its instalments' amounts."""

    ordinal: int
    kind: ClauseKind
    content: str
    debtor: str
    creditor: str
    amount_fen: int | None
    due: str
    due_on: date | None
    manner: str
    period_months: int
    parts: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that is wanted, or the seal; `signed_on` None while it is missing."""

    role: Signer
    signer_id: str
    name: str
    signed_on: date | None
    manner: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement in force."""

    form: Form
    reached_on: date
    facts: str
    disputed_matters: str
    responsibility: str
    performance_manner: str
    performance_deadline: str
    on_spot: bool
    party_asked_written: bool
    copies: int
    effect_on: date | None
    effect_reason: str
    clauses: tuple[Clause, ...]
    dues: tuple[Due, ...]
    signers: tuple[Signed, ...]
    confirm_until: date | None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An application to the court."""

    filed_on: date
    result: ConfirmationResult
    ruled_on: date | None
    docket_number: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A follow-up visit; `hidden`: it found a hidden problem; `measures`: what was done then."""

    visited_on: date
    hidden: bool
    measures: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An investigation."""

    name: str
    investigators: str
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The last one printed of a kind; `number` is the case number it bears, "" for none."""

    kind: str
    label: str
    session: int
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan or a piece of evidence, filed under an item of the dossier.

    `outdated`: it is the signed sheet of a paper that was printed anew since; `stale`: of one that
    would say something else now, as far as that was looked at. `paper_id` is that paper's.
    """

    slot: str
    name: str
    source: str
    proves: str
    outdated: bool = False
    stale: bool = False
    paper_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A case as a reviewer finds it, on the day of `today`.

    `limit_on` is the limit in force; `same_facts` are the numbers of other cases whose facts are
    word for word these; `delegated`: handed over by a court, the police, another office;
    `follow_up_days` after its effect an agreement should have been looked after. `items` are the
    lines of a dossier and its covers.
    """

    today: date
    number: str
    series: str
    title: str
    type: DisputeType | None
    source_group: str
    delegated: bool
    source_reference: str
    origin: Origin
    difficulty: str
    occurred_on: date | None
    place: str
    facts: str
    disputed_matters: str
    requests: tuple[str, ...]
    registered_on: date
    accepted_on: date | None
    refusal_reason: str
    refused: bool
    limit_on: date | None
    extended_to: date | None
    extension_reason: str
    terminated_on: date | None
    termination_ground: str
    remedies: tuple[str, ...]
    closed_on: date | None
    retention: str
    parties: tuple[Party, ...]
    mediators: tuple[Mediator, ...]
    guests: tuple[Guest, ...]
    sessions: tuple[Session, ...]
    agreement: Agreement | None
    confirmations: tuple[Confirmation, ...]
    papers: tuple[Paper, ...]
    inquiries: tuple[Inquiry, ...]
    visits: tuple[Visit, ...]
    follow_up_days: int
    items: tuple[ItemRule, ...]
    scans: tuple[Scan, ...] = ()
    same_facts: tuple[str, ...] = ()

    @property
    def ended_on(self) -> date | None:
        """The day mediation came to its result, None while it goes on."""
        return self.agreement.reached_on if self.agreement else self.terminated_on

    def holds(self, *kinds: str) -> bool:
        """Tell whether the dossier holds one of these papers, printed here or scanned."""
        slots = {one.code for one in self.items if not set(kinds).isdisjoint(one.papers)}
        printed = any(paper.kind in kinds for paper in self.papers)
        return printed or any(scan.slot in slots for scan in self.scans)
