"""What reviews of dossiers take and give back, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.review.model import Outcome
from mediation_desk.domain.review.sheet import Item, Veto
from mediation_desk.services.replies import Asked


class Stage(Labelled):
    """How far the review of a dossier has come."""

    WAITING = "waiting", "待评"
    HALF = "half", "已评一份"
    APART = "apart", "相差过大，待合议"
    DONE = "done", "已定分"


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A review as it is opened: cases closed from … to, so many percent of them, by lot."""

    title: str
    from_on: date
    to_on: date
    percent: int
    seed: int
    reviewer_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """A reviewer's marks by the items' codes; `veto` is the code of one, "" for none."""

    points: Mapping[str, int]
    notes: Mapping[str, str] = field(default_factory=dict)
    veto: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one reviewer gave."""

    reviewer: str
    points: Mapping[str, int]
    notes: Mapping[str, str]
    veto: str
    remark: str
    total: int
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A review in the list; `mine` dossiers wait for whoever is signed in."""

    id: str
    title: str
    from_on: date
    to_on: date
    percent: int
    seed: int
    candidates: int
    drawn: int
    done: int
    mine: int
    opened_by: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier of a review. Marks and their sums are told when both are in, not before.

    `why_not_mark` and `why_not_settle` say why whoever is signed in cannot, "" where they can.
    """

    id: str
    case_id: str
    number: str
    title: str
    lead_name: str
    type_label: str
    stage: Stage
    mine: bool
    marked: bool
    totals: tuple[int, ...]
    difference: int
    total: int | None
    grade: str
    rank: int | None
    why_not_mark: str
    why_not_settle: str


@dataclass(frozen=True, slots=True)
class DossierDetail:
    """One dossier to be marked or read: the items it is marked by, what the rules suggest.

    `suggested` are the points of the self-check by item, with `reasons`; `own` is the mark of
    whoever is signed in, `marks` are all of them once both are in; `questions` come with what the
    author replied.
    """

    row: DossierRow
    round_title: str
    sheet_title: str
    outcome: Outcome
    items: tuple[Item, ...]
    vetoes: tuple[Veto, ...]
    suggested: Mapping[str, int]
    reasons: Mapping[str, tuple[str, ...]]
    questions: tuple[Asked, ...]
    own: Mark | None
    marks: tuple[Mark, ...]
    settled_reason: str
    settled_by: str
