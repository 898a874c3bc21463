"""What a dossier scores by a sheet: points item by item, each loss with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediation_desk.domain.review.model import APPLIES, Finding, Outcome
from mediation_desk.domain.review.sheet import FULL, Item, ScoreSheet


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What an item scores; `points` None where this outcome has nothing of it.

    `reasons` are the sentences that cost points, with what each cost.
    """

    item: Item
    points: int | None
    reasons: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The whole score: `total` of 100, what it is called, and how it came about."""

    total: int
    grade: str
    possible: int
    items: tuple[ItemScore, ...]


def total_of(points: int, possible: int) -> int:
    """Return points of what was possible as points of 100, half up."""
    return (points * FULL * 2 + possible) // (possible * 2) if possible else 0


def applicable(sheet: ScoreSheet, outcome: Outcome) -> tuple[Item, ...]:
    """Return the items that a dossier of an outcome can have."""
    applies = APPLIES[outcome]
    return tuple(one for one in sheet.items if not one.aspects or set(one.aspects) & applies)


def score(sheet: ScoreSheet, outcome: Outcome, found: Iterable[Finding]) -> Score:
    """Return the score of a dossier that came to its outcome.

    A rule costs once however often it was found; an item never falls below 0. Items the outcome has
    nothing of are left out, and the rest is brought to 100.
    """
    findings = tuple(found)
    counted = set(applicable(sheet, outcome))
    lines = tuple(
        _line(one, sheet, findings) if one in counted else ItemScore(one, None)
        for one in sheet.items
    )
    possible = sum(one.points for one in counted)
    total = total_of(sum(line.points or 0 for line in lines), possible)
    return Score(total, sheet.grade(total), possible, lines)


def _line(item: Item, sheet: ScoreSheet, findings: tuple[Finding, ...]) -> ItemScore:
    first = {one.code: one for one in reversed(findings) if one.aspect in item.aspects}
    reasons = []
    left = item.points
    for finding in sorted(first.values(), key=findings.index):
        cost = min(sheet.deductions[finding.severity], left)
        if cost:
            reasons.append((finding.sentence, cost))
            left -= cost
    return ItemScore(item, left, tuple(reasons))
