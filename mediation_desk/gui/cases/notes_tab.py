"""笔记: what the mediator notes at the table; a talk with one side alone is veiled until F9."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.clock import CHINA
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.gui.cases.note_dialogs import MoveNoteDialog, NoteDialog
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.reading import Reading
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import ListView, button, card, label, row, scrolled
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.notes import NoteRow
from mediation_desk.services.rows import CaseDetail

WHOLE = 10_000


class NotesTab(QWidget):
    """The notes as a list, the chosen one in full. Opening a case veils the talks of one side."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case, veiled."""
        super().__init__()
        self._context = context
        self._case: CaseDetail | None = None
        self._rows: tuple[NoteRow, ...] = ()
        self.veiled = True
        theme = context.theme
        self.add_button = button(tr("记笔记"), lambda: self._write(aside=False), primary=True)
        self.aside_button = button(tr("记单独谈话"), lambda: self._write(aside=True))
        self.veil_button = button("", self.toggle)
        self.tag = ChoiceField("tag", [("", tr("全部议题"))])
        self.tag.touched.connect(self._list)
        self.table = ListView(theme, RowsModel(self._columns()), lambda _: self._correct())
        self.table.setAccessibleName(tr("笔记"))
        self.table.stretch(2)
        self.table.chosen_changed.connect(self._look)
        words = tr(
            "笔记只给办案的人看，不进文书、卷宗、导出的文件，也不给当事人看。"
            "写“@甲”“#事实”可以按人、按议题找。"
        )
        self.hint = label(words, "muted", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.reading = Reading(theme, tr("笔记"), lines=WHOLE)
        self.correct_button = button(tr("修改这条笔记"), self._correct)
        self.move_button = button(tr("移入调解记录"), self._move)
        self.remove_button = button(tr("删除这条笔记"), self._remove)
        self._build()

    def show_case(self, case: CaseDetail) -> None:
        """Show another case, veiled, or the same one as it is now."""
        if self._case is None or self._case.id != case.id:
            self.veiled = True
        self._case = case
        try:
            self._rows = self._context.desk.notes.notes(case.id)
        except AppError as error:
            self._rows = ()
            self._context.say("warn", str(error))
        found = sorted({tag for one in self._rows for tag in one.tags})
        self.tag.set_choices([("", tr("全部议题")), *((tag, tag) for tag in found)])
        self._list()

    def veil(self) -> None:
        """Hide what one side said alone."""
        self.veiled = True
        self._list()

    def toggle(self) -> None:
        """Hide what one side said alone, or show it."""
        self.veiled = not self.veiled
        self._list()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "时间",
                lambda one: f"{one.noted_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
                width=150,
            ),
            Column(
                "种类", lambda one: tr("单独谈话") if one.aside else tr("笔记"), width=92, ink=_ink
            ),
            Column("内容", self._words, width=120),
        )

    def _words(self, one: NoteRow) -> str:
        return tr("（已隐去，按 F9 显示）") if self._hides(one) else one.content

    def _hides(self, one: NoteRow) -> bool:
        return self.veiled and one.aside

    def _build(self) -> None:
        theme = self._context.theme
        frame, inside = card(theme)
        bar = QWidget()
        bar.setLayout(FlowLayout(theme.px(8)))
        for part in (self.add_button, self.aside_button, self.veil_button, self.tag):
            bar.layout().addWidget(part)
        inside.addWidget(bar)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.hint)
        detail, around = card(theme)
        content = QWidget()
        text = QVBoxLayout(content)
        text.setContentsMargins(0, 0, 0, 0)
        text.addWidget(self.about)
        text.addWidget(self.reading)
        text.addStretch(1)
        around.addWidget(scrolled(content), 1)
        around.addLayout(row(self.correct_button, self.move_button, self.remove_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (frame, detail), (3, 3)))

    def _list(self) -> None:
        tag = self.tag.value()
        shown = [one for one in self._rows if not tag or tag in one.tags]
        self.table.show_rows(shown)
        self.table.setVisible(bool(self._rows))
        aside = sum(one.aside for one in self._rows)
        words = tr("显示单独谈话（F9）") if self.veiled else tr("隐去单独谈话（F9）")
        self.veil_button.setText(words)
        self.veil_button.setVisible(bool(aside))
        may = self._context.desk.sign_in.may(Permission.MEDIATE)
        for one in (self.add_button, self.aside_button):
            one.setEnabled(may)
        self._look(self.table.chosen())

    def _look(self, one: NoteRow | None) -> None:
        open_ = one is not None and not self._hides(one)
        self.reading.show_text(self._words(one) if one is not None else "")
        self.reading.setVisible(one is not None)
        self.about.setText(_about(one) if one is not None and open_ else "")
        for made in (self.correct_button, self.move_button, self.remove_button):
            made.setVisible(open_)
        self.move_button.setEnabled(one is not None and not one.moved_to)

    def _write(self, *, aside: bool) -> None:
        if self._case is not None:
            NoteDialog(self._context, self._case, aside=aside).ask(self)

    def _correct(self) -> None:
        one = self.table.chosen()
        if self._case is not None and one is not None and not self._hides(one):
            NoteDialog(self._context, self._case, one, aside=one.aside).ask(self)

    def _move(self) -> None:
        """Ask whether it is meant, then for the session whose record takes it."""
        one, case = self.table.chosen(), self._case
        if case is None or one is None or self._hides(one):
            return
        state = next(step for step in case.moves if step.move is Move.SESSION)
        if not state.enabled or not case.sessions:
            self._context.say("warn", state.why_not or tr("还没有调解记录，请先“记录调解”。"))
            return
        words = tr("移入以后，这段话会印在调解记录上、进卷宗，各方当事人都看得到。")
        if one.aside:
            words = tr("这是单独谈话时记的，对方当事人还不知道。") + words
        if self._context.prompts.confirm(self, words, yes=tr("移入调解记录"), no=tr("不移")):
            MoveNoteDialog(self._context, case, one).ask(self)

    def _remove(self) -> None:
        one, case = self.table.chosen(), self._case
        if case is None or one is None:
            return
        reason = self._context.prompts.reason(self, tr("删除这条笔记"), tr("删除的原因"))
        if reason:
            remove = self._context.desk.notes.remove
            self._context.runner.write(
                lambda: remove(case.id, one.id, reason), self, lambda _: None
            )


def _ink(one: NoteRow) -> str:
    return "danger" if one.aside else ""


def _about(one: NoteRow) -> str:
    """Return who noted it, with whom alone, and where it went."""
    parts = [one.noted_by]
    if one.aside:
        parts.append(tr("单独谈话：{who}", who=one.with_whom) if one.with_whom else tr("单独谈话"))
    if one.moved_to:
        parts.append(tr("已移入{place}", place=one.moved_to))
    return " · ".join(parts)
