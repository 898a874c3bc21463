"""答复: what there is to say to a question of plausibility."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.review.questions import AnswerKind
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.replies import Asked, ReplyDraft


class ReplyDialog(FormDialog):
    """How it came about, or that it was looked into and is so."""

    def __init__(self, context: GuiContext, case_id: str, question: Asked) -> None:
        """Ask; the reply there is, or the one before the facts changed, is filled in again."""
        super().__init__(context, tr("答复"), columns=1)
        self._case_id = case_id
        self._question = question
        self.form.add_wide(label(question.sentence, wrap=True))
        kinds = [(one.value, tr(one.label)) for one in AnswerKind]
        self.form.add(tr("答复方式"), ChoiceField("kind", kinds))
        hint = tr("说明情况；或写明怎样核对的、依据什么")
        self.form.add(tr("答复"), AreaField("answer", lines=4, hint=hint), required=True)
        before = question.reply or question.former
        if before is not None:
            self.form.fill({"kind": before.kind.value, "answer": before.answer})

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the reply."""
        draft = ReplyDraft(AnswerKind(values["kind"]), values["answer"])
        asked, reply = self._question, self._context.desk.self_check.reply
        return lambda: reply(self._case_id, asked.code, asked.basis, draft)
