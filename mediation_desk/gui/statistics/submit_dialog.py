"""上报: to whom a table goes; what is on screen is frozen with everything behind it."""

from collections.abc import Callable
from typing import Any

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.statistics_rows import StatisticsTable


class SubmitDialog(FormDialog):
    """Asks for whom; says what freezing means, and which checks the table does not pass."""

    def __init__(self, context: GuiContext, table: StatisticsTable) -> None:
        """Ask about `table`."""
        super().__init__(context, tr("上报"), save=tr("上报并冻结"), columns=1)
        self._table = table
        about = f"{table.title}　{table.unit_label}　{table.period_label}"
        words = tr("上报后，这张表的数字、口径、案件和工作簿就此冻结，以后改案件也不会变。")
        for text, name in ((about, ""), (words, "muted"), (_warning(table), "fault")):
            if text:
                self.form.add_wide(label(text, name, wrap=True))
        hint = tr("如：县司法局")
        self.form.add(tr("报送给"), TextField("recipient", hint=hint), required=True)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the submission."""
        return lambda: self._context.desk.reports.submit(self._table, values["recipient"])


def _warning(table: StatisticsTable) -> str:
    return tr("{verdict}，上报的工作簿上会写明。", verdict=table.verdict) if table.broken else ""
