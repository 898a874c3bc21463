"""The forms of a zero report and of the month from which the office asks for them."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.linkage import month_of
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.linkage_rows import ZeroDraft, ZeroLine


class ZeroDialog(FormDialog):
    """登记零报告: 本月无纠纷, told by somebody on a day."""

    def __init__(self, context: GuiContext, line: ZeroLine) -> None:
        """Ask about a village; the first month that is missing is chosen."""
        super().__init__(context, tr("登记零报告"))
        self._line = line
        today = context.desk.clock.today()
        free = line.free(month_of(today))
        self.form.add_wide(label(tr("{name}：所选的月份没有发生纠纷。", name=line.name), wrap=True))
        month = ChoiceField("month", [(one, one) for one in free])
        month.set_value(next(iter(line.missing), free[-1] if free else None))
        self.form.add(tr("月份"), month)
        self.form.add(tr("谁报的"), TextField("reported_by"), required=True)
        day = DateField("reported_on", today=today, required=True)
        day.set_value(today)
        self.form.add(tr("报告日期"), day, required=True)
        self.form.add(tr("备注"), TextField("note"))

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that records the report."""
        reports, committee_id = self._context.desk.zero_reports, self._line.id
        draft = ZeroDraft(committee_id, values.pop("month") or "", **values)
        return lambda: reports.record(draft)


class AskFromDialog(FormDialog):
    """要求零报告: from which month on silence is missing."""

    def __init__(self, context: GuiContext) -> None:
        """Show the month that is set now."""
        super().__init__(context, tr("要求零报告"), columns=1)
        hint = tr("如 2025-12；不要求就留空")
        field = TextField("zero_from", hint=hint)
        field.set_value(
            context.desk.settings.get("zero_from") or month_of(context.desk.clock.today())
        )
        words = tr("从这个月起，村（居）调委会当月没有登记纠纷、又没有零报告的，过了月末就算未报。")
        self.form.add_wide(label(words, "muted", wrap=True))
        self.form.add(tr("从哪个月起"), field)

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that changes the setting."""
        settings, month = self._context.desk.settings, values["zero_from"]
        return lambda: settings.set("zero_from", month)
