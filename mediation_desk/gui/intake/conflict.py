"""Somebody else saved the case meanwhile: what stands in the store is written under the fields."""

from datetime import date
from typing import Any

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.fields import Field
from mediation_desk.gui.find_field import FindField
from mediation_desk.gui.folded_form import FoldedForm
from mediation_desk.gui.intake.case_cards import join_origin
from mediation_desk.gui.intake.sheet import IntakeSheet
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import CaseDraft, typed


def mark(sheet: IntakeSheet, stored: CaseDraft) -> str:
    """Put under each field what is stored now, where it is not what stands there; say so."""
    values = typed(stored) | {"origin": join_origin(stored.origin, stored.application_form)}
    for card in (sheet.dispute, sheet.facts):
        _mark_form(card.form, values)
    parties = {party.id: party for party in stored.parties}
    for card in sheet.parties.cards:
        if card.party_id in parties:
            _mark_form(card.form, typed(parties.pop(card.party_id)))
    if parties:
        names = "、".join(party.name for party in parties.values())
        sheet.parties.show_faults({"parties": tr("别处登记的当事人不在这里：{names}", names=names)})
    return tr(
        "这个案件在别处改过，您的修改还没有保存，内容都在。不同的地方写在栏目下面；"
        "核对后再按保存，就以您填写的为准。"
    )


def _mark_form(form: FoldedForm, stored: dict[str, Any]) -> None:
    for name, field in form.fields.items():
        if name in stored and form.applies(name) and _differs(field, stored[name]):
            form.note(name, _words(field, stored[name]), look="warn")


def _differs(field: Field, stored: Any) -> bool:
    try:
        return bool(field.value() != stored)
    except InvalidInput:
        return True


def _words(field: Field, value: Any) -> str:
    if isinstance(value, date) or (isinstance(value, str) and not isinstance(field, FindField)):
        return tr("现在存的是“{value}”", value=value)
    return tr("与现在存的不同")
