"""Stored values as people read them: codes as their labels, ids as names, dates, amounts, 是/否."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.acceptance import Circumstance
from mediation_desk.domain.money import format_yuan
from mediation_desk.services.history_codes import ENUMS, LISTS, NAMES, SETTINGS
from mediation_desk.services.history_words import ROWS
from mediation_desk.services.paper_rules import PAPERS
from mediation_desk.services.privacy import NUMBERS, mask_number
from mediation_desk.services.reference import Reference
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.base import Instant
from mediation_desk.storage.tables.linkage import informant
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.people import party

NOTHING = "—"
DESTROYED = "（内容已依法销毁）"

_PAPERS = {kind: rule.label for kind, rule in PAPERS.items()}
_OPEN: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("issued_paper", "kind"): _PAPERS,
    ("wording", "kind"): _PAPERS,
    ("setting", "name"): SETTINGS,
}


class Words:
    """Turns the values of one history into words; knows the names its ids stand for."""

    def __init__(self, reference: Reference, names: Mapping[str, str]) -> None:
        """Use the labels of `reference` and `names` by id."""
        self._reference = reference
        self._names = names

    def value(self, table: str, field: str, value: Any) -> str:
        """Return one field's value in words."""
        if value in (None, "", []):
            return NOTHING
        if isinstance(value, list):
            return "、".join(self._one(table, field, part) for part in value)
        return self._one(table, field, value)

    def row(self, table: str, row: Mapping[str, Any]) -> str:
        """Return what a row is called: 当事人“邻样东”, 协议条款第2条, 签章（人民调解员）."""
        label = ROWS.get(table, table)
        name = str(row.get("name") or self._names.get(str(row.get("mediator_id")), ""))
        if table == "setting":
            return self._one(table, "name", name)
        if name:
            return f"{label}“{name}”"
        if table in ("clause", "session"):
            return f"{label}第{row.get('ordinal', '')}{'条' if table == 'clause' else '次'}"
        if table == "instalment":
            return f"{label}第{row.get('position', '')}期"
        if table == "signature":
            who = self._names.get(str(row.get("signer_id")), "")
            return f"{label}（{who or self._one(table, 'role', row.get('role', ''))}）"
        if table in ("issued_paper", "wording"):
            return f"{label}“{self._one(table, 'kind', row.get('kind', ''))}”"
        return label

    def _one(self, table: str, field: str, value: Any) -> str:
        key = (table, field)
        text = str(value)
        if key in ENUMS:
            return _label(ENUMS[key], text)
        if key in LISTS:
            return self._reference.label(LISTS[key], text)
        if key in _OPEN:
            return _OPEN[key].get(text, text)
        if field in NAMES:
            return self._names.get(text, "（已不在）")
        if isinstance(value, Mapping):
            return _answer(value)
        if isinstance(value, str) and field in NUMBERS:
            return mask_number(field, value)
        return _typed(metadata.tables[table].c.get(field), field, value)


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of committees, mediators, parties, informants by id, those still there."""
    wanted = list(ids)
    found: dict[str, str] = {}
    for table in (committee, mediator, party, informant):
        query = select(table.c.id, table.c.name).where(table.c.id.in_(wanted))
        found.update(connection.execute(query).all())
    return found


def _label(kind: Any, code: str) -> str:
    member = kind._value2member_map_.get(code)
    return str(member.label) if member is not None else code


def _answer(value: Mapping[str, Any]) -> str:
    """Return an answer given before acceptance; a ticked circumstance by its words."""
    if value.get("code") == "circumstance":
        return _label(Circumstance, str(value.get("answer")))
    return str(value.get("answer", ""))


def _typed(column: Column[Any] | None, field: str, value: Any) -> str:
    if isinstance(value, bool) or (column is not None and column.info.get("flag")):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"{format_yuan(value)} 元" if field.endswith("_fen") else str(value)
    if column is not None and isinstance(column.type, Date):
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    if column is not None and isinstance(column.type, Instant):
        moment = datetime.fromisoformat(value).astimezone(CHINA)
        return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
    return str(value)
