"""Finding cases by anything a person remembers: number, names, pinyin, ends of numbers, words.

The index proposes, the words themselves decide: every hit says which field it was found in. One
statement brings what is proposed with its words and everything its line shows, the newest first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, islice, repeat
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from mediation_desk.domain.paper_code import PaperCode, SheetCode
from mediation_desk.domain.paper_code import read as read_code
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.list_rows import COLUMNS, with_names
from mediation_desk.services.paper_lookup import paper_of, printed
from mediation_desk.services.paper_rules import PAPERS, label_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import visible_to
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.case_words import NAME, NUMBER, WORDS, Field, fields_of
from mediation_desk.storage.search import is_current, proposed, rebuild
from mediation_desk.storage.search_tokens import SHORTEST_TAIL, bare, fold, readings
from mediation_desk.storage.tables.cases import IN_USE, dispute

PAGES = (31, 128, 512)
"""Cases looked into at once: first a screenful and one more, from the third time on the last."""

AROUND = 12
"""Characters shown on each side of what was found."""

AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found: the field it was found in, in words, and the words around it."""

    key: int
    case_id: str
    field: str
    excerpt: str

    @property
    def words(self) -> str:
        """电话：…1234, the field and the words around what was found."""
        return f"{self.field}：{self.excerpt}"


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
            looked = walk(connection, self._context, typed, IN_USE)
            return tuple(islice((hit for _, hit in looked if hit), limit))


def complete_index(context: Context) -> None:
    """Make the index where it holds none or older tokens; asked once."""
    if context.session.index_complete or not context.db.writable:
        return
    with context.db.read() as connection:
        current = is_current(connection)
    if not current:
        with context.db.write() as connection:
            rebuild(connection)
    context.session.index_complete = True


def walk(
    connection: Connection, context: Context, typed: str, *conditions: ColumnElement[bool]
) -> Iterator[tuple[AnyRow, Hit | None]]:
    """Yield one by one the cases that may be meant, the newest first, each with its hit.

    Without one where a case does not meet the conditions, or does not hold every word after all:
    so whoever waits can stop looking.
    """
    allowed = and_(*conditions, visible_to(context))
    named = _named(connection, typed)
    if named:
        query = _CASES.where(dispute.c.id.in_(among(list(named))), allowed)
        yield from ((case, _of_paper(case, named)) for case in connection.execute(query))
        return
    words = _words(typed)
    for case in _proposed(connection, typed, allowed):
        yield case, None if case.key is None else hit_in(case, words)


def _proposed(connection: Connection, typed: str, allowed: ColumnElement[bool]) -> Iterator[AnyRow]:
    """Yield what the index proposes, page by page; without a key what is not allowed.

    Every page looks into so many entries, however few of them are allowed.
    """
    before = 0
    for limit in chain(PAGES, repeat(PAGES[-1])):
        entries = proposed(typed, limit=limit, before=before)
        if entries is None:
            return
        case = and_(dispute.c.id == entries.c.case_id, allowed)
        query = (
            select(entries.c.rowid, *_SHOWN)
            .select_from(with_names(entries.outerjoin(dispute, case)))
            .order_by(entries.c.rowid.desc())
        )
        left = limit
        for row in connection.execute(query):
            left, before = left - 1, row.rowid
            yield row
        if left:
            return


def hits_among(connection: Connection, keys: Sequence[int], typed: str) -> dict[int, Hit]:
    """Return where the words stand in each of these cases, by key."""
    named, words = _named(connection, typed), _words(typed)
    found = connection.execute(_CASES.where(CASE_KEY.in_(among(keys))))
    if named:
        return {case.key: _of_paper(case, named) for case in found if case.id in named}
    return {case.key: hit for case in found if (hit := hit_in(case, words))}


def hit_in(case: AnyRow, words: Sequence[str]) -> Hit | None:
    """Return the field the first word stands in, None unless every word stands in some field."""
    found = [_found(fields_of(case), word) for word in words]
    if not found or not all(found):
        return None
    field, excerpt = found[0] or ("", "")
    return Hit(case.key, case.id, field, excerpt)


def _of_paper(case: AnyRow, named: Mapping[str, str]) -> Hit:
    return Hit(case.key, case.id, "文书编码", named[case.id])


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


def _words(typed: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in typed.split())


def _found(fields: Iterable[Field], word: str) -> tuple[str, str] | None:
    """Return the field a word stands in and the words around it."""
    wanted = bare(word)
    for field in fields:
        folded = fold(field.text)
        if field.kind == NUMBER:
            if len(wanted) >= SHORTEST_TAIL and wanted.isascii() and folded.endswith(wanted):
                return field.label, "…" + field.text[-SHORTEST_TAIL:]
            continue
        at = folded.find(word)
        if at >= 0:
            return field.label, field.text[max(at - AROUND, 0) : at + len(word) + AROUND]
        if wanted and wanted in bare(folded):
            return field.label, field.text[: 2 * AROUND]
        if field.kind == NAME and sounds_like(field.text, wanted):
            return field.label, field.text[: 2 * AROUND]
    return None


def sounds_like(text: str, word: str) -> bool:
    """Tell whether a word of letters, or of characters and letters, is how a text is read."""
    letters = _NO_LETTERS.sub("", word)
    if not letters:
        return False
    rest = word.replace(letters, "")
    if rest:
        heard = {part for syllables in readings(text) for part in syllables}
        return rest in fold(text) and any(part.startswith(letters) for part in heard)
    return any(
        letters in initials
        or (letters in joined and any(joined.startswith(letters, at) for at in starts))
        for joined, starts, initials in _sounds(text)
    )


@lru_cache(maxsize=4096)
def _sounds(text: str) -> tuple[tuple[str, tuple[int, ...], str], ...]:
    """Return each reading of a text: its letters, where a syllable starts, its initials."""
    return tuple(
        (
            "".join(syllables),
            (0, *accumulate(map(len, syllables[:-1]))),
            "".join(part[0] for part in syllables),
        )
        for syllables in readings(text)
    )


_NO_LETTERS = re.compile(r"[^a-z]")
_SHOWN = tuple({one.key: one for one in (*COLUMNS, *WORDS)}.values())
"""What a line shows and what it was found by; some are both."""
_CASES = select(*_SHOWN).select_from(with_names(dispute))
