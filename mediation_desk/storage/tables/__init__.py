"""The schema, one module an aggregate; `metadata` knows every table."""

from mediation_desk.storage.tables import (
    accounts,
    agreements,
    cases,
    destructions,
    dossiers,
    evidence,
    habits,
    journal,
    linkage,
    office,
    own_tables,
    papers,
    people,
    records,
    reports,
    reviews,
    roster,
    search,
    sessions,
    subsidy,
    unsaved,
)
from mediation_desk.storage.tables.base import check_flags, metadata

check_flags()

__all__ = [
    "accounts",
    "agreements",
    "cases",
    "destructions",
    "dossiers",
    "evidence",
    "habits",
    "journal",
    "linkage",
    "metadata",
    "office",
    "own_tables",
    "papers",
    "people",
    "records",
    "reports",
    "reviews",
    "roster",
    "search",
    "sessions",
    "subsidy",
    "unsaved",
]
