"""What a user typed, whole and frozen, on its way into a service.

Dates are `date`, instants aware datetimes, money 分; codes are the stable ones of domain/codes.py
and of the reference lists (type, source, difficulty, special groups, flags).
"""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

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
    Sex,
    Side,
    Signer,
    Willingness,
)
from mediation_desk.domain.identity import RESIDENT_CARD


def typed(draft: Any) -> dict[str, Any]:
    """Return what stands in a draft's own fields; unlike asdict it leaves their values alone."""
    return {one.name: getattr(draft, one.name) for one in fields(draft)}


@dataclass(frozen=True, slots=True)
class AgentDraft:
    """Somebody acting for a party: guardian or agent, with the letter of authority or not."""

    name: str
    kind: AgentKind = AgentKind.AGENT
    relation: str = ""
    id_number: str = ""
    phone: str = ""
    authority: Authority = Authority.GENERAL
    has_letter: bool = False


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """One party as typed for this case; the ID number fills `sex` and `born_on` when empty."""

    name: str
    side: Side
    kind: PartyKind = PartyKind.NATURAL
    sex: Sex = Sex.UNKNOWN
    born_on: date | None = None
    ethnicity: str = ""
    id_kind: str = RESIDENT_CARD
    id_number: str = ""
    phone: str = ""
    occupation: str = ""
    employer: str = ""
    address: str = ""
    credit_code: str = ""
    legal_representative: str = ""
    legal_representative_title: str = ""
    capacity: Capacity = Capacity.FULL
    willingness: Willingness = Willingness.UNKNOWN
    special_groups: tuple[str, ...] = ()
    is_representative: bool = False
    agents: tuple[AgentDraft, ...] = ()
    note: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A dispute as registered (申请书 / 受理登记表)."""

    committee_id: str
    type: str
    source: str
    facts: str
    registered_on: date
    parties: tuple[PartyDraft, ...]
    origin: Origin = Origin.APPLICATION
    application_form: Form | None = Form.ORAL
    source_reference: str = ""
    difficulty: str = "general"
    occurred_on: date | None = None
    place: str = ""
    disputed_matters: str = ""
    requests: tuple[str, ...] = ()
    claim_fen: int | None = None
    people_involved: int = 0
    flags: tuple[str, ...] = ()
    is_public: bool = True
    cross_committee: bool = False
    recorded_by: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The answer to a question asked before acceptance (domain/acceptance.py)."""

    code: str
    answer: str


@dataclass(frozen=True, slots=True)
class AcceptDraft:
    """Acceptance: when, under which number series, an old paper number where there is one.

    `circumstances` are the codes of domain/acceptance.Circumstance the registrar ticked.
    """

    accepted_on: date
    series: str = ""
    sequence: int | None = None
    circumstances: tuple[str, ...] = ()
    answers: tuple[AnswerDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitedDraft:
    """Somebody invited to take part, with the parties' consent or not (Act art 20)."""

    name: str
    organisation: str = ""
    relation: str = ""
    consented: bool = False


@dataclass(frozen=True, slots=True)
class AssignDraft:
    """Who mediates, and how they were chosen."""

    lead_id: str
    from_on: date
    co_ids: tuple[str, ...] = ()
    recorder_id: str = ""
    invited: tuple[InvitedDraft, ...] = ()
    chosen_by: ChosenBy = ChosenBy.APPOINTED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """One session: when, where, who was there, what was said, what comes next."""

    held_at: datetime
    place: str
    record: str
    present_ids: tuple[str, ...] = ()
    result: str = "continue"
    ended_at: datetime | None = None
    subject: str = ""
    absent_note: str = ""
    next_at: datetime | None = None
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class InstalmentDraft:
    """One thing that falls due under a clause."""

    due_on: date | None
    amount_fen: int | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """One promise: who does what for whom, how much, by when, how, where, and what if not.

    `amount_fen` is what one payment amounts to; with `period_months` it repeats, and twelve months
    count as the amount involved. `counted` False keeps it out of 协议涉及金额 (settlements between
    payers). Party references are party ids or, on registration files, the parties' names.
    """

    content: str
    kind: ClauseKind = ClauseKind.ACT
    debtor_id: str = ""
    creditor_id: str = ""
    amount_fen: int | None = None
    due_on: date | None = None
    due_text: str = ""
    manner: str = ""
    place: str = ""
    breach: str = ""
    period_months: int = 0
    counted: bool = True
    instalments: tuple[InstalmentDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureDraft:
    """One signature or the seal, as it stands on the paper. Never invented by the program."""

    role: Signer
    signed_on: date
    signer_id: str = ""
    manner: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """What was agreed, written or oral, with the signatures there are already."""

    form: Form
    reached_on: date
    facts: str
    clauses: tuple[ClauseDraft, ...]
    disputed_matters: str = ""
    responsibility: str = ""
    performance_manner: str = ""
    performance_deadline: str = ""
    performance_place: str = ""
    performed_on_spot: bool = False
    party_asked_written: bool = False
    signatures: tuple[SignatureDraft, ...] = ()
    effect_on: date | None = None
    effect_reason: str = ""


@dataclass(frozen=True, slots=True)
class TerminationDraft:
    """The end without agreement: ground, and the remedies the parties were told (Act art 26)."""

    terminated_on: date
    ground: str
    remedies: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionDraft:
    """A longer limit, agreed by the parties."""

    extended_to: date
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmationDraft:
    """An application for judicial confirmation and what became of it."""

    court: str
    filed_on: date
    result: ConfirmationResult = ConfirmationResult.PENDING
    ruled_on: date | None = None
    docket_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CommitteeDraft:
    """A committee (调委会) as set up."""

    name: str
    short_name: str
    kind: str
    parent_id: str = ""
    specialty: str = ""
    region_code: str = ""
    township: str = ""
    village: str = ""
    address: str = ""
    phone: str = ""
    founded_on: date | None = None
    term_ends_on: date | None = None
    number_pattern: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class MediatorDraft:
    """A mediator's record (domain.md §4.2)."""

    committee_id: str
    name: str
    sex: Sex = Sex.UNKNOWN
    id_number: str = ""
    born_on: date | None = None
    ethnicity: str = ""
    education: str = ""
    major: str = ""
    employer: str = ""
    other_identity: str = ""
    position: str = ""
    employment: str = ""
    purchased_service: bool = False
    origin: str = ""
    since_year: int | None = None
    experience: str = ""
    injury_on_duty: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    politics: str = ""
    marital_status: str = ""
    occupation: str = ""
    qualification: str = ""
    address: str = ""
    introduction: str = ""
    grade: str = ""
    graded_on: date | None = None
    term_from: date | None = None
    term_to: date | None = None
    licence_number: str = ""
    subsidised: bool = True
    active: bool = True
    bank_name: str = ""
    bank_card: str = ""
    grade_until: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """First set-up: the office, its committees and mediators in one go.

    `mediators` name their committee by its name in `committees`.
    """

    name: str
    region_code: str = ""
    region_name: str = ""
    demo: bool = False
    committees: tuple[CommitteeDraft, ...] = ()
    mediators: tuple[MediatorDraft, ...] = field(default=())
