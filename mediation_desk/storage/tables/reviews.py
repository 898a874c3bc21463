"""Reviews of dossiers (卷宗评查): rounds, the dossiers drawn, two reviewers' marks, the replies."""

from sqlalchemy import Column, Date, Integer, String, Table, UniqueConstraint

from mediation_desk.storage.tables.base import Instant, Json, key, link, metadata, revision, text

review_round = Table(
    "review_round",
    metadata,
    key(),
    text("title"),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date, nullable=False),
    Column("percent", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("candidates", Integer, nullable=False),
    Column("sheet", Json, nullable=False),
    text("opened_by"),
    Column("opened_at", Instant, nullable=False),
    *revision(),
)
"""`sheet` is the score sheet as it stood: a later one changes nothing that was marked."""

review_dossier = Table(
    "review_dossier",
    metadata,
    key(),
    link("round_id", "review_round"),
    link("case_id", "dispute"),
    Column("position", Integer, nullable=False),
    Column("outcome_code", String(16), nullable=False),
    Column("first_id", String(36), nullable=False),
    Column("second_id", String(36), nullable=False),
    Column("settled_total", Integer),
    text("settled_reason"),
    text("settled_by"),
)
"""`outcome_code` is what the case had come to when it was drawn: it says which items count."""

review_mark = Table(
    "review_mark",
    metadata,
    key(),
    link("dossier_id", "review_dossier", index=False),
    Column("reviewer_id", String(36), nullable=False),
    text("reviewer"),
    Column("points", Json, nullable=False),
    Column("notes", Json, nullable=False),
    text("veto"),
    text("remark"),
    Column("marked_at", Instant, nullable=False),
    UniqueConstraint("dossier_id", "reviewer_id"),
)

question_reply = Table(
    "question_reply",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("code", String(32), nullable=False),
    Column("basis", String(32), nullable=False),
    text("question"),
    Column("kind", String(16), nullable=False),
    text("answer"),
    text("replied_by"),
    Column("replied_at", Instant, nullable=False),
    UniqueConstraint("case_id", "code", "basis"),
)
"""What the author replied to a question of plausibility (domain/review/questions.py)."""
