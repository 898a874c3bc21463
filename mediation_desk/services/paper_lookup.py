"""From the code on a sheet, or the digits in its foot, to the paper it was printed from."""

from typing import Any

from sqlalchemy import Connection, Row, func, select

from mediation_desk.domain.paper_code import SheetCode
from mediation_desk.domain.paper_mark import read_mark
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.papers import issued_paper

_COLUMNS = tuple(issued_paper.c[name] for name in ("id", "case_id", "kind", "session_ordinal"))


def paper_of(connection: Connection, code: SheetCode) -> Row[Any] | None:
    """Return the printed paper a sheet is of, None for one that is not known here.

    Of papers that say the same the last that was printed.
    """
    query = (
        select(*_COLUMNS)
        .where(
            issued_paper.c.case_id == code.case_id,
            issued_paper.c.text_hash.startswith(code.text, autoescape=True),
        )
        .order_by(issued_paper.c.issued_at.desc(), issued_paper.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).one_or_none()


def edition_of(connection: Connection, paper: tuple[str, str, int], text_hash: str) -> int:
    """Return which edition a text of a paper (case, kind, ordinal) is: the one it had, or the next.

    Texts printed before papers bore an edition count as editions too.
    """
    case_id, kind, ordinal = paper
    same = (
        issued_paper.c.case_id == case_id,
        issued_paper.c.kind == kind,
        func.coalesce(issued_paper.c.session_ordinal, 0) == ordinal,
    )
    query = select(issued_paper.c.text_hash, issued_paper.c.edition).where(*same)
    rows = connection.execute(query).all()
    standing = max((row.edition for row in rows if row.text_hash == text_hash), default=0)
    last = max((row.edition for row in rows), default=0)
    return standing or 1 + max(last, len({row.text_hash for row in rows}))


def printed(connection: Connection, typed: str) -> tuple[Row[Any], ...]:
    """Return the papers whose foot bears the digits somebody typed, each text once, oldest first.

    Each with its case's number and the newest edition of the same paper.
    """
    begins = read_mark(typed)
    if not begins:
        return ()
    other = issued_paper.alias()
    newest = (
        select(func.max(other.c.edition))
        .where(
            other.c.case_id == issued_paper.c.case_id,
            other.c.kind == issued_paper.c.kind,
            func.coalesce(other.c.session_ordinal, 0)
            == func.coalesce(issued_paper.c.session_ordinal, 0),
        )
        .scalar_subquery()
    )
    query = (
        select(
            *_COLUMNS,
            *(issued_paper.c[name] for name in ("edition", "issued_at", "issued_by")),
            dispute.c.number,
            newest.label("newest"),
        )
        .join(dispute, dispute.c.id == issued_paper.c.case_id)
        .where(
            issued_paper.c.text_hash.between(begins, f"{begins}g"),
            issued_paper.c.edition > 0,
        )
        .order_by(issued_paper.c.id)
    )
    found: dict[tuple[str, str, int | None], Any] = {}
    for row in connection.execute(query):
        found.setdefault((row.case_id, row.kind, row.session_ordinal), row)
    return tuple(found.values())
