"""Everything that can appear on a paper, as frozen data. Money in 分 (fen), times in China's zone.

A service fills these from the store; whatever is unknown stays empty and prints as a blank line.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.documents.dossier_facts import DossierFacts, EvidenceFacts
from mediation_desk.documents.record_facts import (
    DeliveryFacts,
    InvestigationFacts,
    LetterFacts,
    ReceiptFacts,
    UndisputedFacts,
    VisitFacts,
)
from mediation_desk.domain.codes import Form, Origin, PartyKind, Side
from mediation_desk.domain.paper_code import PaperCode, SheetCode


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """Somebody acting for a party: guardian (法定代理人) or agent (委托代理人)."""

    kind_label: str
    """法定代理人 or 委托代理人, as printed."""
    name: str
    relation: str = ""
    id_number: str = ""
    phone: str = ""
    authority_label: str = ""
    is_guardian: bool = False
    """A guardian signs in the party's place."""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party (当事人) as entered for this case."""

    side: Side
    kind: PartyKind
    name: str
    sex_label: str = ""
    ethnicity: str = ""
    born_on: date | None = None
    age: int | None = None
    """Full years on the day of the paper."""
    id_kind_label: str = "公民身份号码"
    id_number: str = ""
    occupation: str = ""
    phone: str = ""
    employer: str = ""
    address: str = ""
    credit_code: str = ""
    legal_representative: str = ""
    legal_representative_title: str = ""
    is_representative: bool = False
    """Elected representative (推选代表人) of a group."""
    agents: tuple[AgentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PartFacts:
    """One instalment of a promise."""

    due_on: date | None
    amount_fen: int | None
    content: str


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """One promise of an agreement; `parts` are its instalments where there are several."""

    ordinal: int
    text: str
    payer: str = ""
    payee: str = ""
    amount_fen: int | None = None
    due_label: str = ""
    manner: str = ""
    place: str = ""
    breach: str = ""
    period_months: int = 0
    parts: tuple[PartFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitedFacts:
    """Somebody invited to take part (参加人)."""

    name: str
    organisation: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One mediation session (第几次调解)."""

    ordinal: int
    held_at: datetime | None = None
    ended_at: datetime | None = None
    place: str = ""
    subject: str = ""
    present: tuple[str, ...] = ()
    """Names of the parties and agents who were there."""
    absent_note: str = ""
    record: str = ""
    result: str = ""
    invited: tuple[InvitedFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    """The committee (人民调解委员会) whose seal the paper bears."""

    name: str
    short_name: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What an agreement says besides its clauses."""

    form: Form = Form.WRITTEN
    reached_on: date | None = None
    facts: str = ""
    disputed_matters: str = ""
    responsibility: str = ""
    clauses: tuple[ClauseFacts, ...] = ()
    performance_manner: str = ""
    performance_deadline: str = ""
    performance_place: str = ""
    amount_fen: int | None = None
    """The amount in issue as agreed (协议涉及金额); None or 0 when no money is involved."""
    copies: int | None = None
    performance_label: str = ""
    """How far performed when an oral agreement is entered: 当场履行, 未到期 …"""


@dataclass(frozen=True, slots=True)
class DueFacts:
    """One thing that fell due, and when it was done."""

    content: str
    due_on: date | None = None
    amount_fen: int | None = None
    performed_on: date | None = None
    debtor: str = ""
    """Who owes it."""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class EndFacts:
    """How the case went on after mediation: effect, court, termination, refusal, closing."""

    outcome_label: str = ""
    """达成书面协议, 达成口头协议, 未达成协议 or 不予受理."""
    effect_on: date | None = None
    dues: tuple[DueFacts, ...] = ()
    court: str = ""
    confirm_safe_on: date | None = None
    """Last day to apply for confirmation, not moved for holidays."""
    terminated_on: date | None = None
    termination_label: str = ""
    remedies: tuple[str, ...] = ()
    refusal_reason: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """One line for somebody's pen; nothing of a signature itself is ever printed."""

    name: str
    """Printed before the line; empty where the name is not known yet."""
    note: str = ""
    """What the line is for when it is not the person's own: 法定代表人, 代理人 …"""
    sealed: bool = False
    """A body that stamps its seal (盖公章)."""


_UNBOUND = DossierFacts()


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case, complete for every paper; `session`, `visit` and the like are the one printed."""

    number: str
    committee: CommitteeFacts
    parties: tuple[PartyFacts, ...]
    title: str = ""
    type_label: str = ""
    source_label: str = ""
    source_group: str = ""
    """The statistics column of the source (domain/reference.SOURCE_GROUPS)."""
    origin: Origin | None = None
    facts: str = ""
    """纠纷简要情况 as told at registration."""
    disputed_matters: str = ""
    requests: tuple[str, ...] = ()
    occurred_on: date | None = None
    place: str = ""
    registered_on: date | None = None
    accepted_on: date | None = None
    registrar: str = ""
    """登记人."""
    mediators: tuple[str, ...] = ()
    """Everyone who mediated, the lead (主办) first."""
    recorder: str = ""
    cross_committee: bool = False
    session: SessionFacts | None = None
    agreement: AgreementFacts | None = None
    end: EndFacts = EndFacts()
    visit: VisitFacts | None = None
    investigation: InvestigationFacts | None = None
    delivery: DeliveryFacts | None = None
    receipt: ReceiptFacts | None = None
    undisputed: UndisputedFacts | None = None
    letter: LetterFacts | None = None
    evidence: tuple[EvidenceFacts, ...] = ()
    dossier: DossierFacts = _UNBOUND
    demo: bool = False
    """Invented data: every page says 演示数据."""
    remarks: str = ""
    by_hand: bool = False
    """A blank form: what takes long to write gets more than one line."""
    code: PaperCode | SheetCode | None = None
    """What the QR code on it says; None for a paper without one."""
    edition: int = 0
    """The how manyeth text of this paper it is (第几版); 0 where nobody counts."""
