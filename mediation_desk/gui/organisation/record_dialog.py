"""A line of mediators' records: a training for all who went, an award, leave, discipline."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    ChoiceField,
    DateField,
    NumberField,
    TextField,
    TickField,
)
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.roster_rows import RosterDraft, RosterKind, RosterRow


class RecordDialog(FormDialog):
    """Adds a line for one or several of a committee's mediators, or corrects `record`."""

    def __init__(
        self, context: GuiContext, mediator_id: str, record: RosterRow | None = None
    ) -> None:
        """Draw the form; a new line begins with the mediator given."""
        title = tr("修改记录") if record else tr("登记培训、表彰、请假")
        super().__init__(context, title)
        self._record = record
        today = context.desk.clock.today()
        form = self.form
        kinds = [(one, tr(one.label)) for one in RosterKind]
        form.add(tr("类别"), ChoiceField("kind", kinds))
        form.add(tr("名称（事由）"), TextField("title"), required=True)
        form.add(tr("开始日期"), DateField("from_on", today=today, required=True), required=True)
        form.add(tr("结束日期（一天的不写）"), DateField("to_on", today=today))
        form.add(tr("主办（授予）单位"), TextField("organiser"))
        form.add(tr("学时（培训）"), NumberField("hours"))
        form.add(tr("备注"), AreaField("note", lines=2), span=2)
        if record is None:
            form.add(tr("哪些调解员"), self._people(mediator_id), span=2, required=True)
            form.fill({"mediator_ids": (mediator_id,)})
        else:
            form.fill(asdict(record.draft))

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the saving."""
        people, record = values.pop("mediator_ids", ()), self._record
        draft, records = RosterDraft(**values), self._context.desk.mediator_records
        if record is None:
            return lambda: records.add(draft, people)
        return lambda: records.change(record.id, draft, revision=record.revision)

    def _people(self, mediator_id: str) -> TickField:
        """Return ticks for the mediators of the same committee."""
        everybody = self._context.desk.office.mediators()
        whose = next(one.committee_id for one in everybody if one.id == mediator_id)
        here = [one for one in everybody if one.committee_id == whose]
        choices = [(one.id, one.name) for one in here if one.active or one.id == mediator_id]
        return TickField("mediator_ids", choices, spacing=self._context.theme.px(16))
