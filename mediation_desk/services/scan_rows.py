"""What is told about scans that come in as a pile, and about those nobody's case was found for."""

from dataclasses import dataclass, field
from datetime import datetime

from mediation_desk.domain.paper_code import PaperCode, SheetCode
from mediation_desk.services.evidence_rows import Incoming


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A scan that was read: the file, or the pages of one that belong together, and their code."""

    incoming: Incoming = field(repr=False)
    code: PaperCode | SheetCode | None = None
    numbers: tuple[int, ...] = ()
    """The pages of the printed paper that are there, as far as they say so."""
    of: int = 0
    """Which file of the pile it came from, counted from 0."""
    found: bool = False
    """Whether its code leads to a case here."""


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A scan that waits until somebody says whose it is; `why` says why it found no case."""

    id: str
    name: str
    why: str
    pages: int
    media: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a stray scan may belong: a printed paper whose signed sheet has not come back yet.

    Without a `paper_id` it is the case alone, found by words.
    """

    case_id: str
    number: str
    title: str
    label: str
    paper_id: str = ""
    slot: str = "evidence"
    issued_at: datetime | None = None

    @property
    def id(self) -> str:
        """What tells one from another in a list."""
        return self.paper_id or self.case_id
