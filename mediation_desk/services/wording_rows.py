"""What is shown of the wording of papers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A paper and whose wording it has now."""

    kind: str
    label: str
    version: int
    own: bool
    """Whether the office changed it."""
    saved_at: datetime | None
    saved_by: str


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """One state of a wording that was saved."""

    version: int
    own: bool
    """False where the program's wording was taken again."""
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class WordingPiece:
    """One text of a paper: its place in the template, what it is, how it reads."""

    place: str
    kind: str
    """标题, 段落, 表格 …"""
    text: str


@dataclass(frozen=True, slots=True)
class WordingDetail:
    """The wording of a paper, piece by piece."""

    kind: str
    label: str
    version: int
    own: bool
    pieces: tuple[WordingPiece, ...]
    fields: tuple[str, ...]
    """Names of the fields that can be put in."""


@dataclass(frozen=True, slots=True)
class WordingImport:
    """What taking a set in would do to a paper."""

    kind: str
    label: str
    change: str
    """新增自有措辞, 替换自有措辞 or 与现在相同."""
