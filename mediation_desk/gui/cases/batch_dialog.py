"""批量指派: one lead for several cases, with what would become of each shown beforehand."""

from collections.abc import Callable
from typing import Any

from mediation_desk.gui.cases.batch_form import BatchForm
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice, ChoiceField, DateField, TextField
from mediation_desk.gui.words import tr
from mediation_desk.services.batches import BatchDraft, BatchLine


class BatchDialog(BatchForm):
    """Lead, day, reason."""

    def __init__(self, context: GuiContext, keys: list[int]) -> None:
        """Ask about the cases with these keys."""
        title = tr("批量指派（选中 {number} 件）", number=len(keys))
        super().__init__(context, title, tr("指派"), tr("现在主办"))
        self._keys = tuple(keys)
        people: list[Choice] = [("", tr("（请选择）"))]
        people += [
            (one.id, f"{one.name}（{one.committee_name}）")
            for one in context.desk.office.mediators(active_only=True)
        ]
        self._today = today = context.desk.clock.today()
        form = self.form
        form.add(tr("主办调解员"), ChoiceField("lead_id", people), required=True)
        form.add(tr("从哪天起"), DateField("from_on", today=today, required=True), required=True)
        form.add(tr("理由"), TextField("reason"), required=True, span=2)
        form.fill({"from_on": today})
        self.follow("lead_id", "from_on")

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the assignment of them all."""
        draft = BatchDraft(self._keys, **values)
        return lambda: self._context.desk.batches.assign(draft)

    def plan(self) -> Callable[[], tuple[BatchLine, ...]]:
        """Return the read that says what the act would do."""
        lead = self.form.fields["lead_id"].value()
        draft = BatchDraft(self._keys, lead, self.typed("from_on", self._today), "")
        batches = self._context.desk.batches
        return lambda: batches.plan(draft)
