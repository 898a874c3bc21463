"""What is written down around the mediation itself (其他记录), one row each, under their case.

Visits (回访), investigations (调查), deliveries (送达), receipts (收条), urgings to perform (督促),
recusals and disclosures (回避与披露), facts nobody disputes (无争议事实) and supplements after
closing (补充). Statistics count none of them.
"""

from sqlalchemy import Column, Date, Integer, String, Table

from mediation_desk.storage.tables.base import Instant, fen, key, link, metadata, text

follow_up = Table(
    "follow_up",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("visited_on", Date, nullable=False),
    Column("method", String(8), nullable=False),
    text("reached"),
    Column("performance", String(16), nullable=False),
    Column("opinion", String(16), nullable=False),
    text("opinion_note"),
    Column("litigated", String(8), nullable=False),
    text("litigation_note"),
    Column("hidden", String(8), nullable=False),
    text("hidden_note"),
    text("measures"),
    text("visited_by"),
    Column("next_on", Date),
)

investigation = Table(
    "investigation",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("held_at", Instant, nullable=False),
    Column("ended_at", Instant),
    text("place"),
    text("subject"),
    text("attended"),
    text("name"),
    Column("sex", String(1), nullable=False, server_default="0"),
    Column("age", Integer, nullable=False, server_default="0"),
    text("occupation"),
    text("address"),
    text("phone"),
    text("record"),
    text("investigators"),
    text("recorded_by"),
)
"""`age` 0: not asked."""

delivery = Table(
    "delivery",
    metadata,
    key(),
    link("case_id", "dispute"),
    text("papers"),
    text("recipient"),
    text("address"),
    Column("method", String(16), nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("received_on", Date),
    text("received_by"),
    text("relation"),
    text("failure"),
    text("delivered_by"),
    text("note"),
)

receipt = Table(
    "receipt",
    metadata,
    key(),
    link("case_id", "dispute"),
    link("instalment_id", "instalment", required=False),
    text("payer"),
    text("payee"),
    fen("amount_fen"),
    text("purpose"),
    Column("method", String(16), nullable=False),
    Column("received_on", Date, nullable=False),
    text("witness"),
    text("note"),
)

urging = Table(
    "urging",
    metadata,
    key(),
    link("case_id", "dispute"),
    link("instalment_id", "instalment", required=False),
    Column("urged_on", Date, nullable=False),
    Column("method", String(8), nullable=False),
    text("reached"),
    text("answer"),
    Column("promised_on", Date),
    text("urged_by"),
)

supplement = Table(
    "supplement",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("noted_on", Date, nullable=False),
    text("content"),
    text("recorded_by"),
)

pause = Table(
    "pause",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date, nullable=False),
    text("subject"),
    text("organ"),
)
"""An appraisal (鉴定、评估): its days do not count in the limit of mediation."""

undisputed = Table(
    "undisputed",
    metadata,
    key(),
    link("case_id", "dispute"),
    Column("noted_on", Date, nullable=False),
    text("content"),
    text("recorded_by"),
)

recusal = Table(
    "recusal",
    metadata,
    key(),
    link("case_id", "dispute"),
    link("mediator_id", "mediator", index=False),
    Column("kind", String(16), nullable=False),
    Column("stated_on", Date, nullable=False),
    text("raised_by"),
    Column("relation", String(16), nullable=False),
    text("ground"),
    Column("decision", String(16), nullable=False),
    text("opinions"),
    text("decided_by"),
)
