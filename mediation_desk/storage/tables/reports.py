"""Submitted reports (已上报的报表): figures, rules, cases and the workbook's bytes, for ever."""

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table

from mediation_desk.storage.tables.base import Instant, Json, key, metadata, text

report = Table(
    "report",
    metadata,
    key(),
    Column("table_key", String(64), nullable=False),
    text("title"),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    text("period_name"),
    Column("unit", String(64), nullable=False, server_default=""),
    text("unit_label"),
    Column("basis", String(16), nullable=False),
    text("recipient"),
    Column("corrects", String(36), nullable=False, server_default="", index=True),
    Column("rules", Json, nullable=False),
    Column("figures", LargeBinary, nullable=False),
    Column("cases", LargeBinary, nullable=False),
    Column("case_count", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    Column("program", String(32), nullable=False),
    Column("audit_seq", Integer, nullable=False),
    Column("audit_hash", String(64), nullable=False),
    Column("submitted_at", Instant, nullable=False),
    text("submitted_by"),
)
"""`rules` is the table's definition and the office's settings; `figures` and `cases` are packed
(services/report_bytes.py); `sha256` is the workbook's, `seal` covers everything.
"""
