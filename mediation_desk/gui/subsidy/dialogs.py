"""What adding to, submitting, paying and exporting a claim ask for."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import SheetDialog
from mediation_desk.gui.fields import AreaField, ChoiceField, DateField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import ClaimDetail, ClaimName, ClaimRow, Proposal


class AddDialog(FormDialog):
    """加入现有的申报: the cases of a proposal go into a claim that is open."""

    def __init__(self, context: GuiContext, proposal: Proposal) -> None:
        """Offer the open claims, the latest first."""
        super().__init__(context, tr("加入现有的申报"), save=tr("加入"), columns=1)
        self._ids = tuple(row.id for row in proposal.ready)
        words = tr("可以申报的 {ready} 件全部加入。", ready=len(self._ids))
        self.form.add_wide(label(words, "muted", wrap=True))
        choices = [(one.id, _claim_words(one)) for one in proposal.open_claims]
        self.form.add(tr("申报"), ChoiceField("claim_id", choices))

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the adding."""
        subsidy, ids, claim_id = self._context.desk.subsidy, self._ids, values["claim_id"]
        return lambda: subsidy.add_cases(claim_id, ids)


def _claim_words(claim: ClaimName) -> str:
    return f"{claim.period}　{tr(claim.state.label)}"


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
        settling, claim_id = self._context.desk.subsidy_settlement, self._id
        return lambda: settling.pay(claim_id, values["paid_on"])


class ExportDialog(SheetDialog):
    """发放表: bank cards in full only when asked for."""

    def __init__(self, context: GuiContext, claim: ClaimRow) -> None:
        """Ask how the pay sheet of `claim` is wanted."""
        name = tr("补贴发放表-{period}", period=claim.period)
        super().__init__(context, tr("补贴发放表"), name)
        self._id = claim.id
        cards = [(False, tr("只写末四位")), (True, tr("写全（发放时用，注意保管）"))]
        self.form.add(tr("银行卡号"), ChoiceField("whole_cards", cards))

    def made(self, kind: str, purpose: str, **values: Any) -> Callable[[], bytes]:
        """Return what makes the pay sheet."""
        papers, claim_id = self._context.desk.subsidy_papers, self._id
        make = papers.pay_sheet if kind == "pdf" else papers.pay_workbook
        return lambda: make(claim_id, purpose=purpose, **values)
