"""登记经费: for which term and committee, in or out, from where, for what, how much."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.funds import WHOLE_YEAR, Flow
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice, ChoiceField, MoneyField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.linkage.choices import code_choices, committee_field
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import typed
from mediation_desk.services.funds import FundDraft, FundRow


class FundDialog(FormDialog):
    """Enters a line of money, or corrects `fund`."""

    def __init__(
        self,
        context: GuiContext,
        years: list[Choice],
        fund: FundRow | None = None,
        *,
        year: int = 0,
    ) -> None:
        """Draw the form; a new line begins with the year given."""
        super().__init__(context, tr("修改经费") if fund else tr("登记经费"), columns=3)
        self._fund = fund
        form = self.form
        form.add(tr("年度"), ChoiceField("year", years))
        form.add(tr("时段"), ChoiceField("quarter", _terms()))
        form.add(tr("收支"), ChoiceField("flow", [(one, tr(one.label)) for one in Flow]))
        form.add(tr("调委会"), committee_field(context), span=3, required=True)
        form.add(tr("种类"), ChoiceField("kind", code_choices(context, "fund_kinds")), span=2)
        form.add(tr("来源"), ChoiceField("source", code_choices(context, "fund_sources")))
        form.add(tr("金额"), MoneyField("amount_fen"), required=True)
        hint = tr("例如拨款文号、用途")
        form.add(tr("备注"), TextField("note", hint=hint), span=2)
        form.fill(typed(fund.draft) if fund else {"year": year or years[0][0]})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the line."""
        funds, old = self._context.desk.funds, self._fund
        draft = FundDraft(**values | {"amount_fen": values["amount_fen"] or 0})
        if old is None:
            return lambda: funds.save(draft)
        return lambda: funds.save(draft, fund_id=old.id, revision=old.revision)


def _terms() -> list[Choice]:
    quarters = (tr("第一季度"), tr("第二季度"), tr("第三季度"), tr("第四季度"))
    return [(WHOLE_YEAR, tr("全年")), *enumerate(quarters, start=1)]
