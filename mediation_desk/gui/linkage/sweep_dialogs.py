"""The forms of a sweep and of a prevention record."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.linkage import Effect
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, DateField, NumberField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.linkage.choices import case_field, code_choices, committee_field
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import (
    PreventionDraft,
    PreventionRow,
    SweepDraft,
    SweepRow,
)


class SweepDialog(FormDialog):
    """登记排查: where, by whom, what was found."""

    def __init__(self, context: GuiContext, sweep: SweepRow | None = None) -> None:
        """Draw the form of a new sweep, or of `sweep` to be corrected."""
        super().__init__(context, tr("修改排查") if sweep else tr("登记排查"), columns=3)
        self._sweep = sweep
        form, today = self.form, context.desk.clock.today()
        hint = tr("例如样板村一组、示例工地")
        form.add(tr("排查的地方"), TextField("place", hint=hint), span=3, required=True)
        form.add(tr("种类"), ChoiceField("kind", code_choices(context, "sweep_kinds")))
        day = DateField("swept_on", today=today, required=True)
        form.add(tr("排查日期"), day, required=True)
        form.add(tr("参加人员"), TextField("people"))
        form.add(tr("调委会"), committee_field(context), span=3, required=True)
        form.add(tr("发现纠纷（件）"), NumberField("found"))
        form.add(tr("当场化解（件）"), NumberField("settled"))
        form.add(tr("备注"), TextField("note"), span=3)
        form.fill(typed(sweep.draft) if sweep else {"swept_on": today})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the sweep."""
        sweeps, old = self._context.desk.sweeps, self._sweep
        draft = SweepDraft(**values, recorded_by=old.draft.recorded_by if old else "")
        if old is None:
            return lambda: sweeps.save(draft)
        return lambda: sweeps.save(draft, sweep_id=old.id, revision=old.revision)


class PreventionDialog(FormDialog):
    """登记预防: what was prevented, how, how many people it was about."""

    def __init__(
        self,
        context: GuiContext,
        record: PreventionRow | None = None,
        *,
        sweep: SweepRow | None = None,
        case_id: str = "",
        title: str = "",
    ) -> None:
        """Draw the form of a new record (of a `sweep` or a case), or of `record`."""
        words = tr("修改预防记录") if record else tr("登记预防记录")
        super().__init__(context, words, columns=3)
        self._record = record
        self._sweep_id = record.draft.sweep_id if record else sweep.id if sweep else ""
        if record is not None:
            case_id, title = record.draft.case_id, record.case_title
        self._add_fields(case_id, title)
        today = context.desk.clock.today()
        if record is not None:
            self.form.fill(typed(record.draft))
        elif sweep is not None:
            told = sweep.draft
            self.form.fill(
                {
                    "prevented_on": told.swept_on,
                    "committee_id": told.committee_id,
                    "place": told.place,
                }
            )
        else:
            self.form.fill({"prevented_on": today})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the record."""
        sweeps, old = self._context.desk.sweeps, self._record
        recorded_by = old.draft.recorded_by if old else ""
        draft = PreventionDraft(**values, sweep_id=self._sweep_id, recorded_by=recorded_by)
        if old is None:
            return lambda: sweeps.save_prevention(draft)
        return lambda: sweeps.save_prevention(draft, prevention_id=old.id, revision=old.revision)

    def _add_fields(self, case_id: str, title: str) -> None:
        form, today = self.form, self._context.desk.clock.today()
        effects = [(one, tr(one.label)) for one in Effect]
        form.add(tr("预防效果"), ChoiceField("effect", effects), span=2)
        form.add(tr("涉及人数"), NumberField("people_involved"))
        hint = tr("什么苗头，谁怎样做工作，现在怎样")
        facts = AreaField("facts", lines=4, hint=hint)
        form.add(tr("经过"), facts, span=3, required=True)
        day = DateField("prevented_on", today=today, required=True)
        form.add(tr("日期"), day, required=True)
        form.add(tr("地点"), TextField("place"), span=2)
        form.add(tr("调委会"), committee_field(self._context), span=3, required=True)
        form.add(tr("关联的案件"), case_field(self._context, case_id, title), span=3)


class CycleDialog(FormDialog):
    """排查周期: after how many days a village is to be swept again."""

    def __init__(self, context: GuiContext) -> None:
        """Show the days that are set now."""
        super().__init__(context, tr("排查周期"), columns=1)
        words = tr("村（居）调委会超过这些天没有排查，工作台就提醒。不要求就留空。")
        self.form.add_wide(label(words, "muted", wrap=True))
        days = NumberField("sweep_days")
        days.set_value(context.desk.settings.get("sweep_days"))
        self.form.add(tr("几天排查一次"), days)

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that changes the setting."""
        settings, days = self._context.desk.settings, values["sweep_days"]
        return lambda: settings.set("sweep_days", days)
