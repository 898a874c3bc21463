"""The case list and its search against the same rows read by hand from the same file."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

from mediation_desk.services.listing import Filters
from tests.bench import office
from tests.bench.measure import Row, alternate

PAGE = 500
WORD = "样471"

_PAGE_SQL = """
SELECT d.id, d.number, d.title, d.state, d.type, d.registered_on, d.accepted_on, d.due_on,
       d.extended_to, d.agreed_on, d.agreed_fen, d.place, c.name, m.name
  FROM dispute d JOIN committee c ON c.id = d.committee_id LEFT JOIN mediator m ON m.id = d.lead_id
 {where} ORDER BY d.registered_on DESC, d.id DESC LIMIT {page}
"""
_FOUND_SQL = """
WHERE d.title LIKE :part OR d.place LIKE :part OR d.facts LIKE :part OR d.number LIKE :part
   OR d.id IN (SELECT case_id FROM party
                WHERE name LIKE :part OR id_number LIKE :tail OR phone LIKE :tail)
"""
_NAMES_SQL = (
    "SELECT case_id, side, name FROM party WHERE case_id IN ({}) ORDER BY case_id, position"
)


def run(folder: Path, cases: int = office.BIG) -> list[Row]:
    """Return the rows of the list's first page and of a search in a big office."""
    desk = office.at(folder / "big", cases)
    raw = office.raw(desk)
    wanted = Filters(text=WORD)
    if [row.id for row in desk.listing.cases(wanted)] != [row[0] for row in _found(raw)]:
        raise RuntimeError("the hand-written search finds other cases")
    page = alternate(lambda: desk.listing.cases(Filters(), limit=PAGE), lambda: _page(raw), 15)
    found = alternate(lambda: desk.listing.cases(wanted, limit=PAGE), lambda: _found(raw), 5)
    raw.close()
    desk.close()
    return [
        Row(f"case list, {PAGE} of {cases:,}", page[0], "the same rows by raw SQL", page[1], 3.0),
        Row(f"search in the list, {cases:,} cases", found[0], "raw LIKE", found[1], None),
    ]


def _page(raw: driver.Connection) -> list[tuple]:
    rows = raw.execute(_PAGE_SQL.format(where="", page=PAGE)).fetchall()
    return _with_names(raw, rows)


def _found(raw: driver.Connection) -> list[tuple]:
    given = {"part": f"%{WORD}%", "tail": f"%{WORD}"}
    return _with_names(
        raw, raw.execute(_PAGE_SQL.format(where=_FOUND_SQL, page=PAGE), given).fetchall()
    )


def _with_names(raw: driver.Connection, rows: list[tuple]) -> list[tuple]:
    """Read the names of the rows' parties too, as the list shows them."""
    marks = ",".join("?" * len(rows))
    raw.execute(_NAMES_SQL.format(marks), [row[0] for row in rows]).fetchall()
    return rows
