"""What the dossier's own papers print: cover, catalogue, evidence list, note, back cover."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """A piece of evidence (证据材料)."""

    name: str
    source: str = ""
    is_copy: bool = True
    pages: int = 0
    proves: str = ""
    collected_on: date | None = None


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A line of the catalogue (卷内目录); `pages` as stamped, such as 3–5."""

    label: str
    pages: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """The dossier as bound; what is not known yet stays open for the pen."""

    pages: int | None = None
    entries: tuple[EntryFacts, ...] = ()
    retention: str = ""
    compiled_by: str = ""
    compiled_on: date | None = None
    checked_by: str = ""
    checked_on: date | None = None
    note: str = ""
    remarks: str = ""
