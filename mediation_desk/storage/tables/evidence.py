"""Evidence and every other scan of a case; the bytes stand in a file of their own (附件)."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, String, Table

from mediation_desk.storage.tables.base import Instant, flag, key, link, metadata, revision, text

evidence = Table(
    "evidence",
    metadata,
    key(),
    link("case_id", "dispute"),
    link("paper_id", "issued_paper", required=False),
    Column("slot", String(24), nullable=False),
    Column("position", Integer, nullable=False),
    text("name"),
    text("source"),
    flag("is_copy"),
    Column("pages", Integer, nullable=False),
    text("proves"),
    Column("collected_on", Date),
    Column("media", String(8), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("file", String(64), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("added_at", Instant, nullable=False),
    text("added_by"),
    Column("removed_on", Date),
    *revision(),
    CheckConstraint("pages >= 0", name="pages"),
)
"""`slot` is the item of the dossier it is filed under (reference/dossier.toml); `paper_id` the
paper whose signed sheet was scanned. `file` and `secret` are attachments.Stored's."""

stray_scan = Table(
    "stray_scan",
    metadata,
    key(),
    text("name"),
    text("why"),
    Column("case_id", String(36)),
    Column("pages", Integer, nullable=False),
    Column("media", String(8), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("file", String(64), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("added_at", Instant, nullable=False),
    text("added_by"),
    CheckConstraint("pages >= 0", name="pages"),
)
"""A scan that found no case by itself (待认领): `why` says why not, `case_id` is the case its code
named where one did, no link: it may be another office's. Filing it takes the row away."""
