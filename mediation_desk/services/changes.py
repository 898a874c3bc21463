"""What kind of thing a write changed, so that every page refreshes itself."""

from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """A part of the store that pages watch."""

    CASES = "cases"
    ORGANISATION = "organisation"
    SETTINGS = "settings"
    DOCUMENTS = "documents"
    ACCOUNTS = "accounts"
    REVIEWS = "reviews"
    SUBSIDY = "subsidy"
    REPORTS = "reports"
    LINKAGE = "linkage"


@dataclass(frozen=True, slots=True)
class Changed:
    """The answer of a write: areas touched, the case or other thing written, what to tell.

    `notes` say what was done to typed text that could not be kept as it was (cleaning.py); the
    message says it too.
    """

    areas: frozenset[Area]
    id: str = ""
    message: str = ""
    notes: str = ""


def changed(*areas: Area, id: str = "", message: str = "") -> Changed:
    """Return a Changed; `message` is the line for the message bar."""
    return Changed(frozenset(areas), id, message)
