"""约定调解: when the next session is, and why it moves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mediation_desk.clock import CHINA
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import MomentField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr


@dataclass(frozen=True, slots=True)
class Planned:
    """A case and its next session, None while there is none."""

    case_id: str
    title: str
    at: datetime | None


class PlanDialog(FormDialog):
    """Plans or moves the next session of a case; `to` is the day it was dragged to."""

    def __init__(self, context: GuiContext, item: Planned, to: date | None = None) -> None:
        """Show the moment there is, on its new day."""
        super().__init__(context, tr("约定调解时间"))
        self._case_id = item.case_id
        self.form.add_wide(label(item.title, wrap=True))
        today = context.desk.clock.today()
        at = MomentField("at", today=today, required=True)
        at.set_value(_moved(item.at, to))
        self.form.add(tr("时间"), at, required=True)
        words = TextField("reason", hint=tr("如：对方外出、农忙"))
        self.form.add(tr("改期的原因"), words, required=item.at is not None)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the planning."""
        agenda = self._context.desk.agenda
        return lambda: agenda.plan(self._case_id, values["at"], values["reason"])


def _moved(at: datetime | None, to: date | None) -> datetime | None:
    """Return the same time of day on another day."""
    if at is None or to is None:
        return at
    return datetime.combine(to, at.astimezone(CHINA).time(), CHINA)
