"""From the records of a case to the facts their papers print."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from mediation_desk.clock import CHINA
from mediation_desk.documents.record_facts import (
    DeliveryFacts,
    InvestigationFacts,
    ReceiptFacts,
    UndisputedFacts,
    VisitFacts,
)
from mediation_desk.domain.codes import Sex
from mediation_desk.services.record_rows import CaseRecords, InvestigationRow

PAPERS_OF: Mapping[str, str] = {
    "follow_up": "visits",
    "investigation": "investigations",
    "delivery": "deliveries",
    "receipt": "receipts",
    "undisputed_facts": "undisputed",
}
"""The papers there is one of for each record, and where CaseRecords keeps these."""

_Facts = TypeVar("_Facts")


def record_facts(records: CaseRecords, kind: str, ordinal: int) -> dict[str, Any]:
    """Return the records a paper prints, by the name CaseFacts knows them under.

    `ordinal` is which record of its `kind`, 0 the last one; one that is not there is an empty form.
    """

    def of(paper: str) -> Any:
        rows: Sequence[Any] = getattr(records, PAPERS_OF[paper])
        at = ordinal if kind == paper and ordinal else len(rows)
        return rows[at - 1] if 0 < at <= len(rows) else None

    asked = of("investigation")
    return {
        "visit": _plain(VisitFacts, of("follow_up")),
        "investigation": _investigation(asked) if asked else None,
        "delivery": _plain(DeliveryFacts, of("delivery")),
        "receipt": _plain(ReceiptFacts, of("receipt")),
        "undisputed": _plain(UndisputedFacts, of("undisputed_facts")),
    }


def _plain(kind: type[_Facts], row: Any) -> _Facts | None:
    """Return the facts that are named as the row's fields are."""
    if row is None:
        return None
    names: Mapping[str, Any] = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return kind(**{name: getattr(row, name) for name in names})


def _investigation(row: InvestigationRow) -> InvestigationFacts:
    names = set(InvestigationFacts.__dataclass_fields__) - {"held_at", "ended_at", "sex_label"}
    return InvestigationFacts(
        held_at=row.held_at.astimezone(CHINA),
        ended_at=row.ended_at.astimezone(CHINA) if row.ended_at else None,
        sex_label=row.sex.label if row.sex in (Sex.MALE, Sex.FEMALE) else "",
        **{name: getattr(row, name) for name in names},
    )
