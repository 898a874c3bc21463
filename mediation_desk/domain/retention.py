"""How long things are kept (保管期限): the bin's days, a closed dossier's years.

The law gives no period for mediation dossiers; every number here comes from the office's settings.
A dossier's years run from the first of January after the case was closed.
"""

from collections.abc import Mapping
from datetime import date, timedelta

PERMANENT = "permanent"

YEARS: Mapping[str, int] = {"y60": 60, "y30": 30, "y10": 10, "long": 60, "short": 30}
"""Years of each period of the list `retention` (codes.toml), an office may change them [U].

永久 has none and is never due.
"""


def due_on(closed_on: date, years: int | None, *, kept_until: date | None = None) -> date | None:
    """Return the first day a dossier may be appraised for destruction; None: never."""
    if years is None:
        return None
    due = date(closed_on.year + 1 + years, 1, 1)
    return max(due, kept_until) if kept_until else due


def restorable_until(deleted_on: date, days: int) -> date:
    """Return the last day on which the bin gives a case back."""
    return deleted_on + timedelta(days=days)
