"""Taking a note, and putting one into the record of a session."""

from collections.abc import Callable
from typing import Any

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, CheckField, ChoiceField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.notes import NoteDraft, NoteRow
from mediation_desk.services.rows import CaseDetail


class NoteDialog(FormDialog):
    """What is noted; whether it was said by one side alone."""

    def __init__(
        self, context: GuiContext, case: CaseDetail, note: NoteRow | None = None, *, aside: bool
    ) -> None:
        """Take a note of `case`, or word one anew."""
        super().__init__(context, tr("修改笔记") if note else tr("记笔记"), columns=1)
        self._case, self._note = case, note
        hint = tr("写“@甲”“#事实”可以按人、按议题找")
        self.form.add(tr("内容"), AreaField("content", lines=8, hint=hint), required=True)
        self.form.add_ticks("", [CheckField("aside", tr("单独谈话（背靠背）时记的"))])
        self.form.add(tr("和谁单独谈的"), TextField("with_whom"))
        values = {"aside": aside}
        if note is not None:
            values |= {"content": note.content, "with_whom": note.with_whom}
        self.form.fill(values)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the keeping of the note."""
        draft = NoteDraft(**values)
        note_id = self._note.id if self._note is not None else ""
        take = self._context.desk.notes.take
        return lambda: take(self._case.id, draft, note_id=note_id)


class MoveNoteDialog(FormDialog):
    """移入调解记录: which session's record takes the note, word for word, at its end."""

    def __init__(self, context: GuiContext, case: CaseDetail, note: NoteRow) -> None:
        """Offer the sessions, the last one first."""
        super().__init__(context, tr("移入调解记录"), save=tr("移入调解记录"), columns=1)
        self._case, self._note = case, note
        self.form.add_wide(label(note.content, wrap=True))
        sessions = [
            (one.id, tr("第 {number} 次", number=one.ordinal) + f"　{moment_words(one.held_at)}")
            for one in reversed(case.sessions)
        ]
        self.form.add(tr("移到哪一次的末尾"), ChoiceField("session_id", sessions), required=True)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the moving."""
        move, session_id = self._context.desk.notes.move, values["session_id"]
        return lambda: move(self._case.id, self._note.id, session_id)
