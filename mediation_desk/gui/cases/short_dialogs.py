"""The moves that ask for a day or a reason: refuse, extend, close, step back."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.lifecycle import before, means_going_back
from mediation_desk.gui.cases.standing import standing
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, DateField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import ExtensionDraft
from mediation_desk.services.missing import missing
from mediation_desk.services.rows import CaseDetail

Job = Callable[[], Any]


class RefuseDialog(FormDialog):
    """不予受理: why, and where the party can turn."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`."""
        super().__init__(context, tr("不予受理"), save=tr("不予受理"), columns=1)
        self._case = case
        hint = tr("写明理由，以及已告知当事人可以去的地方")
        self.form.add(tr("理由"), AreaField("reason", lines=5, hint=hint), required=True)

    def job(self, values: dict[str, Any]) -> Job:
        """Return the refusal."""
        return lambda: self._context.desk.acceptance.refuse(self._case.id, values["reason"])


class RiskDialog(FormDialog):
    """风险等级: which colour, and why."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`."""
        super().__init__(context, tr("风险等级"), save=tr("定级"), columns=1)
        self._case = case
        levels = context.desk.reference.items("risk_levels")
        told = [f"{tr(one.label)}：{tr(one.note)}" for one in levels]
        self.form.add_wide(label("\n".join(told), "muted", wrap=True))
        choices = [("", tr("没有")), *((one.code, tr(one.label)) for one in levels)]
        self.form.add(tr("风险等级"), ChoiceField("risk", choices))
        self.form.fields["risk"].set_value(case.risk)
        hint = tr("如“双方扬言动手”“已经稳控”")
        self.form.add(tr("理由"), AreaField("reason", lines=3, hint=hint), required=True)

    def job(self, values: dict[str, Any]) -> Job:
        """Return the rating."""
        risks, case_id = self._context.desk.risks, self._case.id
        return lambda: risks.rate(case_id, values["risk"] or "", values["reason"])


class ExtendDialog(FormDialog):
    """延长期限: until when, and that all parties agree."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`."""
        super().__init__(context, tr("延长期限"), save=tr("延长"))
        self._case = case
        today = context.desk.clock.today()
        self.form.add_wide(label(standing(case)[0], "muted", wrap=True))
        self.form.add(
            tr("延长到"), DateField("extended_to", today=today, required=True), required=True
        )
        hint = tr("写明延长的理由，以及各方同意的情况（口头还是书面、哪一天）")
        self.form.add(tr("理由"), AreaField("reason", lines=4, hint=hint), span=2, required=True)

    def job(self, values: dict[str, Any]) -> Job:
        """Return the extension."""
        draft = ExtensionDraft(**values)
        return lambda: self._context.desk.acceptance.extend(self._case.id, draft)


class CloseDialog(FormDialog):
    """结案: on which day."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`."""
        super().__init__(context, tr("结案"), save=tr("结案"))
        self._case = case
        today = context.desk.clock.today()
        self.form.add_wide(label(standing(case)[0], wrap=True))
        lacking = missing(case)
        if lacking:
            words = tr("还缺：{what}。可以照样结案，补办后再登记。", what="；".join(lacking))
            self.form.add_wide(label(words, "warn", wrap=True))
        day = DateField("closed_on", today=today, required=True)
        day.set_value(today)
        self.form.add(tr("结案日期"), day, required=True)
        words = tr("结案以后还可以登记履行和司法确认；签名和盖章请在结案前登记齐全。")
        self.form.add_wide(label(words, "muted", wrap=True))

    def job(self, values: dict[str, Any]) -> Job:
        """Return the closing."""
        return lambda: self._context.desk.cases.close(self._case.id, values["closed_on"])


class StepBackDialog(FormDialog):
    """退回上一步: why; what stood there stays in the history."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`."""
        super().__init__(context, tr("退回上一步"), save=tr("退回"), columns=1)
        self._case = case
        target = before(case.state, outcome=case.outcome)
        here, there = tr(case.state.label), tr(target.label)
        self.form.add_wide(label(tr("从“{here}”退回到“{there}”。", here=here, there=there)))
        self.form.add_wide(label(means_going_back(case.state), "muted", wrap=True))
        self.form.add(tr("原因"), AreaField("reason", lines=4), required=True)

    def job(self, values: dict[str, Any]) -> Job:
        """Return the step back."""
        return lambda: self._context.desk.cases.step_back(self._case.id, values["reason"])
