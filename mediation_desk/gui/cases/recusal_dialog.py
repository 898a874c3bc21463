"""登记回避与披露: what stands between a mediator and the parties, and what was decided."""

from typing import Any

from mediation_desk.domain.codes import Decision, RecusalKind, Relation
from mediation_desk.gui.cases.record_dialog import RecordDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, Choice, ChoiceField, DateField, TextField
from mediation_desk.gui.words import tr
from mediation_desk.services.record_drafts import RecusalDraft
from mediation_desk.services.rows import CaseDetail


class RecusalDialog(RecordDialog):
    """Which mediator, who raised it, the relation, the parties' opinions, the decision."""

    draft = RecusalDraft
    method = "recuse"

    def __init__(self, context: GuiContext, case: CaseDetail, record: Any = None) -> None:
        """Record a recusal or disclosure of `case`, or correct one."""
        title = tr("修改回避与披露") if record else tr("登记回避与披露")
        super().__init__(context, case, title, record)

    def build(self) -> None:
        """Add the fields; whoever leads the case is chosen."""
        form, today = self.form, self._context.desk.clock.today()
        form.add(tr("调解员"), ChoiceField("mediator_id", self._mediators()), required=True)
        self.choose(tr("提出方式"), "kind", RecusalKind)
        form.add(tr("提出日期"), DateField("stated_on", today=today, required=True), required=True)
        form.add(tr("申请人"), TextField("raised_by", hint=tr("当事人申请的，写谁申请")))
        self.choose(tr("关系"), "relation", Relation)
        self.choose(tr("处理结果"), "decision", Decision)
        form.add(tr("情形"), AreaField("ground", lines=3), span=2, required=True)
        hint = tr("各方怎么表示、哪一天；各方都同意的，可以不回避")
        form.add(tr("各方意见"), AreaField("opinions", lines=3, hint=hint), span=2)
        form.add(tr("决定人"), TextField("decided_by"), required=True)

    def _mediators(self) -> list[Choice]:
        """Return those who act in the case first, then the others in office."""
        acting = [part for part in self._case.assignments if part.to_on is None]
        here = {part.mediator_id: part.mediator_name for part in acting}
        choices: list[Choice] = [(one, name) for one, name in here.items()]
        others = self._context.desk.office.mediators(active_only=True)
        choices += [(one.id, one.name) for one in others if one.id not in here]
        return choices or [("", tr("（请选择）"))]
