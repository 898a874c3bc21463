"""Finding cases by anything a person remembers: number, names, pinyin, ends of numbers, words.

The index proposes, the words themselves decide: every hit says which field it was found in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from mediation_desk.domain.paper_code import PaperCode, SheetCode
from mediation_desk.domain.paper_code import read as read_code
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.paper_lookup import paper_of, printed
from mediation_desk.services.paper_rules import PAPERS, label_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import hidden_among
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.search import candidates, is_complete, rebuild
from mediation_desk.storage.search_tokens import fold, readings
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.people import agent, party

PAGE = 200
"""Candidates looked into at once; the first time fewer, for whoever is typing waits for them."""

_FIRST_PAGE = 32

AROUND = 12
"""Characters shown on each side of what was found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found: the field it was found in, in words, and the words around it."""

    key: int
    case_id: str
    field: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class _Field:
    """A text of a case that can be found; `kind` is text, name or number."""

    label: str
    text: str
    kind: str = "text"


class SearchService:
    """Searches the cases of the office."""

    def __init__(self, context: Context) -> None:
        """Search the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def find(self, typed: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Return the newest cases that hold every word typed, up to `limit`."""
        complete_index(self._context)
        with self._context.db.read() as connection:
            return tuple(islice(walk(connection, self._context, typed, IN_USE), limit))


def complete_index(context: Context) -> None:
    """Fill the index for cases written before there was one; asked once."""
    if context.session.index_complete:
        return
    with context.db.read() as connection:
        whole = is_complete(connection)
    if not whole:
        with context.db.write() as connection:
            rebuild(connection)
    context.session.index_complete = True


def walk(
    connection: Connection, context: Context, typed: str, *conditions: ColumnElement[bool]
) -> Iterator[Hit]:
    """Yield the cases that hold every word typed and meet the conditions, the newest first."""
    for ids in _proposed(connection, typed):
        hidden = hidden_among(connection, context, ids)
        shown = [case_id for case_id in ids if case_id not in hidden]
        yield from verified(connection, shown, typed, *conditions)


def _proposed(connection: Connection, typed: str) -> Iterator[list[str]]:
    """Yield page by page the cases that may be meant: a scanned form's own, or what the index has.

    The first page is short, for whoever types waits for it.
    """
    named = _named(connection, typed)
    if named:
        yield list(named)
        return
    before, limit = 0, _FIRST_PAGE
    while page := candidates(connection, typed, limit=limit, before=before):
        before, limit = page[-1][0], min(2 * limit, PAGE)
        yield [case_id for _, case_id in page]


def _named(connection: Connection, typed: str) -> dict[str, str]:
    """Return the cases a paper's code or the digits in its foot name, each with the paper's name.

    A code names its case even where the paper is not known here; digits that no paper bears are
    words like any other.
    """
    code = read_code(typed)
    if code is not None:
        return {code.case_id: _paper_of(connection, code)}
    return {
        row.case_id: f"{label_of(row.kind, row.session_ordinal)}第{row.edition}版"
        for row in printed(connection, typed)
    }


def _paper_of(connection: Connection, code: PaperCode | SheetCode) -> str:
    """Return the name of the paper a code is of, "" for one that is not known here."""
    if isinstance(code, PaperCode):
        return PAPERS[code.kind].label if code.kind in PAPERS else ""
    row = paper_of(connection, code)
    return label_of(row.kind, row.session_ordinal) if row else ""


def verified(
    connection: Connection, ids: Sequence[str], typed: str, *conditions: ColumnElement[bool]
) -> Iterator[Hit]:
    """Yield which of these cases meet the conditions and hold every word, in the order of ids."""
    query = _WORDS.where(dispute.c.id.in_(among(ids)), *conditions)
    cases = {case.id: case for case in connection.execute(query)}
    named = _named(connection, typed)
    if named:
        yield from (
            Hit(case.key, case.id, "文书编码", named.get(case.id, "")) for case in cases.values()
        )
        return
    words = [fold(word) for word in typed.split()]
    fields = _fields_of(connection, cases)
    for case_id in ids:
        hits = [_found(fields[case_id], word) for word in words] if case_id in cases else []
        if hits and all(hits):
            first = hits[0]
            if first is not None:
                yield Hit(cases[case_id].key, case_id, *first)


def _found(fields: Sequence[_Field], word: str) -> tuple[str, str] | None:
    """Return the field a word stands in and the words around it."""
    bare = re.sub(r"[\W_]+", "", word)
    for field in fields:
        folded = fold(field.text)
        at = folded.find(word)
        if at >= 0 and field.kind != "number":
            return field.label, field.text[max(at - AROUND, 0) : at + len(word) + AROUND]
        if field.kind == "number" and len(bare) >= 4 and folded.endswith(bare):
            return field.label, "…" + field.text[-4:]
        if bare and bare in re.sub(r"[\W_]+", "", folded) and field.kind != "number":
            return field.label, field.text[: 2 * AROUND]
        if field.kind == "name" and sounds_like(field.text, bare):
            return field.label, field.text[: 2 * AROUND]
    return None


def sounds_like(text: str, word: str) -> bool:
    """Tell whether a word of letters, or of characters and letters, is how a text is read."""
    letters = re.sub(r"[^a-z]", "", word)
    if not letters:
        return False
    rest = word.replace(letters, "")
    if rest:
        return rest in fold(text) and any(letters in one for one in readings(text))
    for syllables in readings(text):
        for at in range(len(syllables)):
            if "".join(syllables[at:]).startswith(letters):
                return True
            if "".join(part[0] for part in syllables[at:]).startswith(letters):
                return True
    return False


def _fields_of(
    connection: Connection, cases: Mapping[str, Row[*tuple[Any, ...]]]
) -> dict[str, list[_Field]]:
    """Return what can be found of each case, the field that says most first."""
    found = {case.id: [_Field("编号", case.number)] for case in cases.values()}
    ids = among(list(cases))
    for case_id, fields in _people(connection, ids):
        found[case_id] += fields
    for case in cases.values():
        found[case.id] += [
            _Field("案件名称", case.title, "name"),
            _Field("地点", case.place, "name"),
            _Field("简要情况", case.facts),
            _Field("争议事项", case.disputed_matters),
            *(_Field("申请事项", one) for one in case.requests),
        ]
    for lead in connection.execute(_LEADS.where(assignment.c.case_id.in_(ids))):
        found[lead.case_id].append(_Field("调解员", lead.name, "name"))
    return found


def _people(connection: Connection, ids: Select[Any]) -> Iterator[tuple[str, list[_Field]]]:
    """Yield the fields of each party, then of each agent, with the case they belong to."""
    for row in connection.execute(_PARTIES.where(party.c.case_id.in_(ids))):
        yield (
            row.case_id,
            [
                *_person("当事人", row.name, row.id_number, row.phone),
                _Field("信用代码", row.credit_code, "number"),
                _Field("住址", row.address),
            ],
        )
    for row in connection.execute(_AGENTS.where(party.c.case_id.in_(ids))):
        yield row.case_id, _person("代理人", row.name, row.id_number, row.phone)


def _person(who: str, name: str, id_number: str, phone: str) -> list[_Field]:
    return [
        _Field(who, name, "name"),
        _Field("证件号码", id_number, "number"),
        _Field("电话", phone, "number"),
    ]


_WORDS = select(
    CASE_KEY.label("key"),
    *(
        dispute.c[name]
        for name in ("id", "number", "title", "place", "facts", "disputed_matters", "requests")
    ),
).select_from(dispute)
_PARTIES = select(
    *(party.c[name] for name in ("case_id", "name", "id_number", "phone", "credit_code", "address"))
).order_by(party.c.position)
_AGENTS = select(party.c.case_id, agent.c.name, agent.c.id_number, agent.c.phone).join(
    party, party.c.id == agent.c.party_id
)
_LEADS = (
    select(assignment.c.case_id, mediator.c.name)
    .join(mediator, mediator.c.id == assignment.c.mediator_id)
    .where(assignment.c.to_on.is_(None))
)
