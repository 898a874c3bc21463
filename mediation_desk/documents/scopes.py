"""Where a placeholder stands and what it is: shared by all lists of fields."""

from collections.abc import Callable
from dataclasses import dataclass

from mediation_desk.documents.dossier_facts import EntryFacts, EvidenceFacts
from mediation_desk.documents.facts import CaseFacts, ClauseFacts, DueFacts, PartyFacts


@dataclass(frozen=True, slots=True)
class Scope:
    """The facts, and the one party, clause or request a repeated block stands at."""

    facts: CaseFacts
    party: PartyFacts | None = None
    clause: ClauseFacts | None = None
    request: str = ""
    remedy: str = ""
    due: DueFacts | None = None
    evidence: EvidenceFacts | None = None
    entry: EntryFacts | None = None
    number: int = 0
    """Which line of a list it is."""


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder `{key}` of the templates."""

    key: str
    label: str
    sample: str
    evaluate: Callable[[Scope], str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A key for `only_if`; the key of a field works too and asks whether it is filled."""

    key: str
    label: str
    holds: Callable[[Scope], bool]
