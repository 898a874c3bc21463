"""The forms of a major dispute: that others must be told, and that they were (Act art 25)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from mediation_desk.domain.codes import Role
from mediation_desk.domain.linkage import ReportKind
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, MomentField, NumberField, TextField
from mediation_desk.gui.form import Form
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
        _add_what_is_known(self.form, context.desk.clock.today())
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
        _add_report(self.form, context.desk.clock.today())
        leads = (one for one in case.assignments if one.role is Role.LEAD and one.to_on is None)
        by = next((one.mediator_name for one in leads), "")
        self.form.fill({"reported_at": context.desk.clock.now(), "reported_by": by})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that records the report."""
        escalations, told_id = self._context.desk.escalations, self._told.id
        draft = ReportDraft(**values)
        return lambda: escalations.report(told_id, draft)


class CorrectReportDialog(FormDialog):
    """更正: what was recorded of a major dispute, the report with it once it was made; and why."""

    def __init__(self, context: GuiContext, told: EscalationRow) -> None:
        """Show `told` as it was recorded."""
        super().__init__(context, tr("更正重大纠纷报告"))
        self._told = told
        today = context.desk.clock.today()
        _add_what_is_known(self.form, today, lines=2)
        if told.reported_at is not None:
            _add_report(self.form, today, lines=2)
        self.form.add(tr("更正的原因"), TextField("reason"), span=2, required=True)
        known = {name: getattr(told, name, None) for name in self.form.fields}
        hours = round((told.due_at - told.known_at) / timedelta(hours=1))
        self.form.fill({**known, "hours": hours, "reason": ""})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that corrects it."""
        escalations, told_id = self._context.desk.escalations, self._told.id
        reason = values.pop("reason")
        known = {name: values.pop(name) for name in ("kind", "hours", "known_at", "facts")}
        draft, report = EscalationDraft(**known), ReportDraft(**values) if values else None
        return lambda: escalations.correct(told_id, draft, report, reason=reason)


def _add_what_is_known(form: Form, today: date, *, lines: int = 4) -> None:
    kinds = [(one, tr(one.label)) for one in ReportKind]
    form.add(tr("种类"), ChoiceField("kind", kinds))
    form.add(tr("几小时内报告"), NumberField("hours"), required=True)
    form.add(tr("得知时间"), MomentField("known_at", today=today, required=True), required=True)
    hint = tr("什么事，涉及多少人，可能怎样激化")
    form.add(tr("情况"), AreaField("facts", lines=lines, hint=hint), span=2, required=True)


def _add_report(form: Form, today: date, *, lines: int = 4) -> None:
    moment = MomentField("reported_at", today=today, required=True)
    form.add(tr("报告时间"), moment, required=True)
    form.add(tr("报告方式"), TextField("manner", hint=tr("电话、书面、当面")))
    hint = tr("单位和接报的人，如示例派出所警样")
    form.add(tr("报告给"), TextField("reported_to", hint=hint), required=True)
    form.add(tr("报告人"), TextField("reported_by"), required=True)
    form.add(tr("采取的措施"), AreaField("measures", lines=lines), span=2)
