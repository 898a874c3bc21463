"""Records of a case as services give them back, frozen; the drafts with an id each."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import Sex


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A follow-up visit."""

    id: str
    visited_on: date
    method: str
    reached: str
    performance: str
    opinion: str
    opinion_note: str
    litigated: str
    litigation_note: str
    hidden: str
    hidden_note: str
    measures: str
    visited_by: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class InvestigationRow:
    """An investigation."""

    id: str
    held_at: datetime
    ended_at: datetime | None
    place: str
    subject: str
    attended: str
    name: str
    sex: Sex
    age: int
    occupation: str
    address: str
    phone: str
    record: str
    investigators: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery."""

    id: str
    papers: str
    recipient: str
    address: str
    method: str
    sent_on: date
    received_on: date | None
    received_by: str
    relation: str
    failure: str
    delivered_by: str
    note: str


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt."""

    id: str
    instalment_id: str
    payer: str
    payee: str
    amount_fen: int | None
    purpose: str
    method: str
    received_on: date
    witness: str
    note: str


@dataclass(frozen=True, slots=True)
class UrgingRow:
    """An urging to perform."""

    id: str
    instalment_id: str
    urged_on: date
    method: str
    reached: str
    answer: str
    promised_on: date | None
    urged_by: str


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """A recusal or disclosure."""

    id: str
    mediator_id: str
    mediator_name: str
    kind: str
    stated_on: date
    raised_by: str
    relation: str
    ground: str
    decision: str
    opinions: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """What became known after closing."""

    id: str
    noted_on: date
    content: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class UndisputedRow:
    """Facts that nobody disputes."""

    id: str
    noted_on: date
    content: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class PauseRow:
    """An appraisal whose time does not count."""

    id: str
    from_on: date
    to_on: date
    subject: str
    organ: str


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """Every record of a case, each kind in order of time."""

    visits: tuple[VisitRow, ...] = ()
    investigations: tuple[InvestigationRow, ...] = ()
    deliveries: tuple[DeliveryRow, ...] = ()
    receipts: tuple[ReceiptRow, ...] = ()
    urgings: tuple[UrgingRow, ...] = ()
    supplements: tuple[SupplementRow, ...] = ()
    recusals: tuple[RecusalRow, ...] = ()
    undisputed: tuple[UndisputedRow, ...] = ()
    pauses: tuple[PauseRow, ...] = ()
