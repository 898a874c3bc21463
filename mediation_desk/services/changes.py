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


@dataclass(frozen=True, slots=True)
class Changed:
    """The answer of a write: areas touched, and the case or other thing written."""

    areas: frozenset[Area]
    id: str = ""
    message: str = ""


def changed(*areas: Area, id: str = "", message: str = "") -> Changed:
    """Return a Changed; `message` is the line for the message bar."""
    return Changed(frozenset(areas), id, message)
