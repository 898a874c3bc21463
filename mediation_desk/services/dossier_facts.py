"""What the dossier's own papers print, read from the store."""

from sqlalchemy import Connection, select

from mediation_desk.documents.dossier_facts import DossierFacts, EvidenceFacts
from mediation_desk.services.context import Context
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.settings import values_of
from mediation_desk.storage.tables.dossiers import dossier
from mediation_desk.storage.tables.evidence import evidence

EVIDENCE = "evidence"
"""The item of the dossier whose pieces stand in the evidence list."""


def evidence_facts(connection: Connection, case_id: str) -> tuple[EvidenceFacts, ...]:
    """Return the pieces of evidence in their order; scans filed elsewhere are no evidence."""
    query = (
        select(evidence)
        .where(
            evidence.c.case_id == case_id,
            evidence.c.slot == EVIDENCE,
            evidence.c.removed_on.is_(None),
        )
        .order_by(evidence.c.position, evidence.c.id)
    )
    return tuple(
        EvidenceFacts(
            name=row.name,
            source=row.source,
            is_copy=bool(row.is_copy),
            pages=row.pages,
            proves=row.proves,
            collected_on=row.collected_on,
        )
        for row in connection.execute(query)
    )


def dossier_facts(connection: Connection, context: Context, case: CaseDetail) -> DossierFacts:
    """Return what is known of the dossier before it is bound."""
    row = connection.execute(select(dossier).where(dossier.c.case_id == case.id)).one_or_none()
    retention = case.retention or values_of(connection, ["retention_default"])["retention_default"]
    words = context.reference.label("retention", retention)
    if row is None:
        return DossierFacts(retention=words)
    return DossierFacts(
        retention=words,
        compiled_by=row.compiled_by,
        compiled_on=row.compiled_on,
        checked_by=row.checked_by,
        checked_on=row.checked_on,
        note=row.note,
        remarks=row.remarks,
    )
