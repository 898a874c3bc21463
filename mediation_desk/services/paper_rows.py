"""What the services give back about papers: those there could be, those that were made."""

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.clock import CHINA


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
    edition: int = 0
    """The how manyeth text of this paper, 0 for one printed before papers said so."""
    text: str = ""
    """The digits in its foot, 3f9a-1c2b."""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """What a printed sheet is: the answer to the digits in its foot."""

    case_id: str
    number: str
    label: str
    edition: int
    newest: int
    """The newest edition of the same paper."""
    issued_at: datetime
    issued_by: str

    @property
    def sentence(self) -> str:
        """Say it in words."""
        day = self.issued_at.astimezone(CHINA)
        later = f"，之后还有第{self.newest}版" if self.newest > self.edition else "，是最新的一版"
        return (
            f"{self.number}的{self.label}第{self.edition}版，"
            f"{day.year}年{day.month}月{day.day}日由{self.issued_by}打印{later}。"
        )
