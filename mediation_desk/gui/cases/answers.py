"""The questions asked before acceptance: what forbids it, and what must be answered first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.acceptance import Question
from mediation_desk.gui.fields import TextField
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import label, replaced
from mediation_desk.gui.sheet import Faults, Part
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import AnswerDraft


class Answers(Part):
    """Each question with its article and room for the answer; a blocking one has none."""

    def __init__(self, theme: Theme) -> None:
        """Begin without questions."""
        super().__init__()
        self._theme = theme
        self.form = Form(theme, columns=1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.form)

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask other questions; what was answered already stays."""
        given = {name: field.value() for name, field in self.form.fields.items()}
        form = Form(self._theme, columns=1)
        for question in questions:
            form.add_wide(self._question(form, question))
        form.fill(given)
        form.edited.connect(self.edited)
        form.submitted.connect(self.submitted)
        self.form = replaced(self._layout, self.form, form)

    def read(self) -> tuple[AnswerDraft, ...]:
        """Return the answers given."""
        return tuple(AnswerDraft(code, text) for code, text in self.form.read().items() if text)

    def show_faults(self, faults: Faults) -> set[str]:
        """Nothing here has a fault of its own: an answer that is missing is asked for by name."""
        return set()

    def _question(self, form: Form, question: Question) -> QWidget:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self._theme.px(3))
        inside.addWidget(label(question.sentence, "fault" if question.blocking else "", wrap=True))
        inside.addWidget(label(question.source, "muted", wrap=True))
        if not question.blocking:
            field = TextField(question.code, hint=tr("写明怎样处理的，例如：已征求意见，同意调解"))
            field.setAccessibleName(question.sentence)
            fault = label("", "fault", wrap=True)
            fault.hide()
            form.take(field, fault)
            inside.addWidget(field)
        return holder
