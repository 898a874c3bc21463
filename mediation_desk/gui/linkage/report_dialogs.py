"""The forms of a major dispute: that others must be told, and that they were (Act art 25)."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.codes import Role
from mediation_desk.domain.linkage import ReportKind
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, MomentField, NumberField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.linkage_rows import EscalationDraft, EscalationRow, ReportDraft
from mediation_desk.services.rows import CaseDetail


class EscalationDialog(FormDialog):
    """登记重大纠纷: what is known, since when, within how many hours to report it."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`; the hours are the office's own."""
        super().__init__(context, tr("登记重大纠纷"))
        self._case = case
        today = context.desk.clock.today()
        kinds = [(one, tr(one.label)) for one in ReportKind]
        self.form.add(tr("种类"), ChoiceField("kind", kinds))
        self.form.add(tr("几小时内报告"), NumberField("hours"), required=True)
        moment = MomentField("known_at", today=today, required=True)
        self.form.add(tr("得知时间"), moment, required=True)
        hint = tr("什么事，涉及多少人，可能怎样激化")
        self.form.add(tr("情况"), AreaField("facts", lines=4, hint=hint), span=2, required=True)
        words = tr("有可能引起治安案件、刑事案件的，及时向公安机关或者其他有关部门报告。")
        self.form.add_wide(label(words, "muted", wrap=True))
        hours = context.desk.settings.get("report_hours")
        self.form.fill({"hours": hours, "known_at": context.desk.clock.now()})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that records it."""
        escalations, case_id = self._context.desk.escalations, self._case.id
        draft = EscalationDraft(**values)
        return lambda: escalations.record(case_id, draft)


class ReportDialog(FormDialog):
    """登记报告: when, to whom, by whom, what was done."""

    def __init__(self, context: GuiContext, case: CaseDetail, told: EscalationRow) -> None:
        """Ask about what has to be reported of `case`."""
        super().__init__(context, tr("登记报告"))
        self._told = told
        today = context.desk.clock.today()
        moment = MomentField("reported_at", today=today, required=True)
        self.form.add(tr("报告时间"), moment, required=True)
        hint = tr("电话、书面、当面")
        self.form.add(tr("报告方式"), TextField("manner", hint=hint))
        hint = tr("单位和接报的人，如示例派出所警样")
        self.form.add(tr("报告给"), TextField("reported_to", hint=hint), required=True)
        self.form.add(tr("报告人"), TextField("reported_by"), required=True)
        self.form.add(tr("采取的措施"), AreaField("measures", lines=4), span=2)
        leads = (one for one in case.assignments if one.role is Role.LEAD and one.to_on is None)
        by = next((one.mediator_name for one in leads), "")
        self.form.fill({"reported_at": context.desk.clock.now(), "reported_by": by})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that records the report."""
        escalations, told_id = self._context.desk.escalations, self._told.id
        draft = ReportDraft(**values)
        return lambda: escalations.report(told_id, draft)
