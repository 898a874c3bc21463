"""Drawing dossiers for a review and handing each to two people who do not know of each other.

The same seed over the same cases draws the same dossiers on every machine (抽样可重复).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from mediation_desk.domain.review.score import total_of
from mediation_desk.errors import RuleViolation

REVIEWERS = 2
"""So many look at a dossier, each without the other's marks."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that can be drawn: who mediated it, what it was about."""

    id: str
    name: str
    mediators: frozenset[str]
    lead: str
    type_group: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A dossier that was drawn and who reviews it."""

    id: str
    reviewers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two marks come to: `difference` in points; `total` None while they must be settled."""

    totals: tuple[int, ...]
    difference: int
    total: int | None


def draw(candidates: Iterable[Candidate], percent: int, seed: int) -> tuple[Candidate, ...]:
    """Return the dossiers drawn: `percent` of all, at least one, spread over mediators and types.

    Cases are lined up by mediator and type, by lot within; every n-th is taken from a start by lot,
    so that who has ten times as many cases has ten times as many drawn.
    """
    line = sorted(candidates, key=lambda one: (one.lead, one.type_group, _lot(seed, one.id)))
    if not line:
        return ()
    wanted = max(1, -(-len(line) * percent // 100))
    start = _lot(seed, "") % len(line)
    taken = sorted({(start + at * len(line) // wanted) % len(line) for at in range(wanted)})
    return tuple(line[at] for at in taken)


def hand_out(
    dossiers: Iterable[Candidate], reviewers: Mapping[str, str], seed: int
) -> tuple[Drawn, ...]:
    """Return the dossiers with two reviewers each, evenly shared; nobody gets a case of their own.

    `reviewers` are accounts with the mediator each of them is, "" for none. Raises RuleViolation
    naming a dossier that has no two.
    """
    load: Counter[str] = Counter()
    drawn = []
    for one in dossiers:
        able = [who for who, mediator in reviewers.items() if mediator not in one.mediators]
        if len(able) < REVIEWERS:
            raise RuleViolation(
                f"“{one.name}”没有两名可以评查的人：自己办的案件不能自己评查。",
                "请多选几名评查人。",
            )
        able.sort(key=lambda who: (load[who], _lot(seed, one.id + who)))
        first, second = able[:REVIEWERS]
        load.update((first, second))
        drawn.append(Drawn(one.id, (first, second)))
    return tuple(drawn)


def mark_total(points: Mapping[str, int], possible: int, *, vetoed: bool) -> int:
    """Return what a reviewer's points come to of 100; nothing after a veto (一票否决)."""
    return 0 if vetoed else total_of(sum(points.values()), possible)


def verdict(totals: Sequence[int], tolerance: int, settled: int | None) -> Verdict:
    """Return what the marks come to: their mean, half up, where they are near enough.

    Marks further apart than the sheet allows wait until somebody has settled them.
    """
    if len(totals) < REVIEWERS:
        return Verdict(tuple(totals), 0, None)
    difference = max(totals) - min(totals)
    if settled is not None:
        return Verdict(tuple(totals), difference, settled)
    mean = (sum(totals) * 2 + len(totals)) // (len(totals) * 2)
    return Verdict(tuple(totals), difference, mean if difference <= tolerance else None)


def ranks(totals: Sequence[int | None]) -> tuple[int | None, ...]:
    """Return the place of each total, equal ones sharing theirs; None for one that is not known."""
    known = [total for total in totals if total is not None]
    return tuple(
        None if total is None else 1 + sum(other > total for other in known) for total in totals
    )


def _lot(seed: int, text: str) -> int:
    return int.from_bytes(sha256(f"{seed}:{text}".encode()).digest()[:8], "big")
