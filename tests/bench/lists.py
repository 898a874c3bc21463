"""The case list and its search against the same rows read by hand from the same file."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

from mediation_desk.services.filters import Filters
from mediation_desk.storage.search_query import query_of
from tests.bench import office
from tests.bench.invented import name_of
from tests.bench.keystrokes import keystrokes
from tests.bench.measure import Row, alternate, child

PAGE = 500
FRAME_MS = 16.0
WORD = name_of(4711)

_PAGE_SQL = """
SELECT d.id, d.number, d.title, d.state, d.type, d.registered_on, d.accepted_on, d.due_on,
       d.extended_to, d.agreed_on, d.agreed_fen, d.place, c.name, m.name
  FROM dispute d JOIN committee c ON c.id = d.committee_id LEFT JOIN mediator m ON m.id = d.lead_id
 {where} ORDER BY d.registered_on DESC, d.id DESC LIMIT {page}
"""
_FOUND_SQL = """
WHERE d.id IN (SELECT e.case_id FROM search_tokens JOIN search_entry e
                    ON e.rowid = search_tokens.rowid
                WHERE search_tokens MATCH ?)
  AND EXISTS (SELECT 1 FROM party p WHERE p.case_id = d.id AND instr(p.name, ?))
"""
_ONCE_SQL = "SELECT count(*) FROM dispute NOT INDEXED WHERE deleted_on IS NULL"
_NAMES_SQL = (
    "SELECT case_id, side, name FROM party WHERE case_id IN ({}) ORDER BY case_id, position"
)


def run(folder: Path, cases: int = office.BIG) -> list[Row]:
    """Return the rows of the list's first page and of a search in a big office."""
    desk = office.at(folder / "big", cases)
    raw = office.raw(desk)
    wanted = Filters(text=WORD)
    query = query_of(WORD)
    if {row.id for row in desk.listing.cases(wanted)} != {row[0] for row in _found(raw, query)}:
        raise RuntimeError("the hand-written search finds other cases")
    page = alternate(lambda: desk.listing.cases(Filters(), limit=PAGE), lambda: _page(raw), 15)
    found = alternate(lambda: desk.listing.cases(wanted), lambda: _found(raw, query), 15)
    ours, floor = keystrokes(desk, raw)
    figures = alternate(desk.attention.counts, lambda: raw.execute(_ONCE_SQL).fetchall(), 9)
    raw.close()
    desk.close()
    (jump,) = child("tests.bench.scrolling")
    return [
        Row(f"a keystroke in {cases:,} cases, p95", ours, "the same by raw SQL, p95", floor, None),
        Row(
            f"the desk's figures in {cases:,} cases",
            figures[0],
            "a look at each case",
            figures[1],
            None,
        ),
        Row("a jump in 1,000,000 lines, p95", jump, "one frame", FRAME_MS, 1.0),
        Row(f"case list, {PAGE} of {cases:,}", page[0], "the same rows by raw SQL", page[1], None),
        Row(f"search by name in {cases:,} cases", found[0], "the index by raw SQL", found[1], None),
    ]


def _page(raw: driver.Connection) -> list[tuple]:
    rows = raw.execute(_PAGE_SQL.format(where="", page=PAGE)).fetchall()
    return _with_names(raw, rows)


def _found(raw: driver.Connection, query: str) -> list[tuple]:
    statement = _PAGE_SQL.format(where=_FOUND_SQL, page=PAGE)
    return _with_names(raw, raw.execute(statement, (query, WORD)).fetchall())


def _with_names(raw: driver.Connection, rows: list[tuple]) -> list[tuple]:
    """Read the names of the rows' parties too, as the list shows them."""
    marks = ",".join("?" * len(rows))
    raw.execute(_NAMES_SQL.format(marks), [row[0] for row in rows]).fetchall()
    return rows
