"""Finding cases by anything a person remembers: number, names, pinyin, ends of numbers, words.

The index proposes, the words themselves decide: every hit says which field it was found in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from mediation_desk.domain.paper_code import PaperCode
from mediation_desk.domain.paper_code import read as read_code
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.paper_rules import PAPERS
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import hidden_among
from mediation_desk.storage.search import candidates, is_complete, rebuild
from mediation_desk.storage.search_tokens import fold, readings
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.people import agent, party

PAGE = 200
CAP = 1000
"""So many hits are enough for a list; beyond it a count is "1000+"."""

AROUND = 12
"""Characters shown on each side of what was found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found: the field it was found in, in words, and the words around it."""

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
        self._complete = False

    @needs(Permission.READ_CASES)
    def find(self, typed: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Return the newest cases that hold every word typed, up to `limit`."""
        code = read_code(typed)
        if code is not None:
            return self._by_code(code)
        self._complete_index()
        words = [fold(word) for word in typed.split()]
        found: list[Hit] = []
        before = 0
        with self._context.db.read() as connection:
            while len(found) < limit:
                page = candidates(connection, typed, limit=PAGE, before=before)
                if not page:
                    break
                before = page[-1][0]
                ids = [case_id for _, case_id in page]
                hidden = hidden_among(connection, self._context, ids)
                shown = [case_id for case_id in ids if case_id not in hidden]
                found += _verified(connection, shown, words)
        return tuple(found[:limit])

    def _by_code(self, code: PaperCode) -> tuple[Hit, ...]:
        """Return the case a scanned form belongs to, nothing where it is not of this office."""
        query = select(dispute.c.id).where(dispute.c.id == code.case_id, IN_USE)
        with self._context.db.read() as connection:
            known = connection.execute(query).one_or_none()
            hidden = hidden_among(connection, self._context, [code.case_id])
        label = PAPERS[code.kind].label if code.kind in PAPERS else ""
        return (Hit(code.case_id, "文书编码", label),) if known and not hidden else ()

    def _complete_index(self) -> None:
        """Fill the index for cases written before there was one; asked once."""
        if self._complete:
            return
        with self._context.db.read() as connection:
            whole = is_complete(connection)
        if not whole:
            with self._context.db.write() as connection:
                rebuild(connection)
        self._complete = True


def _verified(connection: Connection, ids: Sequence[str], words: Sequence[str]) -> Iterator[Hit]:
    fields = _fields_of(connection, ids)
    for case_id in ids:
        hits = [_found(fields[case_id], word) for word in words]
        if hits and all(hits):
            first = hits[0]
            if first is not None:
                yield Hit(case_id, *first)


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
        if field.kind == "name" and _sounds_like(field.text, bare):
            return field.label, field.text[: 2 * AROUND]
    return None


def _sounds_like(text: str, word: str) -> bool:
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


def _fields_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[_Field]]:
    """Return what can be found of each case, the field that says most first."""
    found: dict[str, list[_Field]] = {case_id: [] for case_id in ids}
    cases = connection.execute(select(*_WORDS).where(dispute.c.id.in_(ids))).all()
    for case in cases:
        found[case.id].append(_Field("编号", case.number))
    for case_id, fields in _people(connection, ids):
        found[case_id] += fields
    for case in cases:
        found[case.id] += [
            _Field("案件名称", case.title, "name"),
            _Field("地点", case.place, "name"),
            _Field("简要情况", case.facts),
            _Field("争议事项", case.disputed_matters),
            *(_Field("申请事项", one) for one in case.requests),
        ]
    leads = (
        select(assignment.c.case_id, mediator.c.name)
        .join(mediator, mediator.c.id == assignment.c.mediator_id)
        .where(assignment.c.case_id.in_(ids), assignment.c.to_on.is_(None))
    )
    for lead in connection.execute(leads):
        found[lead.case_id].append(_Field("调解员", lead.name, "name"))
    return found


def _people(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, list[_Field]]]:
    """Yield the fields of each party, then of each agent, with the case they belong to."""
    own = select(*_PARTY).where(party.c.case_id.in_(ids)).order_by(party.c.position)
    for row in connection.execute(own).all():
        yield (
            row.case_id,
            [
                *_person("当事人", row.name, row.id_number, row.phone),
                _Field("信用代码", row.credit_code, "number"),
                _Field("住址", row.address),
            ],
        )
    acting = (
        select(party.c.case_id, agent.c.name, agent.c.id_number, agent.c.phone)
        .join(party, party.c.id == agent.c.party_id)
        .where(party.c.case_id.in_(ids))
    )
    for row in connection.execute(acting).all():
        yield row.case_id, _person("代理人", row.name, row.id_number, row.phone)


def _person(who: str, name: str, id_number: str, phone: str) -> list[_Field]:
    return [
        _Field(who, name, "name"),
        _Field("证件号码", id_number, "number"),
        _Field("电话", phone, "number"),
    ]


_WORDS = [
    dispute.c[name]
    for name in ("id", "number", "title", "place", "facts", "disputed_matters", "requests")
]
_PARTY = [
    party.c[name] for name in ("case_id", "name", "id_number", "phone", "credit_code", "address")
]
