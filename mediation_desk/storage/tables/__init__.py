"""The schema, one module an aggregate; `metadata` knows every table."""

from mediation_desk.storage.tables import (
    agreements,
    cases,
    journal,
    office,
    papers,
    people,
    sessions,
)
from mediation_desk.storage.tables.base import metadata

__all__ = ["agreements", "cases", "journal", "metadata", "office", "papers", "people", "sessions"]
