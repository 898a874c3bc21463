"""What an agreement amounts to, what falls due, and how far it has been performed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.codes import Performance

MONTHS_COUNTED = 12
"""A repeating duty counts with its first twelve months (an office's rule, [U])."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due, performed or not."""

    due_on: date | None
    performed_on: date | None


def counted_amount(
    amount_fen: int | None, *, period_months: int, instalments: Sequence[int]
) -> int:
    """Return what one clause adds to 协议涉及金额, in 分.

    A repeating payment counts for twelve months; instalments with amounts count by their sum; else
    the clause's own amount counts.
    """
    if period_months:
        return (amount_fen or 0) * len(range(0, MONTHS_COUNTED, period_months))
    if amount_fen is not None:
        return amount_fen
    return sum(instalments)


def performance_of(dues: Sequence[Due], today: date) -> Performance:
    """Return how far the dues are performed: overdue beats partial, partial beats not due."""
    if not dues or all(due.performed_on for due in dues):
        return Performance.FULL
    if any(due.performed_on is None and due.due_on and due.due_on < today for due in dues):
        return Performance.OVERDUE
    if any(due.performed_on for due in dues):
        return Performance.PARTIAL
    return Performance.NOT_DUE


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, the month's last day where it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, last))
