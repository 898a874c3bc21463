"""Taking in report files (收报): whose they are, whether they are new, what they may replace."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.statistics import Basis
from mediation_desk.domain.statistics_tables import parse_table
from mediation_desk.errors import Conflict, InvalidInput, RuleViolation
from mediation_desk.exchange.report_file import Received, unpack
from mediation_desk.services.context import Context
from mediation_desk.services.report_bytes import (
    pack_shares,
    pack_table,
    packed,
    shares_of,
    table_of,
)
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.office import office
from mediation_desk.storage.tables.rollup import received_report, reporting_place

log = logging.getLogger(__name__)

_FACTS: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("type", "source", "agreed_form"), str),
    **dict.fromkeys(("accepted_on", "effect_on", "terminated_on"), (str, type(None))),
    **dict.fromkeys(("agreed_fen", "party_count"), int),
    "letters": list,
}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read: who sent it, the row it becomes, what to call it."""

    office_id: str
    unit: str
    name: str
    public_key: str
    row: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What it is: 示例镇 人民调解案件情况统计表 2025年度."""
        return f"{self.name} {self.row['title']} {self.row['period_name']}".strip()


def read_incoming(data: bytes) -> Incoming:
    """Return what a file holds. Raises InvalidInput for one that is none, or does not add up."""
    file = unpack(data)
    try:
        return _incoming(file)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(
            {"file": "上报文件里的内容不完整或者版本不合，没有收入。"},
            hint="请对方用最新的程序重新存一份。",
        ) from error


def _incoming(file: Received) -> Incoming:
    report, figures = file.body["report"], table_of(file.body["figures"])
    shares, facts = shares_of(file.body["cases"]), file.body["facts"]
    parse_table(report["rules"]["definition"])
    for told in facts.values():
        if any(not isinstance(told[name], kind) for name, kind in _FACTS.items()):
            raise ValueError("facts")
    start, end = (date.fromisoformat(report[name]) for name in ("period_start", "period_end"))
    if (figures.key, figures.period.start, figures.period.end) != (report["table_key"], start, end):
        raise ValueError("figures")
    name = str(file.body["office"]["name"] if not report["unit"] else report["unit_label"])
    row = {
        "report_id": _short(report["id"]),
        **{one: _short(report[one]) for one in ("table_key", "title", "period_name", "seal")},
        **{one: _short(report[one]) for one in ("unit_label", "submitted_by")},
        "period_start": start,
        "period_end": end,
        "basis": Basis(report["basis"]),
        "rules": report["rules"],
        "figures": pack_table(figures),
        "cases": pack_shares(shares),
        "facts": packed(facts),
        "digest": file.digest,
        "submitted_at": datetime.fromisoformat(report["submitted_at"]),
    }
    return Incoming(
        _short(file.body["office"]["id"]),
        _short(report["unit"]),
        _short(name),
        file.public_key,
        row,
    )


def _short(text: Any) -> str:
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise ValueError("text")
    return text


def take_in(writer: Writer, context: Context, incoming: Incoming) -> tuple[str, str]:
    """Keep a file's report; return its id and what was done in words.

    Raises RuleViolation for this office's own file, for one signed by another key than the place's
    and for one older than what is there; Conflict for one that is there already.
    """
    connection, row = writer.connection, incoming.row
    own = connection.execute(select(office.c.id)).scalars().first()
    if incoming.office_id == own:
        raise RuleViolation(
            "这是本单位自己的上报文件，没有收入。", "本单位的案件已经算在汇总里，不用再收。"
        )
    known = select(received_report.c.id).where(received_report.c.digest == row["digest"])
    if connection.execute(known).first():
        raise Conflict("这份上报文件已经收过，没有重复收入。", "请在汇总页查看。")
    place_id = _place(writer, incoming)
    before = _newest(connection, place_id, row)
    if before is not None and before >= row["submitted_at"]:
        raise RuleViolation(
            f"“{incoming.title}”已经收过更晚上报的一份，这一份没有收入。",
            "请核对是不是拿错了文件。",
        )
    kept = {**row, "place_id": place_id, "received_at": context.clock.now()}
    received_id = writer.insert(received_report, {**kept, "received_by": context.actor})
    writer.about(received_report, received_id)
    log.info("received: %s", received_id)
    again = "，代替此前的一份" if before is not None else ""
    return received_id, f"已收入{incoming.title}{again}"


def _newest(connection: Connection, place_id: str, row: Mapping[str, Any]) -> datetime | None:
    columns = received_report.c
    query = (
        select(columns.submitted_at)
        .where(
            columns.place_id == place_id,
            *(columns[name] == row[name] for name in ("table_key", "period_start", "period_end")),
        )
        .order_by(columns.submitted_at.desc())
        .limit(1)
    )
    return connection.execute(query).scalars().first()


def _place(writer: Writer, incoming: Incoming) -> str:
    """Return the place of a file: known, expected under this name, or new."""
    rows = writer.connection.execute(select(reporting_place)).mappings().all()
    whose = (incoming.office_id, incoming.unit)
    for row in rows:
        if (row["office_id"], row["unit"]) == whose:
            if not row["public_key"]:
                writer.update(reporting_place, row["id"], {"public_key": incoming.public_key})
            elif row["public_key"] != incoming.public_key:
                raise RuleViolation(
                    f"“{row['name']}”这份文件的签名与以前的不是同一把密钥，没有收入。",
                    "请当面核实：对方重装或换了电脑的，在汇总页点“改认新密钥”后再收。",
                )
            return str(row["id"])
    first = {"office_id": incoming.office_id, "unit": incoming.unit}
    first["public_key"] = incoming.public_key
    for row in rows:
        if row["name"] == incoming.name and not row["office_id"]:
            writer.update(reporting_place, row["id"], first)
            return str(row["id"])
    return writer.insert(reporting_place, {"name": incoming.name, **first})
