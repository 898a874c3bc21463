"""登记履行: one thing that fell due, and the day it was done."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.cases.agreement_words import due_words
from mediation_desk.gui.cases.preview import excerpt
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import AgreementDetail, CaseDetail, InstalmentRow

SHORT = 40


class PerformDialog(FormDialog):
    """Which of the dues, when it was done, and the proof."""

    def __init__(
        self, context: GuiContext, case: CaseDetail, due: InstalmentRow | None = None
    ) -> None:
        """Record a due of the case's agreement: `due`, else the first not done."""
        super().__init__(context, tr("登记履行"))
        self._case = case
        assert case.agreement is not None
        self._dues = {one.id: one for one in case.agreement.instalments}
        open_dues = [one for one in self._dues.values() if one.performed_on is None]
        first = due or next(iter(open_dues or self._dues.values()))
        today = context.desk.clock.today()
        which = ChoiceField("instalment_id", _choices(case.agreement))
        which.set_value(first.id)
        which.touched.connect(lambda: self._show(self._dues[which.value()]))
        self.form.add(tr("哪一期"), which, span=2)
        day = DateField("performed_on", today=today, required=True)
        self.form.add(tr("履行日期"), day, required=True)
        self.form.add(
            tr("凭据或说明"), TextField("performed_note", hint=tr("收条、转账凭证、当场验收等"))
        )
        self._show(first)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the recording."""
        agreements = self._context.desk.agreements
        return lambda: agreements.perform(
            self._case.id,
            values["instalment_id"],
            values["performed_on"],
            values["performed_note"],
        )

    def _show(self, due: InstalmentRow) -> None:
        today = self._context.desk.clock.today()
        self.form.fill(
            {
                "performed_on": due.performed_on or today,
                "performed_note": due.performed_note,
            }
        )


def _choices(made: AgreementDetail) -> list[tuple[str, str]]:
    clauses = {clause.id: clause for clause in made.clauses}
    choices = []
    for due in made.instalments:
        words = [due.due_on.isoformat() if due.due_on else tr("未定日期")]
        if due.amount_fen is not None:
            words.append(tr("{amount} 元", amount=format_yuan(due.amount_fen)))
        words.append(excerpt(due_words(due, clauses), SHORT))
        if due.performed_on is not None:
            words.append(tr("（{day} 已履行）", day=due.performed_on))
        choices.append((due.id, " · ".join(words)))
    return choices
