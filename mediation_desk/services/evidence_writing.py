"""Rows of evidence as they are written, whichever way a file came in."""

from typing import Any

from sqlalchemy import Connection, func, select

from mediation_desk.errors import NotFound
from mediation_desk.services.context import Context
from mediation_desk.services.evidence_intake import Taken
from mediation_desk.services.evidence_rows import EvidenceDraft
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.papers import issued_paper


def hashes_of(connection: Connection, case_id: str) -> set[str]:
    """Return the hashes of the files a case has."""
    query = select(evidence.c.sha256).where(
        evidence.c.case_id == case_id, evidence.c.removed_on.is_(None)
    )
    return set(connection.execute(query).scalars())


def last_position(connection: Connection, case_id: str) -> int:
    """Return where the last piece of a case stands, 0 without any."""
    last = select(func.coalesce(func.max(evidence.c.position), 0))
    return int(connection.execute(last.where(evidence.c.case_id == case_id)).scalar_one())


def require_paper(writer: Writer, case_id: str, paper_id: str) -> None:
    """Raise NotFound for a printed paper of another case."""
    if paper_id and writer.row(issued_paper, paper_id)["case_id"] != case_id:
        raise NotFound("这份文书不属于本案，没有改动。", "请刷新后重试。")


def described(draft: EvidenceDraft) -> dict[str, Any]:
    """Return what a draft says of a piece."""
    return {
        "slot": draft.slot,
        "name": draft.name.strip(),
        "source": draft.source.strip(),
        "is_copy": int(draft.is_copy),
        "proves": draft.proves.strip(),
        "collected_on": draft.collected_on,
        "paper_id": draft.paper_id or None,
    }


def row_of(
    context: Context, case_id: str, one: Taken, draft: EvidenceDraft, *, position: int
) -> dict[str, Any]:
    """Return the row of a file taken in."""
    return described(draft) | {
        "case_id": case_id,
        "position": position,
        "name": draft.name.strip() or one.name,
        "pages": draft.pages or one.pages,
        "media": one.media,
        "size": one.stored.size,
        "sha256": one.stored.sha256,
        "file": one.stored.file,
        "secret": one.stored.secret,
        "added_at": context.clock.now(),
        "added_by": context.actor,
    }
