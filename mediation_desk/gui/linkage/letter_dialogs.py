"""The forms of a letter and of its answer."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.linkage import Direction, LetterKind, LetterResult
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.linkage.choices import case_field, code_choices, committee_field
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import LetterAnswer, LetterDraft, LetterRow


class LetterDialog(FormDialog):
    """登记来函、登记去函: enters a letter, or corrects the one given."""

    def __init__(
        self,
        context: GuiContext,
        direction: Direction,
        letter: LetterRow | None = None,
        *,
        case_id: str = "",
        title: str = "",
    ) -> None:
        """Draw the form; a new letter of `case_id` is about `title`."""
        words = tr("登记来函") if direction is Direction.IN else tr("登记去函")
        super().__init__(context, tr("修改函件") if letter else words, columns=3)
        self._direction, self._letter = direction, letter
        if letter is not None:
            case_id, title = letter.draft.case_id, letter.case_title
        self._add_fields(case_id, title)
        self.advice = label("", "muted", wrap=True)
        self.form.add_wide(self.advice)
        self.form.edited.connect(self._advise)
        if letter is not None:
            self.form.fill(typed(letter.draft))
            self._advise()
            return
        self.form.fill({"dated_on": context.desk.clock.today(), "subject": title})
        self._advise()
        if direction is Direction.OUT:
            number = context.desk.letters.next_number()
            self.form.fill({"own_number": number, "kind": LetterKind.TRANSFERRED})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the letter."""
        letters, old = self._context.desk.letters, self._letter
        draft = LetterDraft(direction=self._direction, **values)
        if old is None:
            return lambda: letters.save(draft)
        return lambda: letters.save(draft, letter_id=old.id, revision=old.revision)

    def _advise(self) -> None:
        """Say what a court's letter asks for by law."""
        fields = self.form.fields
        words = ""
        try:
            day = fields["dated_on"].value()
        except InvalidInput:
            day = None  # saving names the fault
        if day is not None and self._direction is Direction.IN:
            kind, body = fields["kind"].value(), fields["body"].value()
            words = self._context.desk.letters.advice(kind, body, day)
        self.advice.setText(words)
        self.advice.setVisible(bool(words))

    def _add_fields(self, case_id: str, title: str) -> None:
        form, today = self.form, self._context.desk.clock.today()
        came = self._direction is Direction.IN
        kinds = [(one, tr(one.label)) for one in LetterKind]
        bodies = code_choices(self._context, "letter_bodies")
        form.add(tr("事由"), TextField("subject"), span=3, required=True)
        form.add(tr("种类"), ChoiceField("kind", kinds))
        form.add(tr("来函单位") if came else tr("去函单位"), ChoiceField("body", bodies))
        hint = tr("印在函上的全称，如示例县人民法院")
        form.add(tr("单位全称"), TextField("body_name", hint=hint))
        day = DateField("dated_on", today=today, required=True)
        form.add(tr("收到日期") if came else tr("发出日期"), day, required=True)
        form.add(tr("回复期限"), DateField("due_on", today=today))
        form.add(tr("对方文号"), TextField("their_number"))
        form.add(tr("本单位文号"), TextField("own_number"))
        form.add(tr("调委会"), committee_field(self._context), span=2, required=True)
        form.add(tr("当事人"), TextField("parties"), span=3)
        form.add(tr("关联的案件"), case_field(self._context, case_id, title), span=3)
        form.add(tr("附件"), TextField("attachments"), span=2)
        form.add(tr("联系人、电话"), TextField("contact"))
        form.add(tr("备注"), TextField("note"), span=3)


class LetterAnswerDialog(FormDialog):
    """登记回复: when, with what result, what it said."""

    def __init__(self, context: GuiContext, letter: LetterRow) -> None:
        """Ask about `letter`."""
        super().__init__(context, tr("登记回复"))
        self._letter = letter
        today = context.desk.clock.today()
        results = [(one, tr(one.label)) for one in LetterResult]
        day = DateField("answered_on", today=today, required=True)
        self.form.add(tr("回复日期"), day, required=True)
        self.form.add(tr("结果"), ChoiceField("result", results))
        hint = tr("对方怎样答复；退回的写明理由")
        if letter.draft.direction is Direction.IN:
            hint = tr("怎样答复对方；退回的写明理由")
        self.form.add(tr("答复内容"), AreaField("answer", lines=4, hint=hint), span=2)
        self.form.fill(
            {
                "answered_on": letter.answered_on or today,
                "result": letter.result or LetterResult.AGREED,
                "answer": letter.answer,
            }
        )

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the answer."""
        letters, letter_id = self._context.desk.letters, self._letter.id
        draft = LetterAnswer(**values)
        return lambda: letters.answer(letter_id, draft)
