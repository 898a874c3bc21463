"""Where a stray scan may belong: printed papers that have not come back signed, newest first."""

from itertools import islice

from sqlalchemy import Connection, exists, not_, select

from mediation_desk.services.context import Context
from mediation_desk.services.paper_rules import label_of
from mediation_desk.services.privacy import visible_to
from mediation_desk.services.scan_homes import slot_of
from mediation_desk.services.scan_rows import Target
from mediation_desk.services.search import complete_index, walk
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.papers import issued_paper

NEVER_SIGNED = ("cover", "catalogue", "back_cover", "evidence_list", "court_checklist")
"""Papers nobody signs: nothing comes back of them."""


def targets(context: Context, text: str, *, limit: int) -> tuple[Target, ...]:
    """Return the papers, and for what is typed the cases too, that hold every word of `text`."""
    complete_index(context)
    with context.db.read() as connection:
        papers = _awaited(connection, context, text.split(), limit)
        return (*papers, *_cases(connection, context, text, limit))


def _awaited(
    connection: Connection, context: Context, words: list[str], limit: int
) -> list[Target]:
    came = exists().where(evidence.c.paper_id == issued_paper.c.id, evidence.c.removed_on.is_(None))
    query = (
        select(
            issued_paper.c.id,
            issued_paper.c.kind,
            issued_paper.c.session_ordinal,
            issued_paper.c.issued_at,
            issued_paper.c.case_id,
            dispute.c.number,
            dispute.c.title,
        )
        .join(dispute, dispute.c.id == issued_paper.c.case_id)
        .where(issued_paper.c.kind.not_in(NEVER_SIGNED), not_(came), IN_USE, visible_to(context))
        .order_by(issued_paper.c.issued_at.desc(), issued_paper.c.id.desc())
    )
    found = (
        Target(
            case_id=row.case_id,
            number=row.number or "",
            title=row.title,
            label=label_of(row.kind, row.session_ordinal),
            paper_id=row.id,
            slot=slot_of(context.reference, row.kind),
            issued_at=row.issued_at,
        )
        for row in connection.execute(query)
    )
    fitting = (
        one for one in found if all(word in f"{one.number}{one.title}{one.label}" for word in words)
    )
    return list(islice(fitting, limit))


def _cases(connection: Connection, context: Context, text: str, limit: int) -> list[Target]:
    """Return the cases the words are found in: for what was never printed here."""
    if not text.strip():
        return []
    label = context.reference.label("dossier_items", "evidence")
    found = (case for case, hit in walk(connection, context, text, IN_USE) if hit)
    return [Target(case.id, case.number or "", case.title, label) for case in islice(found, limit)]
