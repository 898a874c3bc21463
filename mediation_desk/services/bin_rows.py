"""What the bin and the archive's appraisal give back, frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.codes import Labelled, State


class Ground(Labelled):
    """Why a case is up for appraisal (到期鉴定)."""

    RETENTION = "retention", "保管期满"
    BIN = "bin", "回收站期满"


class DestructionState(Labelled):
    """How far a list of destruction (销毁清册) has come."""

    PROPOSED = "proposed", "待审批"
    DONE = "done", "已销毁"
    REFUSED = "refused", "已退回"


@dataclass(frozen=True, slots=True)
class BinRow:
    """A case in the bin; `days_left` to take it back, negative when that time is over."""

    id: str
    number: str
    title: str
    state: State
    deleted_on: date
    deleted_by: str
    reason: str
    days_left: int


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case whose time is over; `listed` when it stands in a proposed list already."""

    id: str
    number: str
    title: str
    ground: Ground
    closed_on: date | None
    retention: str
    due_on: date
    listed: bool


@dataclass(frozen=True, slots=True)
class DestructionRow:
    """A list of destruction: who proposed and decided it, when, why, and its cases."""

    id: str
    state: DestructionState
    reason: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    cases: tuple[DueCase, ...]
    why_not: str
    """Why who is signed in may not decide it; "" when they may."""
