"""Invented scans that make the demo office's dossiers complete: plain sheets that say so."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from mediation_desk.services.changes import Changed
from mediation_desk.services.dossier_rows import DossierPlan
from mediation_desk.services.dossiers import DossierService
from mediation_desk.services.evidence import EvidenceService
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming


class Services(Protocol):
    """What is needed of a desk."""

    @property
    def dossiers(self) -> DossierService:
        """Dossiers."""

    @property
    def evidence(self) -> EvidenceService:
        """Evidence."""


def add_scans(services: Services, case_ids: Iterable[str], resources: Path) -> None:
    """Give every case an invented scan of each must-item that only a scan can be."""
    for case_id in case_ids:
        plan = services.dossiers.plan(case_id)
        for item in plan.items:
            if item.missing:
                _add(services, plan, (item.code, item.label), resources)


def _add(services: Services, plan: DossierPlan, item: tuple[str, str], resources: Path) -> Changed:
    code, label = item
    files = [Incoming(f"{label}（示例）.pdf", data=_sheet(plan, label, resources))]
    draft = EvidenceDraft(slot=code, source="当事人" if code == "identity" else "来文机关")
    return services.evidence.add(plan.case_id, files, draft)


def _sheet(plan: DossierPlan, label: str, resources: Path) -> bytes:
    from mediation_desk.documents.blocks import Paragraph, Title
    from mediation_desk.documents.pdf import Meta, render

    words = f"{plan.number}。这一页是演示用的示例扫描件，不是任何人的证件或任何机关的文书。"
    meta = Meta(label, demo=True, cover=True)
    return render([Title(label), Paragraph(words)], meta, fonts_folder=resources / "fonts")
