"""受理: the questions of the law first, then a day, a number and the limit that follows."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.acceptance import Circumstance
from mediation_desk.domain.numbering import SERIES_NORMAL, SERIES_ORAL
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.cases.answers import Answers
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField, DateField, NumberField, TickField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import AcceptDraft
from mediation_desk.services.rows import CaseDetail


class AcceptDialog(FormDialog):
    """Asks what acceptance needs; the number and the limit are shown before it is done."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`, as it is registered."""
        super().__init__(context, tr("受理"), save=tr("受理"))
        self._case = case
        self.answers = Answers(context.theme)
        self._build()
        self.sheet.edited.connect(self._preview)
        self.circumstances.touched.connect(self._ask)
        self._ask()
        self._preview()

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the acceptance."""
        draft = AcceptDraft(
            accepted_on=values["accepted_on"],
            series=values["series"],
            sequence=values["sequence"] or None,
            circumstances=values["circumstances"],
            answers=values["answers"],
        )
        return lambda: self._context.desk.acceptance.accept(self._case.id, draft)

    def _build(self) -> None:
        today = self._context.desk.clock.today()
        series = [(SERIES_NORMAL, tr("普通（调字）")), (SERIES_ORAL, tr("口头（调口字）"))]
        day = DateField("accepted_on", today=today, required=True)
        day.set_value(today)
        self.form.add(tr("受理日期"), day, required=True)
        self.form.add(tr("编号类别"), ChoiceField("series", series))
        number = NumberField("sequence", hint=tr("补登旧案卷才填，平时自动编号"))
        self.form.add(tr("旧案卷的序号"), number)
        known = [(one.value, tr(one.label)) for one in Circumstance]
        spacing = self._context.theme.px(16)
        self.circumstances = TickField("circumstances", known, spacing=spacing)
        self.form.add(tr("有下列情形的请勾选"), self.circumstances, span=2)
        self.sheet.add_part("answers", self.answers)

    def _ask(self) -> None:
        """Ask what the case and the ticked circumstances raise."""
        given = self.circumstances.value()
        self.answers.ask(self._context.desk.acceptance.questions(self._case.id, given))

    def _preview(self) -> None:
        """Show the limit and the number that follow from what is typed, while it can be read."""
        acceptance = self._context.desk.acceptance
        try:
            values = self.form.read()
            day, rule = acceptance.limit_preview(self._case.id, values["accepted_on"])
            draft = AcceptDraft(values["accepted_on"], values["series"], values["sequence"] or None)
            number = acceptance.number_preview(self._case.id, draft)
        except InvalidInput as error:
            self.sheet.note("".join(error.fields.values()))
            return
        self.sheet.note(
            tr("编号 {number}，调解期限到 {day}（{rule}）", number=number, day=day, rule=rule)
        )
