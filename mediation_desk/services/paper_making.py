"""Making papers for services: a case's facts, the office's wording, the finished paper."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.domain.paper_code import TEXT, SheetCode
from mediation_desk.services.context import Context
from mediation_desk.services.dossier_facts import dossier_facts, evidence_facts
from mediation_desk.services.own_wording import own_template
from mediation_desk.services.paper_facts import facts_of, place_of, sheet_of
from mediation_desk.services.paper_lookup import edition_of
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.hashing import hash_of

if TYPE_CHECKING:
    from mediation_desk.documents.facts import CaseFacts
    from mediation_desk.documents.papers import Paper
    from mediation_desk.documents.templates import Template


class PaperMaker:
    """Makes papers of a case; asks nobody for rights, which is its callers' part."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Use the fonts and templates of `resources`."""
        self._context = context
        self._resources = resources

    def facts(self, case: CaseDetail, kind: str = "", ordinal: int = 0) -> "CaseFacts":
        """Return what the papers of a case print; `ordinal` as facts_of takes it."""
        place = place_of(self._context, case.id)
        facts = facts_of(self._context, case, place, kind, ordinal)
        with self._context.db.read() as connection:
            return replace(
                facts,
                evidence=evidence_facts(connection, case.id),
                dossier=dossier_facts(connection, self._context, case),
            )

    def make(self, case: CaseDetail, kind: str, ordinal: int = 0) -> "tuple[CaseFacts, Paper]":
        """Return a paper as it is now. Raises UnprintableText, InvalidInput."""
        facts = self.facts(case, kind, ordinal)
        return facts, self.make_of(kind, facts)

    def make_coded(
        self, case: CaseDetail, kind: str, ordinal: int = 0
    ) -> "tuple[CaseFacts, Paper, str]":
        """Return a paper with the code that finds it when it comes back, and its text's hash."""
        facts = self.facts(case, kind, ordinal)
        digest = hash_of(self.text_of(kind, facts))
        with self._context.db.read() as connection:
            edition = edition_of(connection, (case.id, kind, ordinal), digest)
        facts = replace(facts, code=SheetCode(case.id, digest[:TEXT]), edition=edition)
        return facts, self.make_of(kind, facts), digest

    def make_of(self, kind: str, facts: "CaseFacts") -> "Paper":
        """Return the paper of given facts."""
        from mediation_desk.documents import papers

        return papers.make_paper(
            papers.Kind(kind),
            facts,
            resources=self._resources,
            own=self.wording(kind),
            sheet=sheet_of(self._context),
        )

    def text(self, case: CaseDetail, kind: str, ordinal: int = 0) -> str:
        """Return the paper as plain text."""
        return self.text_of(kind, self.facts(case, kind, ordinal))

    def text_of(self, kind: str, facts: "CaseFacts") -> str:
        """Return the paper of given facts as plain text."""
        from mediation_desk.documents import papers

        own = self.wording(kind)
        return papers.preview(papers.Kind(kind), facts, resources=self._resources, own=own)

    def text_hash(self, case: CaseDetail, kind: str, ordinal: int = 0) -> str:
        """Return what tells whether a paper still says the same."""
        return hash_of(self.text(case, kind, ordinal))

    def missing(self, case: CaseDetail, kind: str, ordinal: int = 0) -> tuple[str, ...]:
        """Return what would print as a blank line, in words."""
        from mediation_desk.documents import papers

        facts, own = self.facts(case, kind, ordinal), self.wording(kind)
        return papers.missing(papers.Kind(kind), facts, resources=self._resources, own=own)

    def wording(self, kind: str) -> "Template | None":
        """Return the office's own wording of a paper, None where it keeps the program's."""
        with self._context.db.read() as connection:
            return own_template(connection, kind)
