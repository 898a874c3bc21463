"""One call from facts to a finished paper: template, checks, blocks, PDF."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mediation_desk.documents import compose, pdf, templates, text
from mediation_desk.documents.checks import check_printable
from mediation_desk.documents.facts import CaseFacts
from mediation_desk.documents.pen import A4, Sheet
from mediation_desk.documents.templates import Template
from mediation_desk.domain.paper_code import SheetCode
from mediation_desk.domain.paper_mark import mark


class Kind(StrEnum):
    """The papers this program prints; the value is the name of the template file."""

    COVER = "cover"
    CATALOGUE = "catalogue"
    APPLICATION = "application"
    REGISTRATION = "registration"
    REFUSAL_NOTICE = "refusal_notice"
    NOTICE = "notice"
    AUTHORITY = "authority"
    ADDRESS_CONFIRMATION = "address_confirmation"
    INVESTIGATION = "investigation"
    EVIDENCE_LIST = "evidence_list"
    RECORD = "record"
    UNDISPUTED_FACTS = "undisputed_facts"
    AGREEMENT = "agreement"
    ORAL_AGREEMENT = "oral_agreement"
    TERMINATION_NOTICE = "termination_notice"
    DELIVERY = "delivery"
    RECEIPT = "receipt"
    DEMAND = "demand"
    PERFORMANCE_PROOF = "performance_proof"
    FOLLOW_UP = "follow_up"
    CONFIRMATION_APPLICATION = "confirmation_application"
    COURT_CHECKLIST = "court_checklist"
    ORGANISER_PROOF = "organiser_proof"
    TRANSFER = "transfer"
    FEEDBACK = "feedback"
    CLOSING_REPORT = "closing_report"
    DOSSIER_NOTE = "dossier_note"
    BACK_COVER = "back_cover"


_COVERS = frozenset({Kind.COVER, Kind.BACK_COVER})


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: bytes that are stored and never made again."""

    data: bytes
    title: str
    template_version: int
    pages: int


def make_paper(
    kind: Kind,
    facts: CaseFacts,
    *,
    resources: Path,
    own: Template | None = None,
    sheet: Sheet = A4,
) -> Paper:
    """Return the paper as PDF; `resources` holds fonts/ and templates/, `own` is the office's.

    Raises UnprintableText naming characters no font has, InvalidInput for a broken template.
    """
    template = own or standard(kind, resources)
    fonts_folder = resources / "fonts"
    check_printable(facts, fonts_folder=fonts_folder)
    cover = kind in _COVERS
    code = None if cover else facts.code
    blocks = compose.compose(template, facts)
    shown = mark(facts.code.text, facts.edition) if isinstance(facts.code, SheetCode) else ""
    meta = pdf.Meta(template.title, facts.number, facts.demo, code, sheet, cover, shown)
    data, pages = pdf.render_counted(blocks, meta, fonts_folder=fonts_folder)
    return Paper(data, template.title, template.version, pages)


def make_blank(facts: CaseFacts, template: Template, fonts: Path, sheet: Sheet) -> bytes:
    """Return a form to be filled in by hand, with the code that tells its case in the corner."""
    meta = pdf.Meta(template.title, facts.number, facts.demo, facts.code, sheet)
    return pdf.render(compose.compose(template, facts), meta, fonts_folder=fonts)


def make_word(facts: CaseFacts, template: Template, sheet: Sheet = A4) -> bytes:
    """Return the paper as a Word file to be edited; it is never kept or counted as issued."""
    from mediation_desk.documents import word

    meta = pdf.Meta(template.title, facts.number, facts.demo, sheet=sheet)
    return word.render(compose.compose(template, facts), meta)


def preview(kind: Kind, facts: CaseFacts, *, resources: Path, own: Template | None = None) -> str:
    """Return the paper as plain text."""
    return text.render(compose.compose(own or standard(kind, resources), facts))


def missing(
    kind: Kind, facts: CaseFacts, *, resources: Path, own: Template | None = None
) -> tuple[str, ...]:
    """Return what should be filled in before the paper is issued, in Chinese."""
    return compose.missing_for_print(own or standard(kind, resources), facts)


def standard(kind: Kind, resources: Path) -> Template:
    """Return the wording the program brings along."""
    return templates.load(template_file(kind, resources))


def template_file(kind: Kind, resources: Path) -> Path:
    """Return where the program's wording of a paper is."""
    return resources / "templates" / f"{kind.value}.toml"
