"""终止调解: why, and the ways that stay open, each ticked as told (Act art 26)."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, CheckField, ChoiceField, DateField
from mediation_desk.gui.form import Form
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label, replaced
from mediation_desk.gui.sheet import Faults, Part
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import TerminationDraft
from mediation_desk.services.rows import CaseDetail


class TerminateDialog(FormDialog):
    """The day, the ground, and what the parties were told."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`."""
        super().__init__(context, tr("终止调解"), save=tr("终止调解"))
        self._case = case
        today = context.desk.clock.today()
        day = DateField("terminated_on", today=today, required=True)
        day.set_value(today)
        grounds = [(one.code, one.label) for one in context.desk.reference.termination.grounds]
        self.ground = ChoiceField("ground", [("", tr("（请选择）")), *grounds])
        self.ground.touched.connect(self._offer)
        self.form.add(tr("终止日期"), day, required=True)
        self.form.add(tr("终止原因"), self.ground, required=True)
        self.form.add(tr("说明"), AreaField("note", lines=3), span=2)
        self.told = Told(context.theme)
        self.sheet.add_part("remedies", self.told)
        self._offer()

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the termination."""
        draft = TerminationDraft(**values)
        return lambda: self._context.desk.outcomes.terminate(self._case.id, draft)

    def _offer(self) -> None:
        """Offer what must be told for this type of dispute and this ground."""
        ground = self.ground.value()
        outcomes = self._context.desk.outcomes
        self.told.offer(outcomes.remedies_for(self._case.type, ground) if ground else ())


class Told(Part):
    """Sentences to be told, each with a tick; none is ticked by the program."""

    def __init__(self, theme: Theme) -> None:
        """Begin without sentences."""
        super().__init__()
        self._theme = theme
        self._sentences: tuple[str, ...] = ()
        self.form = Form(theme, columns=1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.form)

    def offer(self, sentences: Sequence[str]) -> None:
        """Offer other sentences; what stays on the list stays ticked."""
        ticked = set(self.read())
        form = Form(self._theme, columns=1)
        if sentences:
            form.add_wide(label(tr("已向当事人告知的途径，逐一勾选"), "field_label"))
        for number, sentence in enumerate(sentences):
            form.add_wide(self._line(form, f"{number}", sentence))
            form.fields[f"{number}"].set_value(sentence in ticked)
        form.edited.connect(self.edited)
        form.submitted.connect(self.submitted)
        self.form = replaced(self._layout, self.form, form)
        self._sentences = tuple(sentences)

    def read(self) -> tuple[str, ...]:
        """Return the sentences ticked."""
        ticks = self.form.read()
        return tuple(one for number, one in enumerate(self._sentences) if ticks[f"{number}"])

    def show_faults(self, faults: Faults) -> set[str]:
        """Nothing here can be wrong: what is missing is said above the form."""
        return set()

    def _line(self, form: Form, name: str, sentence: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        tick = CheckField(name, "")
        tick.setAccessibleName(sentence)
        form.take(tick, label("", "fault"))
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(sentence, wrap=True), 1)
        return holder
