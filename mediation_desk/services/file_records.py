"""A record beside the sessions from an input file: one kind, one service call."""

from collections.abc import Mapping
from typing import Any

from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Changed
from mediation_desk.services.record_drafts import (
    DeliveryDraft,
    InvestigationDraft,
    PauseDraft,
    ReceiptDraft,
    SupplementDraft,
    UndisputedDraft,
    UrgingDraft,
    VisitDraft,
)
from mediation_desk.services.records import RecordService
from mediation_desk.services.rows import CaseDetail

_KINDS: Mapping[str, tuple[type[Any], str]] = {
    "visit": (VisitDraft, "visit"),
    "investigation": (InvestigationDraft, "investigate"),
    "pause": (PauseDraft, "pause"),
    "delivery": (DeliveryDraft, "deliver"),
    "receipt": (ReceiptDraft, "receive"),
    "urging": (UrgingDraft, "urge"),
    "undisputed": (UndisputedDraft, "agree_facts"),
    "supplement": (SupplementDraft, "supplement"),
}
"""Key of the file: the draft it fills, the method of the service that takes it."""


def record(records: RecordService, case: CaseDetail, values: dict[str, Any]) -> Changed:
    """Write down the one record that a file holds. Raises InvalidInput for none or several."""
    if len(values) != 1:
        raise InvalidInput({"文件": f"请只写一种记录：{'、'.join(_KINDS)}。"})
    ((kind, found),) = values.items()
    if "instalment_id" in found:
        found["instalment_id"] = _instalment(case, f"{kind}.instalment", found["instalment_id"])
    draft, method = _KINDS[kind]
    try:
        done: Changed = getattr(records, method)(case.id, draft(**found))
    except InvalidInput as error:
        fields = {f"{kind}.{place}": told for place, told in error.fields.items()}
        raise InvalidInput(fields, hint=error.hint) from error
    return done


def _instalment(case: CaseDetail, place: str, number: int) -> str:
    dues = case.agreement.instalments if case.agreement else ()
    if not 1 <= number <= len(dues):
        raise InvalidInput({place: f"协议共有 {len(dues)} 期，没有第 {number} 期，请核对。"})
    return dues[number - 1].id
