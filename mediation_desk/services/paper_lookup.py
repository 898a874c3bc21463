"""From the code on a sheet to the paper it was printed from."""

from typing import Any

from sqlalchemy import Connection, Row, select

from mediation_desk.domain.paper_code import SheetCode
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
