"""The forms of an information officer and of a venue."""

from collections.abc import Callable
from typing import Any

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.linkage.choices import code_choices, committee_field
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import (
    InformantDraft,
    InformantRow,
    VenueDraft,
    VenueRow,
)


class InformantDialog(FormDialog):
    """信息员: who, where, since when."""

    def __init__(self, context: GuiContext, person: InformantRow | None = None) -> None:
        """Draw the form of a new officer, or of `person`."""
        super().__init__(context, tr("修改信息员") if person else tr("新增信息员"))
        self._person = person
        form, today = self.form, context.desk.clock.today()
        form.add(tr("姓名"), TextField("name"), required=True)
        form.add(tr("电话"), TextField("phone"))
        form.add(tr("调委会"), committee_field(context), span=2, required=True)
        form.add(tr("负责的片区"), TextField("area", hint=tr("例如样板村一组、二组")), span=2)
        form.add(tr("从哪天起"), DateField("since_on", today=today))
        form.add(tr("使用"), CheckField("active", tr("现在还做信息员")))
        form.add(tr("备注"), TextField("note"), span=2)
        form.fill(typed(person.draft) if person else {"active": True})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the officer."""
        informants, old, draft = (
            self._context.desk.informants,
            self._person,
            InformantDraft(**values),
        )
        if old is None:
            return lambda: informants.save(draft)
        return lambda: informants.save(draft, informant_id=old.id, revision=old.revision)


class VenueDialog(FormDialog):
    """场所: what, where, who keeps it."""

    def __init__(self, context: GuiContext, venue: VenueRow | None = None) -> None:
        """Draw the form of a new venue, or of `venue`."""
        super().__init__(context, tr("修改场所") if venue else tr("新增场所"))
        self._venue = venue
        form, today = self.form, context.desk.clock.today()
        form.add(tr("名称"), TextField("name"), required=True)
        form.add(tr("种类"), ChoiceField("kind", code_choices(context, "venue_kinds")))
        form.add(tr("调委会"), committee_field(context), span=2, required=True)
        form.add(tr("地址"), TextField("address"), span=2)
        form.add(tr("负责人"), TextField("keeper"))
        form.add(tr("电话"), TextField("phone"))
        form.add(tr("启用日期"), DateField("opened_on", today=today))
        form.add(tr("使用"), CheckField("active", tr("现在还在用")))
        form.add(tr("备注"), TextField("note"), span=2)
        form.fill(typed(venue.draft) if venue else {"active": True})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the venue."""
        venues, old, draft = self._context.desk.venues, self._venue, VenueDraft(**values)
        if old is None:
            return lambda: venues.save(draft)
        return lambda: venues.save(draft, venue_id=old.id, revision=old.revision)
