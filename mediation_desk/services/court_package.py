"""What goes to the court for judicial confirmation (司法确认), in one PDF with its checklist."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.dossier_binding import MUST, OPTIONAL, Binder
from mediation_desk.services.dossier_plan import Material, parts_of
from mediation_desk.services.dossier_rows import (
    BoundDossier,
    DossierEntry,
    DossierItem,
    DossierPart,
    PartKind,
)
from mediation_desk.services.dossiers import Progress
from mediation_desk.services.evidence_rows import EvidenceRow
from mediation_desk.services.paper_rules import label_of, why_not
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.place import StorePlace

_CHECKLIST = "court_checklist"
_ITEMS = (
    ("confirmation_application", "court", True),
    ("agreement", "agreement", True),
    ("organiser_proof", "court", True),
    ("notice", "notice", False),
    ("", "identity", True),
    ("", "property", False),
    ("authority", "authority", False),
    ("address_confirmation", "address", False),
)
"""Paper, item of the dossier for scans, and whether the court wants it in every case."""


@dataclass(frozen=True, slots=True)
class CourtChecklist:
    """What the package would hold, and how long there is to file it; dates None before effect."""

    items: tuple[DossierItem, ...]
    safe_on: date | None
    last_on: date | None
    days_left: int | None
    filed_on: date | None
    """When it was filed first; there is nothing to count down then."""
    warnings: tuple[str, ...]
    """Why a court may not confirm it."""
    why_not: str

    @property
    def missing(self) -> tuple[str, ...]:
        """What the court wants and the package lacks."""
        return tuple(item.label for item in self.items if item.missing)


class CourtService:
    """Puts together what the parties file at the court."""

    def __init__(self, context: Context, place: StorePlace, resources: Path) -> None:
        """Use the files at `place`, the fonts and templates of `resources`."""
        self._context = context
        self._binder = Binder(context, place, resources)

    @needs(Permission.READ_CASES)
    def checklist(self, case_id: str) -> CourtChecklist:
        """Return what there is, what is missing and until when; days count to the safe day."""
        return self._checklist(self._binder.material(case_id))

    @needs(Permission.PRINT)
    def build(self, case_id: str, *, progress: Progress | None = None) -> BoundDossier:
        """Bind checklist, application, agreement, proof and identity papers into one PDF.

        Raises RuleViolation before the agreement took effect.
        """
        from mediation_desk.documents import dossier as binding
        from mediation_desk.documents.dossier_facts import EntryFacts

        material = self._binder.material(case_id)
        found = self._checklist(material)
        if found.why_not:
            raise RuleViolation(found.why_not)
        case, maker = material.case, self._binder.maker
        inside = [(item, self._binder.section(item, case)) for item in found.items]
        inside = [(item, section) for item, section in inside if section.parts]
        sections = [section for _, section in inside]
        entries = tuple(
            EntryFacts(item.label, pages, MUST if item.must else OPTIONAL)
            for (item, _), pages in zip(inside, binding.ranges(sections), strict=True)
        )
        facts = maker.facts(case)
        facts = replace(facts, dossier=replace(facts.dossier, entries=entries))
        first = binding.Part(maker.make_of(_CHECKLIST, facts).data)
        made = binding.bind(
            [binding.Section(label_of(_CHECKLIST), (first,), numbered=False), *sections],
            title=f"{case.number} 司法确认材料",
            binding=self._binder.binding(),
            fonts_folder=self._binder.fonts,
            progress=progress,
        )
        return BoundDossier(
            data=made.data,
            sha256=sha256(made.data).hexdigest(),
            pages=made.pages,
            numbered=made.numbered,
            entries=tuple(DossierEntry(one.label, one.pages, one.note) for one in entries),
            missing=found.missing,
            file_name=f"{case.number}司法确认材料.pdf",
            is_whole=False,
        )

    def _checklist(self, material: Material) -> CourtChecklist:
        case = material.case
        made = case.agreement
        safe = made.confirmation_safe_on if made else None
        return CourtChecklist(
            items=tuple(
                item
                for kind, slot, must in _ITEMS
                if (item := self._item(material, kind, slot, must=must)).parts or must
            ),
            safe_on=safe,
            last_on=made.confirmation_last_on if made else None,
            days_left=(safe - self._context.today()).days if safe else None,
            filed_on=min((one.filed_on for one in case.confirmations), default=None),
            warnings=made.confirmation_warnings if made else (),
            why_not=why_not("confirmation_application", case),
        )

    def _item(self, material: Material, kind: str, slot: str, *, must: bool) -> DossierItem:
        label = label_of(kind) if kind else self._context.reference.label("dossier_items", slot)
        parts: list[DossierPart] = []
        loose = [one for one in material.scans if one.slot == slot and _is_loose(one)]
        if kind:
            # The court's own papers share one item; what lies there loose is not one of these.
            loose = [] if slot == "court" else loose
            parts += parts_of(kind, material, must=must and not loose)
        parts += [
            DossierPart(one.name, PartKind.SCAN, ref=one.id, trouble=one.trouble) for one in loose
        ]
        missing = "" if parts or not must else _why_missing(kind, label, material.case)
        return DossierItem(kind or slot, label, must, tuple(parts), missing)


def _is_loose(scan: EvidenceRow) -> bool:
    return not scan.paper_id and scan.paged


def _why_missing(kind: str, label: str, case: CaseDetail) -> str:
    return (why_not(kind, case) if kind else "") or f"请在“证据”里添加，归入“{label}”。"
