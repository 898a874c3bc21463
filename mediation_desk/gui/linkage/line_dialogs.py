"""The one-line form of the front desk, and what became of a line."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.linkage import LineKind, LineState
from mediation_desk.errors import AppError
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.linkage.choices import committee_field
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import LineAnswer, LineDraft, LineRow

CASE_KEY = "Alt+C"
"""Makes a case of a line, in the list and in the form."""

OUTCOMES = (
    LineState.ANSWERED,
    LineState.SETTLED,
    LineState.REFERRED,
    LineState.VOID,
    LineState.OPEN,
)
"""What may be said of a line; a case comes of it in another way."""


class LineDialog(FormDialog):
    """登记来访: what was said, by whom; Ctrl+Enter at any place saves."""

    help_topic = "linkage"

    def __init__(
        self, context: GuiContext, line: LineRow | None = None, *, informant_id: str = ""
    ) -> None:
        """Draw the form of a new line (a lead of `informant_id`), or of `line` to be corrected."""
        super().__init__(context, tr("修改来访") if line else tr("登记来访"), columns=4)
        self._line = line
        self._begins = False
        self._add_fields()
        if line is not None:
            self.form.fill(typed(line.draft))
            return
        self._offer_case()
        kind = LineKind.HAZARD if informant_id else LineKind.VISIT
        day = context.desk.clock.today()
        self.form.fill({"day": day, "kind": kind, "informant_id": informant_id})

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the line."""
        lines, old = self._context.desk.lines, self._line
        recorded_by = old.draft.recorded_by if old else ""
        draft = LineDraft(**values, recorded_by=recorded_by)
        if old is None:
            return lambda: lines.save(draft)
        return lambda: lines.save(draft, line_id=old.id, revision=old.revision)

    def show_error(self, error: AppError) -> None:
        """Show what cannot be taken; what was to follow the saving does not."""
        self._begins = False
        super().show_error(error)

    def _saved(self, answer: Any) -> None:
        super()._saved(answer)
        if self._begins:
            begun = self._context.desk.lines.as_case(answer.id)
            self._context.begin_case(begun, answer.id)

    def _offer_case(self) -> None:
        """Let one key save the line and go on with its registration."""
        words = tr("保存并立案（{key}）", key=CASE_KEY)
        self.case_button = button(words, self._save_and_begin)
        QShortcut(QKeySequence(CASE_KEY), self, self.case_button.click)
        holder = QWidget()
        holder.setLayout(row(self.case_button))
        holder.layout().setContentsMargins(0, 0, 0, 0)
        self.form.add_wide(holder)

    def _save_and_begin(self) -> None:
        self._begins = True
        self._save()

    def _add_fields(self) -> None:
        form, desk = self.form, self._context.desk
        officers = [("", tr("不是"))]
        officers += [
            (one.id, one.draft.name) for one in desk.informants.informants(active_only=True)
        ]
        old = self._line
        if old and old.draft.informant_id not in {value for value, _ in officers}:
            officers.append((old.draft.informant_id, old.informant_name))
        hint = tr("一句话：谁为什么事来，想要什么")
        form.add(tr("说了什么事"), TextField("content", hint=hint), span=4, required=True)
        form.add(tr("种类"), ChoiceField("kind", [(one, tr(one.label)) for one in LineKind]))
        form.add(tr("姓名"), TextField("name"))
        form.add(tr("电话"), TextField("phone"))
        form.add(tr("地点"), TextField("place"))
        day = DateField("day", today=desk.clock.today(), required=True)
        form.add(tr("日期"), day, required=True)
        form.add(tr("信息员报送"), ChoiceField("informant_id", officers))
        form.add(tr("调委会"), committee_field(self._context), span=2, required=True)


class LineAnswerDialog(FormDialog):
    """处理来访: answered, settled, sent on."""

    def __init__(self, context: GuiContext, line: LineRow) -> None:
        """Ask about `line`."""
        super().__init__(context, tr("处理来访"))
        self._line = line
        today = context.desk.clock.today()
        states = [(one, tr(one.label)) for one in OUTCOMES]
        self.form.add(tr("处理结果"), ChoiceField("state", states))
        day = DateField("handled_on", today=today, required=True)
        self.form.add(tr("处理日期"), day, required=True)
        hint = tr("怎样答复、引导到哪里、怎样化解的")
        self.form.add(tr("处理情况"), AreaField("answer", lines=4, hint=hint), span=2)
        state = line.state if line.state in OUTCOMES else LineState.ANSWERED
        self.form.fill(
            {
                "state": LineState.ANSWERED if state is LineState.OPEN else state,
                "handled_on": line.handled_on or today,
                "answer": line.answer,
            }
        )

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves what became of it."""
        lines, line_id = self._context.desk.lines, self._line.id
        draft = LineAnswer(**values)
        return lambda: lines.handle(line_id, draft)
