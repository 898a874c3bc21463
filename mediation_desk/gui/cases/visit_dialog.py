"""登记回访: what was found, chosen one by one; no conclusion is filled in beforehand."""

from mediation_desk.domain.codes import Finding, Opinion, VisitMethod, VisitPerformance
from mediation_desk.gui.cases.record_dialog import RecordDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, DateField, TextField
from mediation_desk.gui.words import tr
from mediation_desk.services.record_drafts import VisitDraft
from mediation_desk.services.record_rows import VisitRow
from mediation_desk.services.rows import CaseDetail


class VisitDialog(RecordDialog):
    """When, how, whom; performance, opinion, lawsuits, hidden problems; what was done."""

    draft = VisitDraft
    method = "visit"

    def __init__(
        self, context: GuiContext, case: CaseDetail, record: VisitRow | None = None
    ) -> None:
        """Record a visit of `case`, or correct one."""
        super().__init__(context, case, tr("修改回访") if record else tr("登记回访"), record)

    def build(self) -> None:
        """Add the fields; only who visits is known."""
        form, today = self.form, self._context.desk.clock.today()
        day = DateField("visited_on", today=today, required=True)
        form.add(tr("回访日期"), day, required=True)
        self.choose(tr("回访方式"), "method", VisitMethod)
        form.add(tr("见到（联系到）的人"), TextField("reached"), required=True)
        self.choose(tr("协议履行"), "performance", VisitPerformance)
        self.choose(tr("对调解的意见"), "opinion", Opinion)
        form.add(tr("意见的内容"), TextField("opinion_note", hint=tr("不满意的，写明原因")))
        self.choose(tr("起诉、仲裁"), "litigated", Finding)
        form.add(tr("起诉、仲裁的结果"), TextField("litigation_note"))
        self.choose(tr("反复、激化或其他隐患"), "hidden", Finding)
        form.add(tr("隐患的情况"), TextField("hidden_note"))
        form.add(tr("回访情况和采取的措施"), AreaField("measures", lines=4), span=2)
        form.add(tr("回访人"), TextField("visited_by"), required=True)
        form.add(tr("下次回访"), DateField("next_on", today=today))
        form.fill({"visited_by": self.lead()})
