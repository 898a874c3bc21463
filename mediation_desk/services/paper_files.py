"""Papers that are not issued: Word files to be edited, blank forms to be filled in by hand."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.paper_code import PaperCode
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.own_wording import own_template
from mediation_desk.services.paper_facts import facts_of, place_of, sheet_of, sheet_with
from mediation_desk.services.paper_rules import label_of, why_not
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.views import note_export, note_view

if TYPE_CHECKING:
    from mediation_desk.documents.templates import Template


class PaperFileService:
    """Makes papers in other forms than the one that is printed and kept."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Use the fonts and templates of `resources`."""
        self._context = context
        self._resources = resources

    @needs(Permission.PRINT)
    def word(self, case_id: str, kind: str, *, session: int = 0, purpose: str = "") -> bytes:
        """Return the paper as a Word file; what for is recorded, the file is not kept.

        Raises RuleViolation before the case is that far.
        """
        from mediation_desk.documents import papers

        case, template = self._read(case_id, kind)
        reason = why_not(kind, case)
        if reason:
            raise RuleViolation(reason)
        place = place_of(self._context, case_id)
        facts = facts_of(self._context, case, place, kind, session)
        made = papers.make_word(facts, template, sheet_of(self._context))
        note_export(self._context, f"{label_of(kind, session)}（Word）", purpose)
        return made

    @needs(Permission.SET_UP)
    def sample(self, values: Mapping[str, Any]) -> bytes:
        """Return an invented agreement laid out by values of PAPER_SETTINGS, kept or not."""
        from mediation_desk.documents import papers
        from mediation_desk.documents.sample import sample_facts

        kind, resources = papers.Kind.AGREEMENT, self._resources
        with self._context.db.read() as connection:
            own = own_template(connection, kind)
        sheet = sheet_with(values)
        return papers.make_paper(
            kind, sample_facts(), resources=resources, own=own, sheet=sheet
        ).data

    @needs(Permission.PRINT)
    def blank(self, case_id: str, kind: str) -> bytes:
        """Return a blank form with the case's number and a code that tells case and form."""
        from mediation_desk.documents import papers
        from mediation_desk.documents.blank import blank_facts
        from mediation_desk.documents.facts import CommitteeFacts

        case, template = self._read(case_id, kind)
        place = place_of(self._context, case_id)
        committee = CommitteeFacts(
            place["name"], place["short_name"], place["address"], place["phone"]
        )
        code = PaperCode(case_id, kind, template.version)
        facts = replace(blank_facts(case.number, committee, demo=place["demo"]), code=code)
        fonts, sheet = self._resources / "fonts", sheet_of(self._context)
        made = papers.make_blank(facts, template, fonts, sheet)
        note_view(self._context, "preview_paper", case_id, label_of(kind))
        return made

    def _read(self, case_id: str, kind: str) -> "tuple[CaseDetail, Template]":
        """Return the case and the wording the paper has now."""
        from mediation_desk.documents.papers import Kind, standard

        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
            own = own_template(connection, kind)
        return case, own or standard(Kind(kind), self._resources)
