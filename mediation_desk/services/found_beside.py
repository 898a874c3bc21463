"""What a few letters find beside the cases: lines of the front desk, letters, names of evidence."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from mediation_desk.domain.linkage import Direction, LineKind
from mediation_desk.services.context import Context
from mediation_desk.services.found_rows import Found, Shelf, Sought
from mediation_desk.services.linkage_store import holding
from mediation_desk.services.privacy import hidden_among
from mediation_desk.storage.search_tokens import fold
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.linkage import informant, inquiry, letter

MOST = 5
"""Of each kind, the newest first; the book itself lists the rest."""

AROUND = 10
"""Characters shown on each side of what was found."""


_FIELDS: Mapping[Shelf, Mapping[str, ColumnElement[str]]] = {
    Shelf.LINE: {
        "内容": inquiry.c.content,
        "姓名": inquiry.c.name,
        "电话": inquiry.c.phone,
        "地点": inquiry.c.place,
        "处理情况": inquiry.c.answer,
        "信息员": func.coalesce(informant.c.name, ""),
    },
    Shelf.LETTER: {
        "事由": letter.c.subject,
        "当事人": letter.c.parties,
        "本单位文号": letter.c.own_number,
        "对方文号": letter.c.their_number,
        "单位": letter.c.body_name,
        "联系人": letter.c.contact,
        "回复": letter.c.answer,
        "备注": letter.c.note,
    },
    Shelf.EVIDENCE: {
        "名称": evidence.c.name,
        "证明内容": evidence.c.proves,
        "来源": evidence.c.source,
    },
}


def found_beside(connection: Connection, context: Context, typed: str) -> tuple[Found, ...]:
    """Return the newest things of every shelf that hold all the words typed."""
    found = [one for shelf in Shelf for one in _on(connection, shelf, typed)]
    hidden = hidden_among(connection, context, {one.case_id for one in found if one.case_id})
    return tuple(one for one in found if one.case_id not in hidden)


def _on(connection: Connection, shelf: Shelf, typed: str) -> Iterator[Found]:
    fields = _FIELDS[shelf]
    query = _QUERIES[shelf].add_columns(*(one.label(name) for name, one in fields.items()))
    some = query.where(holding(typed, fields.values())).limit(MOST)
    for row in connection.execute(some).mappings():
        texts = {name: row[name] for name in fields}
        yield Found(
            sought=Sought(shelf, row["id"], typed),
            case_id=row["case_id"] or "",
            kind=_kind(shelf, row),
            words=next(iter(texts.values())),
            found=_place(texts, typed.split()[0]),
        )


def _kind(shelf: Shelf, row: RowMapping) -> str:
    if shelf is Shelf.LINE:
        return LineKind(row["kind"]).label
    return Direction(row["direction"]).label if shelf is Shelf.LETTER else shelf.label


def _place(texts: Mapping[str, str], word: str) -> str:
    """Return the field a word stands in, with the words around it; of a phone only the end."""
    for name, text in texts.items():
        at = fold(text).find(fold(word))
        if at >= 0:
            around = text[max(at - AROUND, 0) : at + len(word) + AROUND]
            return f"{name}：{f'…{text[-4:]}' if name == '电话' else around}"
    return ""


_QUERIES: Mapping[Shelf, Select[Any]] = {
    Shelf.LINE: select(inquiry.c.id, inquiry.c.case_id, inquiry.c.kind)
    .outerjoin(informant, informant.c.id == inquiry.c.informant_id)
    .order_by(inquiry.c.day.desc(), inquiry.c.id.desc()),
    Shelf.LETTER: select(letter.c.id, letter.c.case_id, letter.c.direction).order_by(
        letter.c.dated_on.desc(), letter.c.id.desc()
    ),
    Shelf.EVIDENCE: select(evidence.c.id, evidence.c.case_id)
    .join(dispute, dispute.c.id == evidence.c.case_id)
    .where(IN_USE, evidence.c.removed_on.is_(None))
    .order_by(evidence.c.id.desc()),
}
