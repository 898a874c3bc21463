"""历史: every saved action, who did it and why, beside every field it changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.history_days import (
    LINE_COLUMNS,
    Day,
    Line,
    action_words,
    by_day,
    time_words,
)
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.cases.reading import Reading
from mediation_desk.gui.cases.secrets import SecretsTab
from mediation_desk.gui.cases.viewers_dialog import ViewersDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import ListView, button, card, heading, label, scrolled
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.undoing import turn_round
from mediation_desk.gui.words import tr
from mediation_desk.services.history_rows import HistoryEntry, HistoryLine, UndoStep
from mediation_desk.services.history_words import ActionKind
from mediation_desk.services.rows import CaseDetail

LONG = 80
"""A value of more characters is shown with room to read and to scroll."""


class HistoryTab(SecretsTab):
    """The actions as a list, the chosen one in full."""

    def __init__(self, context: GuiContext, opened: Callable[[HistoryEntry], None]) -> None:
        """Begin without a case; Enter on an action gives it to `opened`."""
        super().__init__(context)
        self._step: UndoStep | None = None
        theme = context.theme
        kinds = [("", tr("全部操作"))] + [(kind.value, tr(kind.label)) for kind in ActionKind]
        self.kind = ChoiceField("history_kind", kinds)
        self.kind.setAccessibleName(tr("全部操作"))
        self.kind.touched.connect(self._read)
        self.table = ListView(
            theme,
            RowsModel(LINE_COLUMNS),
            lambda line: None if isinstance(line, Day) else opened(line),
            key="write_id",
        )
        self.table.setAccessibleName(tr("历史"))
        self.table.stretch(1)
        self.table.chosen_changed.connect(self._look)
        self.empty = label(tr("没有这一类操作。"), "muted", wrap=True)
        self.undo_button = button(tr("撤销这一步"), self._undo)
        self.undo_button.setObjectName("undo_button")
        self.why = label("", "muted", wrap=True)
        frame, inside = card(theme)
        self.viewers_button = button(tr("谁看过"), self._show_viewers)
        top = FlowLayout(theme.px(8))
        for part in (self.kind, self.undo_button, self.viewers_button):
            top.addWidget(part)
        inside.addLayout(top)
        inside.addWidget(self.why)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        detail, around = card(theme)
        self._area = scrolled(QWidget())
        around.addWidget(self._area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (frame, detail), (2, 3)))

    def show_case(self, case: CaseDetail) -> None:
        """Show another case."""
        self._case_id = case.id
        self._read()

    def _read(self) -> None:
        kind = self.kind.value()
        kinds = (ActionKind(kind),) if kind else ()
        entries = self._context.desk.cases.history(self._case_id, kinds)
        standing = self.table.chosen()
        lines = by_day(entries)
        self.table.clearSpans()
        self.table.show_rows(lines)
        for at, line in enumerate(lines):
            if isinstance(line, Day):
                self.table.setSpan(at, 0, 1, len(LINE_COLUMNS))
        if entries and standing is None:
            self.table.choose(entries[0].write_id)
        self.table.setVisible(bool(entries))
        self.empty.setVisible(not entries)

    def _offer(self, entry: HistoryEntry | None) -> None:
        """Say whether the chosen action can be undone, or a chosen undo brought back."""
        self._step = None
        why = ""
        if entry is not None:
            try:
                self._step = self._context.desk.undo.step(entry.write_id)
                why = self._step.why_not
            except AppError as error:
                why = str(error)
        redo = self._step is not None and self._step.redo
        self.undo_button.setText(tr("恢复这一步") if redo else tr("撤销这一步"))
        self.undo_button.setEnabled(self._step is not None and not why)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def _show_viewers(self) -> None:
        ViewersDialog(self._context, self._case_id).ask(self)

    def _undo(self) -> None:
        words = tr("撤销的理由（可以不写）")
        reason = self._context.prompts.words(self, self.undo_button.text(), words)
        if reason is not None:
            turn_round(self._context, self, self._step, reason=reason)

    def _look(self, chosen: Line | None) -> None:
        entry = None if isinstance(chosen, Day) else chosen
        self._offer(entry)
        theme = self._context.theme
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(4), 0)
        layout.setSpacing(theme.px(6))
        if isinstance(chosen, Day):
            layout.addWidget(heading(theme, chosen.words, 1.1))
            facts = Facts(theme)
            for one in chosen.entries:
                facts.add(time_words(one), f"{action_words(one)}　{one.actor}")
            layout.addWidget(facts)
        if entry is not None:
            facts = Facts(theme)
            facts.add(tr("操作"), action_words(entry))
            facts.add(tr("时间"), moment_words(entry.at))
            facts.add(tr("操作人"), entry.actor)
            if entry.reason:
                facts.add(tr("理由"), entry.reason)
            layout.addWidget(facts)
            for line in entry.lines:
                self._line(layout, line)
        layout.addStretch(1)
        self._area.setWidget(content)

    def _line(self, layout: QVBoxLayout, line: HistoryLine) -> None:
        words = " · ".join(part for part in (line.row, line.field) if part)
        layout.addWidget(label(words, "muted", wrap=True))
        if max(len(line.before), len(line.after)) <= LONG:
            self._reading(layout, words, f"{line.before} → {line.after}")
            return
        for title, text in ((tr("之前"), line.before), (tr("之后"), line.after)):
            layout.addWidget(label(title, "muted"))
            self._reading(layout, f"{words} {title}", text)

    def _reading(self, layout: QVBoxLayout, name: str, text: str) -> None:
        made = Reading(self._context.theme, name, lines=6)
        made.show_text(text)
        layout.addWidget(made)
