"""Papers of a case: made from its facts, issued once, kept as bytes for ever."""

import logging
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from mediation_desk.domain.paper_mark import digits, mark
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import NotFound, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.paper_lookup import printed
from mediation_desk.services.paper_making import PaperMaker
from mediation_desk.services.paper_rows import PaperChoice, PaperRow, PrintedSheet
from mediation_desk.services.paper_rules import PAPERS, label_of, why_not
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import hidden_among, refuse_hidden
from mediation_desk.services.record_paper_facts import PAPERS_OF
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.views import note_export, note_view
from mediation_desk.storage.hashing import hash_of
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.papers import issued_paper

if TYPE_CHECKING:
    from mediation_desk.documents.facts import CaseFacts
    from mediation_desk.documents.papers import Paper

log = logging.getLogger(__name__)


class PaperService:
    """Previews and issues papers; a reprint gives the stored bytes."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Use the fonts and templates of `resources`."""
        self._context = context
        self._maker = PaperMaker(context, resources)

    @needs(Permission.READ_CASES)
    def available(self, case_id: str) -> tuple[tuple[str, str, str], ...]:
        """Return (kind, label, why not yet) of every paper; "" where it can be printed."""
        case = self._case(case_id)
        return tuple((kind, rule.label, rule.why_not(case)) for kind, rule in PAPERS.items())

    @needs(Permission.READ_CASES)
    def choices(self, case_id: str) -> tuple[PaperChoice, ...]:
        """Return the papers in dossier order, one for every session and every other record.

        A paper that is written on the spot is there once more, empty.
        """
        case = self._case(case_id)
        return tuple(
            PaperChoice(kind, ordinal, label, rule.why_not(case))
            for kind, rule in PAPERS.items()
            for ordinal, label in ordinals(kind, case)
        )

    @needs(Permission.PRINT)
    def draw(self, case_id: str, kind: str, *, session: int = 0) -> bytes:
        """Return the paper as it would be printed now, without issuing it. Raises as `issue`."""
        _, made, _ = self._make(self._case(case_id), kind, session)
        note_view(self._context, "preview_paper", case_id, label_of(kind, session))
        return made.data

    @needs(Permission.PRINT)
    def missing(self, case_id: str, kind: str, *, session: int = 0) -> tuple[str, ...]:
        """Return what would print as a blank line, in words."""
        return self._maker.missing(self._case(case_id), kind, session)

    @needs(Permission.PRINT)
    def preview(self, case_id: str, kind: str, *, session: int = 0) -> str:
        """Return the paper as plain text, without issuing it."""
        note_view(self._context, "preview_paper", case_id, label_of(kind))
        return self._maker.text(self._case(case_id), kind, session)

    @needs(Permission.PRINT)
    def issue(self, case_id: str, kind: str, *, session: int = 0) -> Changed:
        """Make and keep a paper; unchanged facts give the paper issued before.

        Raises RuleViolation before the case is that far, UnprintableText naming characters.
        """
        case = self._case(case_id)
        session = session or number_of(kind, case)
        facts, made, text_hash = self._make(case, kind, session)
        label, digest = label_of(kind, session), sha256(made.data).hexdigest()
        standing = self._standing(case_id, kind, digest)
        if standing:
            return changed(id=standing, message=f"{label}与上次打印的一致")
        shown = mark(text_hash, facts.edition)
        with self._context.write("issue_paper", detail=f"{label} {shown}") as writer:
            writer.about(dispute, case_id)
            row = {
                "case_id": case_id,
                "kind": kind,
                "session_ordinal": session or None,
                "template_version": made.template_version,
                "facts_hash": hash_of(repr(facts)),
                "text_hash": text_hash,
                "edition": facts.edition,
                "number": facts.number,
                "sha256": digest,
                "pages": made.pages,
                "content": made.data,
                "issued_at": self._context.clock.now(),
                "issued_by": self._context.actor,
            }
            paper_id = writer.insert(issued_paper, row)
        log.info("exported: %s %s", kind, paper_id)
        message = f"已生成{label}（{made.pages} 页）"
        return changed(Area.DOCUMENTS, Area.CASES, id=paper_id, message=message)

    @needs(Permission.READ_CASES)
    def issued(self, case_id: str) -> tuple[PaperRow, ...]:
        """Return the issued papers of a case, newest first; `current` is the last of each."""
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            return read_issued(connection, case_id)

    @needs(Permission.READ_CASES)
    def which(self, typed: str) -> tuple[PrintedSheet, ...]:
        """Return what a printed sheet is by the digits in its foot; () where none bears them."""
        with self._context.db.read() as connection:
            rows = printed(connection, typed)
            hidden = hidden_among(connection, self._context, {row.case_id for row in rows})
        return tuple(
            PrintedSheet(
                case_id=row.case_id,
                number=row.number,
                label=label_of(row.kind, row.session_ordinal),
                edition=row.edition,
                newest=row.newest,
                issued_at=row.issued_at,
                issued_by=row.issued_by,
            )
            for row in rows
            if row.case_id not in hidden
        )

    @needs(Permission.PRINT)
    def content(self, paper_id: str) -> bytes:
        """Return an issued paper's bytes, as they were. Raises NotFound."""
        case_id, label, content = self._kept(paper_id)
        note_view(self._context, "open_paper", case_id, label)
        return content

    @needs(Permission.PRINT)
    def take_out(self, paper_id: str, purpose: str) -> bytes:
        """Return an issued paper's bytes to be saved outside; what for is recorded.

        Raises NotFound, InvalidInput without a purpose.
        """
        case_id, label, content = self._kept(paper_id)
        note_export(self._context, label, purpose, case_id=case_id)
        return content

    def _kept(self, paper_id: str) -> tuple[str, str, bytes]:
        """Return the case, the name and the bytes of an issued paper. Raises NotFound."""
        query = select(issued_paper).where(issued_paper.c.id == paper_id)
        with self._context.db.read() as connection:
            found = connection.execute(query).one_or_none()
            if found is None:
                raise NotFound("找不到这份文书。", "请刷新后重试。")
            refuse_hidden(connection, self._context, found.case_id)
        label = label_of(found.kind, found.session_ordinal)
        return found.case_id, label, bytes(found.content)

    def _standing(self, case_id: str, kind: str, digest: str) -> str:
        """Return the id of the paper of a kind that has these very bytes, "" for none."""
        query = select(issued_paper.c.id).where(
            issued_paper.c.case_id == case_id,
            issued_paper.c.kind == kind,
            issued_paper.c.sha256 == digest,
        )
        with self._context.db.read() as connection:
            return connection.execute(query.limit(1)).scalar_one_or_none() or ""

    def _make(self, case: CaseDetail, kind: str, session: int) -> "tuple[CaseFacts, Paper, str]":
        reason = why_not(kind, case)
        if reason:
            raise RuleViolation(reason)
        return self._maker.make_coded(case, kind, session or number_of(kind, case))

    def _case(self, case_id: str) -> CaseDetail:
        with self._context.db.read() as connection:
            return read_case(connection, self._context, case_id)


