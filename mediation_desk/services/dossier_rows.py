"""What is told about a dossier: its items and what each is made of, and the bound PDF."""

from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.codes import Labelled


class PartKind(Labelled):
    """What a part of a dossier is."""

    SCAN = "scan", "扫描件"
    ISSUED = "issued", "打印件"
    DRAWN = "drawn", "按现在的内容"


@dataclass(frozen=True, slots=True)
class DossierPart:
    """One paper or scan of an item; `trouble` says what is wrong with it, "" for nothing.

    `ref` is the evidence's or issued paper's id; a paper that is drawn anew has `kind` and
    `ordinal` instead.
    """

    label: str
    made_of: PartKind
    ref: str = ""
    kind: str = ""
    ordinal: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class DossierItem:
    """A line of the catalogue: must it be there, what is it made of, why is it missing."""

    code: str
    label: str
    must: bool
    parts: tuple[DossierPart, ...]
    missing: str = ""

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong with its parts."""
        return tuple(f"{part.label}：{part.trouble}" for part in self.parts if part.trouble)


@dataclass(frozen=True, slots=True)
class DossierPlan:
    """What a dossier would be bound from, in its order; `missing` names the must-items it lacks."""

    case_id: str
    number: str
    title: str
    kind_label: str
    items: tuple[DossierItem, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The items that must be there and are not."""
        return tuple(item.label for item in self.items if item.missing)


@dataclass(frozen=True, slots=True)
class DossierDraft:
    """What is written on the covers."""

    compiled_by: str = ""
    compiled_on: date | None = None
    checked_by: str = ""
    checked_on: date | None = None
    note: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class DossierDetail:
    """What is written on the covers now; `revision` 0 when nothing was saved yet."""

    revision: int
    draft: DossierDraft
    retention_label: str


@dataclass(frozen=True, slots=True)
class DossierEntry:
    """A line of the catalogue as bound."""

    label: str
    pages: str
    note: str


@dataclass(frozen=True, slots=True)
class BoundDossier:
    """A bound PDF: `pages` with covers and blank backs, `numbered` as stamped."""

    data: bytes = field(repr=False)
    sha256: str
    pages: int
    numbered: int
    entries: tuple[DossierEntry, ...]
    missing: tuple[str, ...]
    file_name: str
    is_whole: bool = True
    """Whether it is the dossier, not a part of it put together for somebody."""
    duplex: bool = False
    """Whether it was bound for both sides of a sheet: it must be printed so, and only so."""
    doubtful: tuple[str, ...] = ()
    """What is in it and should be looked at, or could not be bound, each with why."""
