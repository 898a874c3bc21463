"""What is written on a dossier's covers: who compiled and checked it, and what it lacks."""

from sqlalchemy import Column, Date, Table

from mediation_desk.storage.tables.base import key, link, metadata, revision, text

dossier = Table(
    "dossier",
    metadata,
    key(),
    link("case_id", "dispute"),
    text("compiled_by"),
    Column("compiled_on", Date),
    text("checked_by"),
    Column("checked_on", Date),
    text("note"),
    text("remarks"),
    *revision(),
)
