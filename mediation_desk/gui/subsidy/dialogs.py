"""What submitting and paying a claim ask for."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, DateField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import ClaimDetail, ClaimRow


class SubmitDialog(FormDialog):
    """提交: the amounts are written down; what may be a double is answered."""

    def __init__(self, context: GuiContext, claim: ClaimDetail) -> None:
        """Say what the claim comes to and what has to be looked at."""
        super().__init__(context, tr("提交申报"), save=tr("提交"), columns=1)
        self._id = claim.row.id
        words = tr(
            "{cases} 件，{people} 人，合计 {sum} 元。提交后金额写定，不随案件和办法变动。",
            cases=claim.row.cases,
            people=len(claim.people),
            sum=format_yuan(claim.row.paid_fen),
        )
        self.form.add_wide(label(words, wrap=True))
        for line in claim.lines:
            if line.doubt:
                self.form.add_wide(label(f"{line.number}{line.doubt}", "warn", wrap=True))
        self.form.add(tr("说明"), AreaField("note", hint=tr("没有要核对的可以不填")))

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the submission."""
        subsidy, claim_id, note = self._context.desk.subsidy, self._id, values["note"]
        return lambda: subsidy.submit(claim_id, note)


class PayDialog(FormDialog):
    """登记发放: the day the money was paid."""

    def __init__(self, context: GuiContext, claim: ClaimRow) -> None:
        """Ask about an approved claim."""
        super().__init__(context, tr("登记发放"), columns=1)
        self._id = claim.id
        today = context.desk.clock.today()
        day = DateField("paid_on", today=today, required=True)
        self.form.add(tr("发放日期"), day, required=True)
        day.set_value(today)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the payment."""
        subsidy, claim_id, day = self._context.desk.subsidy, self._id, values["paid_on"]
        return lambda: subsidy.pay(claim_id, day)
