"""勾稽关系: which relations of a table are tried, and how a broken one counts."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.statistics import OFF, Severity
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr


class ChecksDialog(FormDialog):
    """One choice for each relation."""

    def __init__(self, context: GuiContext, table: str) -> None:
        """Show the relations of a table as they are tried now."""
        super().__init__(context, tr("勾稽关系"))
        self._table = table
        words = tr("不核对的，表下会写明有几项。错误和提醒都照样列出，只是轻重不同。")
        self.form.add_wide(label(words, "muted", wrap=True))
        for row in context.desk.checks.checks(table):
            choices = [(one.value, tr(one.label)) for one in Severity] + [(OFF, tr("不核对"))]
            field = ChoiceField(row.key, choices)
            field.set_value(row.how)
            self.form.add(row.label, field)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the change."""
        return lambda: self._context.desk.checks.set_checks(self._table, values)
