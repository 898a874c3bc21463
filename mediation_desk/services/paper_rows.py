"""What the services give back about papers: those there could be, those that were made."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A paper of a case that there is, or will be; `session` is the ordinal a record is of.

    `why_not` says why it cannot be printed yet, "" when it can.
    """

    kind: str
    session: int
    label: str
    why_not: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that was issued: its bytes never change. `session`: the ordinal a record is of."""

    id: str
    kind: str
    session: int
    label: str
    issued_at: datetime
    issued_by: str
    sha256: str
    pages: int
    current: bool
