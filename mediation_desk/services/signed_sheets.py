"""Signed sheets that came back, compared with what the case would print now (与现文本不一致).

A sheet is bound to the very text it was printed with. Whoever changes the case afterwards does not
change what was signed: it is told apart instead.
"""

from collections.abc import Mapping

from sqlalchemy import select

from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.paper_making import PaperMaker
from mediation_desk.services.paper_rules import PAPERS
from mediation_desk.services.papers import number_of
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.papers import issued_paper

STALE = "与现文本不一致，签名以后内容改过"


def differs(maker: PaperMaker, case: CaseDetail, kind: str, session: int, before: str) -> bool:
    """Tell whether a paper would say something else now; `before` is its text's hash as printed.

    What was printed before hashes were kept, or would not be printed any more, is not compared.
    """
    if not before or kind not in PAPERS or PAPERS[kind].why_not(case):
        return False
    return maker.text_hash(case, kind, session or number_of(kind, case)) != before


def compared(context: Context, maker: PaperMaker, case_id: str) -> Mapping[str, bool]:
    """Return the printed papers whose signed sheet came back, and whether their text changed."""
    columns = (issued_paper.c[name] for name in ("id", "kind", "session_ordinal", "text_hash"))
    query = (
        select(*columns)
        .distinct()
        .join(evidence, evidence.c.paper_id == issued_paper.c.id)
        .where(issued_paper.c.case_id == case_id, evidence.c.removed_on.is_(None))
    )
    with context.db.read() as connection:
        case = read_case(connection, context, case_id)
        rows = connection.execute(query).all()
    return {
        row.id: differs(maker, case, row.kind, row.session_ordinal or 0, row.text_hash)
        for row in rows
    }
