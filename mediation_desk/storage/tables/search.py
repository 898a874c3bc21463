"""The search index: which case an entry is, and (FTS5) its tokens. Derived, not journaled."""

from sqlalchemy import DDL, Column, Integer, String, Table, event

from mediation_desk.storage.tables.base import metadata

MAKE_TOKENS = (
    "CREATE VIRTUAL TABLE search_tokens USING fts5(tokens, content='', contentless_delete=1,"
    " detail=none, tokenize='ascii')"
)

search_entry = Table(
    "search_entry",
    metadata,
    Column("rowid", Integer, primary_key=True, autoincrement=False),
    Column("case_id", String(36), nullable=False, unique=True),
)
"""`rowid` is the day of registration and a running number; the same in search_tokens."""

event.listen(search_entry, "after_create", DDL(MAKE_TOKENS))
