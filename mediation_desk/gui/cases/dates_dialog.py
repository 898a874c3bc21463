"""批量约时间: the next session of several cases; what becomes of each is shown beforehand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from mediation_desk.clock import local
from mediation_desk.gui.cases.batch_form import BatchForm
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import MomentField, NumberField, TextField
from mediation_desk.gui.words import tr
from mediation_desk.services.batch_dates import DatesDraft
from mediation_desk.services.batches import BatchLine

HOUR = 9
"""When a working day begins; tomorrow at this hour is proposed."""


class DatesDialog(BatchForm):
    """The moment of the first case, minutes from each to the next, reason."""

    def __init__(self, context: GuiContext, keys: list[int]) -> None:
        """Ask about the cases with these keys."""
        title = tr("批量约时间（选中 {number} 件）", number=len(keys))
        super().__init__(context, title, tr("约定"), tr("现在约定"))
        self._keys = tuple(keys)
        today = context.desk.clock.today()
        self._tomorrow = local(today + timedelta(days=1), HOUR)
        form = self.form
        form.add(tr("下次调解的时间"), MomentField("at", today=today, required=True), required=True)
        form.add(tr("每件隔几分钟（0 为同时）"), NumberField("apart"))
        form.add(tr("理由"), TextField("reason"), required=True, span=2)
        form.fill({"at": self._tomorrow, "apart": 0})
        self.follow("at", "apart")

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the planning of them all."""
        draft = DatesDraft(self._keys, values["at"], values["reason"], values["apart"] or 0)
        return lambda: self._context.desk.batch_dates.set_dates(draft)

    def plan(self) -> Callable[[], tuple[BatchLine, ...]]:
        """Return the read that says what the act would do."""
        at, apart = self.typed("at", self._tomorrow), self.typed("apart", 0)
        draft = DatesDraft(self._keys, at, "", apart)
        dates = self._context.desk.batch_dates
        return lambda: dates.plan(draft)
