"""The records beside the sessions as their papers print them; what is unknown stays empty."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A follow-up visit (回访); choices are the codes of domain/codes.py."""

    visited_on: date
    method: str
    reached: str
    performance: str
    opinion: str
    litigated: str
    hidden: str
    opinion_note: str = ""
    litigation_note: str = ""
    hidden_note: str = ""
    measures: str = ""
    visited_by: str = ""


@dataclass(frozen=True, slots=True)
class InvestigationFacts:
    """An investigation (调查): one person asked."""

    held_at: datetime
    ended_at: datetime | None = None
    place: str = ""
    subject: str = ""
    attended: str = ""
    name: str = ""
    sex_label: str = ""
    age: int = 0
    occupation: str = ""
    address: str = ""
    phone: str = ""
    record: str = ""
    investigators: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """A delivery (送达)."""

    papers: str
    recipient: str
    address: str
    method: str
    sent_on: date
    received_on: date | None = None
    received_by: str = ""
    relation: str = ""
    failure: str = ""
    delivered_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter (函件): to whom, under which numbers, about what it answers."""

    body: str
    own_number: str = ""
    answered: str = ""
    """The letter this one answers, as 〔2025〕12号函委派 reads."""
    due_on: date | None = None
    attachments: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """A receipt (收条)."""

    payer: str
    payee: str
    method: str
    received_on: date
    amount_fen: int | None = None
    purpose: str = ""
    witness: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class UndisputedFacts:
    """Facts that nobody disputes (无争议事实)."""

    content: str
    noted_on: date
    recorded_by: str = ""