def number_of(kind: str, case: CaseDetail) -> int:
    """Return how many sessions or records a paper of a kind could be about."""
    if kind == "record":
        return len(case.sessions)
    return len(getattr(case.records, PAPERS_OF[kind])) if kind in PAPERS_OF else 0


def ordinals(kind: str, case: CaseDetail) -> Iterator[tuple[int, str]]:
    """Yield which session or record each paper of a kind is about, with the paper's name."""
    number = number_of(kind, case)
    for ordinal in range(1, number + 1):
        yield ordinal, label_of(kind, ordinal)
    if number == 0:
        yield 0, label_of(kind)
    elif kind in PAPERS_OF:
        yield number + 1, f"{label_of(kind)}（空白）"


def read_issued(connection: Connection, case_id: str) -> tuple[PaperRow, ...]:
    """Return the issued papers of a case, newest first."""
    columns = [column for column in issued_paper.c if column.name != "content"]
    query = (
        select(*columns).where(issued_paper.c.case_id == case_id).order_by(issued_paper.c.id.desc())
    )
    seen: set[tuple[str, int]] = set()
    papers = []
    for row in connection.execute(query):
        papers.append(
            PaperRow(
                id=row.id,
                kind=row.kind,
                session=row.session_ordinal or 0,
                label=label_of(row.kind, row.session_ordinal),
                issued_at=row.issued_at,
                issued_by=row.issued_by,
                sha256=row.sha256,
                pages=row.pages,
                edition=row.edition,
                text=digits(row.text_hash) if row.edition else "",
                current=(row.kind, row.session_ordinal) not in seen,
            )
        )
        seen.add((row.kind, row.session_ordinal))
    return tuple(papers)
