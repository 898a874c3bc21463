"""登记: one page, keyboard only. Registers a dispute, and corrects one that is registered.

What is typed stays: while other pages are shown, over a redraw, beside a case that is corrected in
between (each has a state of its own, by its id; "" is the new one), and, kept in the store every
few seconds, over a crash.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.lifecycle import Move
from mediation_desk.errors import AppError, Conflict, InvalidInput
from mediation_desk.gui.cases.moves import start_move
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.intake import conflict, keys
from mediation_desk.gui.intake.autosave import Autosave
from mediation_desk.gui.intake.pile import Pile
from mediation_desk.gui.intake.recognition import Recognition
from mediation_desk.gui.intake.sheet import IntakeSheet
from mediation_desk.gui.intake.view import IntakeView
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area, Changed
from mediation_desk.services.drafts import CaseDraft
from mediation_desk.services.gaps import gaps

FORM = "intake"
"""The name of this page's draft in the store."""


class IntakePage(QWidget):
    """Registers and corrects."""

    areas = frozenset({Area.ORGANISATION})
    help_topic = "intake"

    def __init__(self, context: GuiContext) -> None:
        """Build the page, ready for a new registration."""
        super().__init__()
        self._context = context
        self._choices = context.desk.intake.choices()
        self.sheet = IntakeSheet(context, self._choices)
        self.view = view = IntakeView(context, self.sheet)
        self.point_at = view.point_at
        self.pile = Pile(context, self.sheet)
        self.autosave = Autosave(context, self, FORM, self.pile.keep)
        self.recognition = Recognition(context, self.sheet, view.panel, view.show_summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._connect()
        self.view.offer.make(context.desk.unsaved.find(FORM))
        self.view.hold(self.view.offer.pending)
        self._spell()
        self.pile.turn_to_new()

    @property
    def saving(self) -> bool:
        """Whether what is typed is being saved."""
        return self.view.saving

    def reload(self) -> None:
        """Take what changed in the office; on arrival begin anew where nothing is typed."""
        choices = self._context.desk.intake.choices()
        if choices.committees != self._choices.committees:
            self._choices = choices
            self._spell()
        if not self.isVisible() and not self.pile.now.dirty:
            self.pile.turn_to_new()

    def edit(self, case_id: str) -> bool:
        """Show a registered case to be corrected; say why and return False where it may not be."""
        case = self._context.desk.cases.show(case_id)
        revise = next(one for one in case.moves if one.move is Move.REVISE)
        if not revise.enabled:
            self._context.say("warn", revise.why_not)
            return False
        self.pile.open(case_id, case.title)
        return True

    def take(self, draft: CaseDraft, began: str) -> None:
        """Begin a registration from a line or letter, unless something here waits to be saved."""
        if self.view.offer.pending or not self.pile.take(draft, began):
            self._context.say("warn", tr("登记页上有没保存的纠纷，请先保存或清空。"))
            return
        self.sheet.jump("type")

    def keep(self) -> Any:
        """Return everything typed here; None while a draft that was found is still on offer."""
        return None if self.view.offer.pending else self.pile.keep()

    def restore(self, state: Any) -> None:
        """Put back what `keep` returned; an offer not yet answered is made again instead."""
        if state is not None:
            self.view.offer.make(None)
            self.view.hold(False)
            self.pile.restore(state)

    def show_faults(self, faults: dict[str, str]) -> None:
        """Put faults beside their fields."""
        self.sheet.show_faults(faults)

    def flush(self) -> None:
        """Keep what is typed before the window closes; the field with the cursor is left first."""
        cursor = self.window().focusWidget()
        if cursor is not None and self.isAncestorOf(cursor):
            cursor.clearFocus()
        self.autosave.flush()

    def save(self, *, accept: bool = False) -> None:
        """Register, or save the corrections; with `accept` go on to acceptance."""
        if self.view.saving or self.view.offer.pending:
            return
        try:
            job = self._job(self.sheet.read())
        except InvalidInput as error:
            self._tell(error)
            return
        self.autosave.flush()
        self.view.set_saving(True)
        self._context.runner.write(
            job, self, lambda done: self._saved(done, accept=accept), failed=self._failed
        )

    def _job(self, draft: CaseDraft) -> Callable[[], Changed]:
        cases, now = self._context.desk.cases, self.pile.now
        if not now.case_id:
            return lambda: cases.register(draft, form=FORM, began=now.began)
        return lambda: cases.revise(now.case_id, draft, revision=now.revision, form=FORM)

    def _saved(self, done: Changed, *, accept: bool) -> None:
        self.view.set_saving(False)
        self.pile.done()
        self._context.open_case(done.id)
        if accept and self.view.may_accept:
            case = self._context.desk.cases.show(done.id)
            start_move(self._context, self.window(), case, Move.ACCEPT)

    def _failed(self, error: AppError) -> None:
        self.view.set_saving(False)
        self.autosave.touch()
        if isinstance(error, Conflict) and self.pile.now.case_id:
            self._context.say("bad", conflict.mark(self.sheet, self.pile.stored()))
        else:
            self._tell(error)

    def _tell(self, error: AppError) -> None:
        fields = error.fields if isinstance(error, InvalidInput) else {}
        self.sheet.show_faults(fields)
        self._context.say("bad", tr("请看标红的地方。") if fields else str(error))

    def _give_up(self) -> None:
        """Empty the form, or leave the case as it is registered."""
        words = tr("刚才填写的内容还没有保存。")
        if self.pile.now.dirty and not self._context.prompts.confirm(
            self, words, yes=tr("放弃填写"), no=tr("继续填写")
        ):
            return
        case_id = self.pile.now.case_id
        self.autosave.drop()
        self.pile.done()
        if case_id:
            self._context.open_case(case_id)
        else:
            self.sheet.jump("type")

    def _on_answer(self, content: Any) -> None:
        """Restore the draft that was found, or give it up."""
        if content is None:
            self.view.hold(False)
            self.autosave.drop()
        else:
            self.restore(content)
        self.sheet.jump("type")

    def _connect(self) -> None:
        view = self.view
        self.sheet.edited.connect(self._on_edited)
        self.sheet.left.connect(self._show_gaps)  # a number fills in what it says
        self.sheet.parties.changed_cards.connect(self.recognition.forget_gone)
        self.pile.turned.connect(self._on_turned)
        view.panel.opened.connect(self._context.open_case)
        view.save_asked.connect(self.save)
        view.accept_asked.connect(lambda: self.save(accept=True))
        view.clear_asked.connect(self._give_up)
        view.offer.answered.connect(self._on_answer)
        keys.bind(self)

    def _on_edited(self) -> None:
        self.pile.now.dirty = True
        self.autosave.touch()
        self._show_gaps()

    def _on_turned(self) -> None:
        now = self.pile.now
        self.view.show_mode(now.title)
        self.recognition.look_at_all(now.case_id)
        self._show_gaps()
        if self.pile.has_aside or self.pile.now.began:
            self.autosave.touch()

    def _show_gaps(self) -> None:
        self.view.panel.show_gaps(gaps(self.sheet.typed()[0]))
        self.view.show_summary()

    def _spell(self) -> None:
        """Offer the lists at once, and with their pinyin as soon as it is worked out."""
        offer = self.sheet.dispute.set_choices
        offer(self._choices)
        self._context.runner.read(self._choices.spelled, self, offer)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view.offer.pending:
            self.view.offer.restore_button.setFocus()
        elif not self.isAncestorOf(self.window().focusWidget()):
            self.sheet.jump("type")

    def hideEvent(self, event: QHideEvent) -> None:
        self.autosave.flush()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.autosave.flush()
