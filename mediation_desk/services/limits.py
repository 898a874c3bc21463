"""The limits of a case, from the rules as data and the calendar as imported."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.deadlines import (
    ConfirmationWindow,
    Deadline,
    confirmation_window,
    mediation_limit,
)
from mediation_desk.services.context import Context


@dataclass(frozen=True, slots=True)
class LimitFacts:
    """What the limit of a case depends on."""

    type_code: str
    source: str
    extended_to: date | None = None
    paused_days: int = 0
    """In the unit of the limit (pauses.py)."""


def limit_of(context: Context, facts: LimitFacts, *, accepted_on: date) -> Deadline:
    """Return the limit in force for a case accepted on a day."""
    rule = context.reference.limit_rule(facts.type_code, facts.source)
    return mediation_limit(
        rule,
        accepted_on,
        extended_to=facts.extended_to,
        calendar=context.reference.calendar(),
        paused_days=facts.paused_days,
    )


def confirmation_of(context: Context, effect_on: date) -> ConfirmationWindow:
    """Return the window to apply for judicial confirmation (Act art 33, 民事诉讼法 85, 205)."""
    return confirmation_window(effect_on, context.reference.calendar())
