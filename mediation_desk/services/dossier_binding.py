"""Putting material together for a binding: what there is of a case, and its bytes part by part."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from mediation_desk.domain.dossier import NumberPlace
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.dossier_plan import NOT_PAGED, Material
from mediation_desk.services.dossier_rows import DossierEntry, DossierItem, DossierPart, PartKind
from mediation_desk.services.evidence_reading import read_bytes, read_rows
from mediation_desk.services.evidence_rows import EvidenceRow
from mediation_desk.services.letter_paper_facts import papers_sent
from mediation_desk.services.paper_facts import sheet_of
from mediation_desk.services.paper_making import PaperMaker
from mediation_desk.services.papers import read_issued
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.settings import values_of
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.papers import issued_paper

if TYPE_CHECKING:
    from mediation_desk.documents.dossier import Binding, Part, Section
    from mediation_desk.documents.facts import CaseFacts


MUST, OPTIONAL = "必须", "按需"


class Binder:
    """Reads what a dossier is made of; asks nobody for rights, which is its callers' part."""

    def __init__(self, context: Context, place: StorePlace, resources: Path) -> None:
        """Use the files at `place`, the fonts and templates of `resources`."""
        self._context = context
        self._place = place
        self.fonts = resources / "fonts"
        self.maker = PaperMaker(context, resources)

    def material(self, case_id: str) -> Material:
        """Return everything a dossier of a case can be made of."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
            scans = read_rows(connection, self._context, self._place, case_id)
            query = select(issued_paper.c.id, issued_paper.c.text_hash)
            hashes = connection.execute(query.where(issued_paper.c.case_id == case_id)).all()
            issued = read_issued(connection, case_id)
            letters = papers_sent(connection, case_id)
        said = {row.id: row.text_hash for row in hashes}
        return Material(case, issued, said, scans, letters, self.maker)

    def section(self, item: DossierItem, case: CaseDetail) -> "Section":
        """Return the bytes of an item's parts; what cannot be bound is left out and stays named."""
        from mediation_desk.documents.dossier import Section

        found = [self._part(part, case) for part in item.parts if part.trouble != NOT_PAGED]
        return Section(item.label, tuple(found))

    def covered(
        self, facts: "CaseFacts", inside: "Sequence[tuple[DossierItem, Section]]"
    ) -> "tuple[list[Section], tuple[DossierEntry, ...]]":
        """Put cover, catalogue and back cover round the sections; the note knows the total."""
        from mediation_desk.documents import dossier as binding
        from mediation_desk.documents.dossier_facts import EntryFacts

        sections = [section for _, section in inside]
        total = sum(binding.page_count(part) for one in sections for part in one.parts)
        entries = tuple(
            EntryFacts(item.label, pages, MUST if item.must else OPTIONAL)
            for (item, _), pages in zip(inside, binding.ranges(sections), strict=True)
        )
        facts = replace(facts, dossier=replace(facts.dossier, pages=total, entries=entries))

        def drawn(kind: str, label: str, *, numbered: bool = False) -> "Section":
            part = binding.Part(self.maker.make_of(kind, facts).data)
            return binding.Section(label, (part,), numbered)

        final = [
            drawn("dossier_note", section.label, numbered=True)
            if item.code == "note" and item.parts[0].made_of is PartKind.DRAWN
            else section
            for item, section in inside
        ]
        covers = [drawn("cover", "卷宗封面"), drawn("catalogue", "卷内目录")]
        told = tuple(DossierEntry(one.label, one.pages, one.note) for one in entries)
        return [*covers, *final, drawn("back_cover", "封底")], told

    def binding(self, *, duplex: bool = False) -> "Binding":
        """Return how the office binds: where numbers stand, on which sheet."""
        from mediation_desk.documents.dossier import Binding

        with self._context.db.read() as connection:
            place = values_of(connection, ["number_place"])["number_place"]
        return Binding(NumberPlace(place), duplex, sheet_of(self._context))

    def _part(self, part: DossierPart, case: CaseDetail) -> "Part":
        from mediation_desk.documents import scans
        from mediation_desk.documents.dossier import Part

        if part.made_of is PartKind.DRAWN:
            return Part(self.maker.make(case, part.kind, part.ordinal)[1].data)
        with self._context.db.read() as connection:
            if part.made_of is PartKind.ISSUED:
                query = select(issued_paper.c.content).where(issued_paper.c.id == part.ref)
                return Part(bytes(connection.execute(query).scalar_one()))
            found = select(evidence).where(evidence.c.id == part.ref)
            row = connection.execute(found).mappings().one()
        return Part(scans.as_pdf(read_bytes(self._place, row)), is_scan=True)

    def original(self, scan: EvidenceRow) -> bytes:
        """Return a file as it came in."""
        with self._context.db.read() as connection:
            found = select(evidence).where(evidence.c.id == scan.id)
            row = connection.execute(found).mappings().one()
        return read_bytes(self._place, row)
