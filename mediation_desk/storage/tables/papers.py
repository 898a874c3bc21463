"""Issued papers: the bytes that were printed, kept for ever."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from mediation_desk.storage.tables.base import Instant, Json, key, link, metadata, text

issued_paper = Table(
    "issued_paper",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("kind", String(32), nullable=False),
    Column("session_ordinal", Integer),
    Column("template_version", Integer, nullable=False),
    Column("facts_hash", String(64), nullable=False),
    Column("text_hash", String(64), nullable=False, server_default="", index=True),
    Column("edition", Integer, nullable=False, server_default="0"),
    text("number", required=False),
    Column("sha256", String(64), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("issued_at", Instant, nullable=False),
    text("issued_by"),
)
"""`edition`: the how manyeth text of this paper of its case, 0 before papers said so.

`number`: the case number it bears; null for one made before that was kept, whose bytes tell it.
"""

wording = Table(
    "wording",
    metadata,
    key(),
    Column("kind", String(32), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("tree", Json),
    Column("saved_at", Instant, nullable=False),
    text("saved_by"),
)
"""The office's own wording of papers, every version; the newest counts, without a tree the
program's does."""
