"""An independent recount of the tables beside the annual one, in plain Python, case by case.

What they share with the annual table is recounted there (recount.py); here is what is theirs.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tests.services.recount import Fact, Figures, Unit, Way, columns_of

LEVELS = ("simple", "general", "difficult", "major")
RESULTS = ("pending", "valid", "dismissed", "refused", "withdrawn")


def figures_of(fact: Fact, unit: Unit, way: Way) -> Figures:
    """Return what one case adds to each column of these tables, its helper's aside."""
    found = columns_of(fact, unit, way)
    if not way.counts(fact) or (way.by_acceptance and not way.within(fact.accepted)):
        return found
    if way.within(fact.accepted):
        level = fact.difficulty if fact.difficulty in LEVELS else "unlisted"
        found[f"level_{level}"] = 1
    if fact.form and "success" in found:
        found[f"form_{fact.form}"] = 1
    for name in (*_beside(fact, way), *(["matured"] if _matured(fact, way) else [])):
        found[name] = found.get(name, 0) + 1
    if "matured" in found:
        found[f"due_{_standing(fact, way.end)}"] = 1
    return found


def assisted(fact: Fact, way: Way) -> bool:
    """Tell whether the case is one its helper helped in."""
    return way.counts(fact) and way.within(fact.accepted) and fact.helper is not None


def _beside(fact: Fact, way: Way) -> Iterator[str]:
    for day in fact.held:
        if way.within(day):
            yield "sessions"
    for result, day in fact.rulings:
        if way.within(day):
            yield "filed"
            yield f"ruling_{result if result in RESULTS else 'unlisted'}"


def _dues(fact: Fact) -> list[tuple[date | None, date | None]]:
    return [
        (one.due[at] if one.due else None, done)
        for one in fact.promises
        for at, done in enumerate(one.done)
    ]


def _matured(fact: Fact, way: Way) -> bool:
    days = [due for due, _ in _dues(fact) if due]
    taken_effect = fact.effect is not None and fact.effect <= way.end
    return taken_effect and bool(days) and way.within(max(days))


def _standing(fact: Fact, end: date) -> str:
    dues = _dues(fact)
    done = sum(day is not None and day <= end for _, day in dues)
    return "full" if done == len(dues) else "part" if done else "none"


def summed(facts: Sequence[Fact], units: Sequence[Unit], way: Way) -> Figures:
    """Return what some cases come to, their helpers' columns aside."""
    total: Figures = {}
    for fact in facts:
        for key, adds in figures_of(fact, units[fact.unit], way).items():
            total[key] = total.get(key, 0) + adds
    return total
