"""People as the window shows them: once each, with every case they stand in."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.codes import PartyKind, Side, State


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody stored once; `id_number` has its middle hidden."""

    id: str
    name: str
    kind: PartyKind
    id_number: str
    cases: int
    last_on: date


@dataclass(frozen=True, slots=True)
class PersonCase:
    """A case somebody stands in, and as what."""

    id: str
    number: str
    title: str
    state: State
    side: Side
    registered_on: date
    is_representative: bool
    special_groups: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Double:
    """Somebody who may be the same person, and what speaks for it."""

    id: str
    name: str
    id_number: str
    cases: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """One person with the cases, newest first, and who may be the same."""

    row: PersonRow
    cases: tuple[PersonCase, ...]
    doubles: tuple[Double, ...]
