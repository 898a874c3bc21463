"""The block tree: what a paper consists of, without coordinates, fonts or page numbers."""

from dataclasses import dataclass
from enum import StrEnum

from mediation_desk.documents.facts import SignatureFacts

BLANK = "＿＿＿＿＿＿"
"""A place for the pen where a value is missing."""
HAND_LINE = "＿" * 25
"""A line for the pen, below an indent of two characters, on the narrowest sheet."""
COLUMNS = 24
"""Width of a form grid in columns; the spans of each row add up to it."""


class Align(StrEnum):
    """Where a line stands."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the paper, centred."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """The number, top right."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, in 黑."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line ends in it start new paragraphs."""

    text: str
    indent: int = 2
    """Characters before the first line."""
    align: Align = Align.JUSTIFY


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled values side by side, none broken over a line that fits in one."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clauses:
    """Numbered promises (1. 2. 3.)."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of a form."""

    text: str
    span: int
    label: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form."""

    cells: tuple[Cell, ...]
    lines: int = 1
    """At least this many lines high."""
    stretch: bool = False
    """Takes its share of the room left on a one-page form."""
    mark_blank: bool = False
    """Writes 以下空白 below the text where two lines or more stay empty."""
    tail: bool = False
    """For signatures: stays with the row before it."""


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A ruled form (登记表); rows too tall for the page go on over the next."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Signers under one heading, for instance 人民调解员（签名）."""

    heading: str
    signers: tuple[SignatureFacts, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signature block: kept in one piece and with the text before it."""

    groups: tuple[SignGroup, ...]
    seal: str = ""
    """Name of the committee whose seal goes above the date; empty for none."""
    date_line: str = "年　　月　　日"


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty height in lines of body text."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class BlankBelow:
    """以下空白, printed only where three lines or more stay empty on the page."""

    text: str = "（以下空白）"


Block = (
    Title
    | Number
    | Heading
    | Paragraph
    | Fields
    | Clauses
    | FieldTable
    | Signatures
    | Spacer
    | PageBreak
    | BlankBelow
)
