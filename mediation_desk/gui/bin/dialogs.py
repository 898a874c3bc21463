"""What keeping a case longer asks for: until when, and why."""

from collections.abc import Callable
from typing import Any

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, DateField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.bin_rows import DueCase


class KeepDialog(FormDialog):
    """续存: until when a case that is due is kept."""

    def __init__(self, context: GuiContext, case: DueCase) -> None:
        """Ask about `case`."""
        super().__init__(context, tr("续存"), save=tr("续存"), columns=1)
        self._case = case
        today = context.desk.clock.today()
        day = DateField("until", today=today, required=True)
        self.form.add(tr("续存到"), day, required=True)
        self.form.add(tr("续存的理由"), AreaField("reason"), required=True)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the keeping."""
        until, reason = values["until"], values["reason"]
        return lambda: self._context.desk.archive.keep([self._case.id], until, reason)
