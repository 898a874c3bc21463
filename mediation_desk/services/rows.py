"""What services give back: frozen, complete, nothing lazy. Dates, aware UTC instants, 分."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import (
    AgentKind,
    Authority,
    Capacity,
    ChosenBy,
    ClauseKind,
    ConfirmationResult,
    Form,
    Origin,
    PartyKind,
    Performance,
    Role,
    Sex,
    Side,
    Signer,
    State,
    Willingness,
)
from mediation_desk.domain.lifecycle import Move
from mediation_desk.services.record_rows import CaseRecords


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the case list; `due_on` is the limit in force, `days_left` counts to it.

    `found` says where the words searched for stand.
    """

    id: str
    number: str
    title: str
    state: State
    type_label: str
    committee_name: str
    lead_name: str
    parties: str
    registered_on: date
    accepted_on: date | None
    due_on: date | None
    days_left: int | None
    agreed_on: date | None
    agreed_fen: int
    place: str
    found: str = ""
    risk: str = ""
    risk_label: str = ""


@dataclass(frozen=True, slots=True)
class MoveState:
    """Whether a move is possible now; `why_not` explains a greyed button."""

    move: Move
    label: str
    enabled: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class AgentRow:
    """Somebody acting for a party."""

    id: str
    kind: AgentKind
    name: str
    relation: str
    id_number: str
    phone: str
    authority: Authority
    has_letter: bool


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as typed for this case.

    As CaseService.show gives it, `id_number` and `phone` have their middle hidden, the agents' too;
    RevealService gives them whole, CaseService.draft the whole case for its form.
    """

    id: str
    person_id: str
    side: Side
    kind: PartyKind
    name: str
    sex: Sex
    born_on: date | None
    ethnicity: str
    id_kind: str
    id_number: str
    native_region: str
    phone: str
    occupation: str
    employer: str
    address: str
    credit_code: str
    legal_representative: str
    legal_representative_title: str
    capacity: Capacity
    willingness: Willingness
    special_groups: tuple[str, ...]
    is_representative: bool
    note: str
    agents: tuple[AgentRow, ...]


@dataclass(frozen=True, slots=True)
class Revealed:
    """The whole numbers of a party or of somebody acting for one, by the row's id."""

    id: str
    id_number: str
    phone: str


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A mediator's part in the case; `to_on` is set when it ended."""

    id: str
    mediator_id: str
    mediator_name: str
    role: Role
    chosen_by: ChosenBy
    from_on: date
    to_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """Somebody invited to take part."""

    id: str
    name: str
    organisation: str
    relation: str
    consented: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session."""

    id: str
    ordinal: int
    held_at: datetime
    ended_at: datetime | None
    place: str
    subject: str
    present_ids: tuple[str, ...]
    absent_note: str
    record: str
    result: str
    next_at: datetime | None
    recorded_by: str


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """One thing that falls due."""

    id: str
    clause_id: str
    due_on: date | None
    amount_fen: int | None
    content: str
    performed_on: date | None
    performed_note: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One promise."""

    id: str
    ordinal: int
    kind: ClauseKind
    content: str
    debtor_id: str
    creditor_id: str
    amount_fen: int | None
    due_on: date | None
    due_text: str
    manner: str
    place: str
    breach: str
    period_months: int
    counted: bool


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One signature, or the seal."""

    id: str
    role: Signer
    signer_id: str
    signed_on: date
    manner: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class SignerRow:
    """Somebody whose signature the agreement wants, or the seal; `signed_on` None: not yet."""

    role: Signer
    signer_id: str
    name: str
    signed_on: date | None
    manner: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class AgreementDetail:
    """The agreement in force; `missing` says whose signatures its effect still waits for."""

    id: str
    form: Form
    reached_on: date
    facts: str
    disputed_matters: str
    responsibility: str
    performance_manner: str
    performance_deadline: str
    performance_place: str
    performed_on_spot: bool
    party_asked_written: bool
    effect_on: date | None
    effect_reason: str
    copies: int
    amount_fen: int
    clauses: tuple[ClauseRow, ...]
    instalments: tuple[InstalmentRow, ...]
    signatures: tuple[SignatureRow, ...]
    signers: tuple[SignerRow, ...]
    missing: tuple[str, ...]
    performance: Performance
    confirmation_safe_on: date | None
    confirmation_last_on: date | None
    confirmation_certain: bool
    confirmation_warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    """An application for judicial confirmation."""

    id: str
    court: str
    filed_on: date
    result: ConfirmationResult
    ruled_on: date | None
    docket_number: str
    note: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """Everything of one case.

    `limit_on` is the limit in force; `days_left` counts to it while it runs. `next_move` is the
    step that comes next as a rule.
    """

    id: str
    revision: int
    number: str
    series: str
    state: State
    title: str
    committee_id: str
    committee_name: str
    origin: Origin
    application_form: Form | None
    source: str
    source_label: str
    source_reference: str
    type: str
    type_label: str
    difficulty: str
    difficulty_label: str
    risk: str
    risk_label: str
    occurred_on: date | None
    place: str
    facts: str
    disputed_matters: str
    requests: tuple[str, ...]
    claim_fen: int | None
    people_involved: int
    flags: tuple[str, ...]
    is_public: bool
    cross_committee: bool
    recorded_by: str
    registered_on: date
    accepted_on: date | None
    refusal_reason: str
    due_on: date | None
    limit_on: date | None
    days_left: int | None
    next_session_at: datetime | None
    next_visit_on: date | None
    limit_label: str
    limit_certain: bool
    extended_to: date | None
    extension_reason: str
    terminated_on: date | None
    termination_ground: str
    termination_label: str
    termination_note: str
    remedies: tuple[str, ...]
    closed_on: date | None
    deleted_on: date | None
    deletion_reason: str
    destroyed_on: date | None
    retention: str
    parties: tuple[PartyRow, ...]
    assignments: tuple[AssignmentRow, ...]
    invited: tuple[InvitedRow, ...]
    sessions: tuple[SessionRow, ...]
    agreement: AgreementDetail | None
    confirmations: tuple[ConfirmationRow, ...]
    records: CaseRecords
    moves: tuple[MoveState, ...]
    next_move: Move | None
    stage: int
    outcome: State | None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office this store belongs to."""

    id: str
    name: str
    region_code: str
    region_name: str
    demo: bool


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee in the list; `warnings` say what the Act expects (3–9 members, a woman …)."""

    id: str
    revision: int
    parent_id: str
    name: str
    short_name: str
    kind: str
    kind_label: str
    specialty: str
    region_code: str
    township: str
    village: str
    address: str
    phone: str
    founded_on: date | None
    term_ends_on: date | None
    number_pattern: str
    active: bool
    mediator_count: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MediatorRow:
    """A mediator in the list."""

    id: str
    revision: int
    committee_id: str
    committee_name: str
    name: str
    sex: Sex
    position_label: str
    employment_label: str
    phone: str
    grade: str
    active: bool
    open_cases: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose from a list: id or code, and its words."""

    id: str
    label: str
