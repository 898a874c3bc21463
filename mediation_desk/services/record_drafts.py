"""What a user typed of a record beside the sessions, whole and frozen.

Choices are the codes of domain/codes.py; "" is a choice nobody has made, and is refused.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import Sex


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A follow-up visit (回访): what was found, never what was hoped."""

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
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class InvestigationDraft:
    """An investigation (调查): whom, where, the questions and answers. `age` 0: not asked."""

    held_at: datetime
    place: str
    name: str
    record: str
    ended_at: datetime | None = None
    subject: str = ""
    attended: str = ""
    sex: Sex = Sex.UNKNOWN
    age: int = 0
    occupation: str = ""
    address: str = ""
    phone: str = ""
    investigators: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """A delivery (送达): what, to whom, how, and who took it or why nobody did."""

    papers: str
    recipient: str
    method: str
    sent_on: date
    address: str = ""
    received_on: date | None = None
    received_by: str = ""
    relation: str = ""
    failure: str = ""
    delivered_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptDraft:
    """A receipt (收条) as it stands on paper; `instalment_id` says which promise it is about."""

    received_on: date
    payer: str
    payee: str
    method: str
    amount_fen: int | None = None
    instalment_id: str = ""
    purpose: str = ""
    witness: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class UrgingDraft:
    """An urging to perform (督促, Act art 31): whom, how, and what they answered."""

    urged_on: date
    method: str
    reached: str
    instalment_id: str = ""
    answer: str = ""
    promised_on: date | None = None
    urged_by: str = ""


@dataclass(frozen=True, slots=True)
class RecusalDraft:
    """A recusal asked for or a relation disclosed (回避与披露), and what came of it."""

    mediator_id: str
    kind: str
    stated_on: date
    relation: str
    ground: str
    decision: str
    raised_by: str = ""
    opinions: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class PauseDraft:
    """An appraisal (鉴定、评估) whose time does not count in the limit: entrusted, report in.

    `to_on` may be the day that is expected; it is corrected once the report is there.
    """

    from_on: date
    to_on: date
    subject: str
    organ: str = ""


@dataclass(frozen=True, slots=True)
class UndisputedDraft:
    """Facts that nobody disputes (无争议事实记载), to be signed by all.

    在线调解规则 art 22, 山东省多元化解纠纷促进条例 art 24: apart from any concession.
    """

    noted_on: date
    content: str
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class SupplementDraft:
    """What became known after closing (补充记载)."""

    noted_on: date
    content: str
    recorded_by: str = ""
