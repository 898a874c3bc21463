"""Reports of other offices (汇总): who reports here, what came in, what was counted twice."""

from sqlalchemy import Column, Date, LargeBinary, String, Table, UniqueConstraint

from mediation_desk.storage.tables.base import Instant, Json, flag, key, link, metadata, text

signing_key = Table(
    "signing_key",
    metadata,
    key(),
    Column("private_key", String(64), nullable=False),
    Column("public_key", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
)
"""This office's own key, made with its first report file; the store it lies in is encrypted."""

reporting_place = Table(
    "reporting_place",
    metadata,
    key(),
    text("name"),
    Column("office_id", String(36), nullable=False, server_default=""),
    Column("unit", String(64), nullable=False, server_default=""),
    Column("public_key", String(64), nullable=False, server_default=""),
    flag("active", default=True),
)
"""A place that is to report; office and key are those of its first file, "" before."""

received_report = Table(
    "received_report",
    metadata,
    key(),
    link("place_id", "reporting_place"),
    Column("report_id", String(36), nullable=False),
    Column("table_key", String(64), nullable=False),
    text("title"),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    text("period_name"),
    text("unit_label"),
    Column("basis", String(16), nullable=False),
    Column("rules", Json, nullable=False),
    Column("figures", LargeBinary, nullable=False),
    Column("cases", LargeBinary, nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("submitted_at", Instant, nullable=False),
    text("submitted_by"),
    Column("received_at", Instant, nullable=False),
    text("received_by"),
    UniqueConstraint("digest"),
)
"""A file as it came in; of several of one place, table and period the last submitted counts."""

reported_twin = Table(
    "reported_twin",
    metadata,
    key(),
    Column("one", String(36), nullable=False),
    Column("other", String(36), nullable=False),
    Column("kept", String(36), nullable=False, server_default=""),
    UniqueConstraint("one", "other"),
)
"""Two reported cases that were looked at: `kept` is the one that counts, "" for two matters."""
