"""How each person has arranged the program (个人习惯). Nobody's record: not logged."""

from sqlalchemy import Column, String, Table

from mediation_desk.storage.tables.base import metadata, text

habit = Table(
    "habit",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("name", String(32), primary_key=True),
    text("content"),
)
"""One row a person and thing arranged; `content` is JSON. It may hold names that were looked for,
so it stands in the store, not beside it."""
