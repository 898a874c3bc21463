"""The cases behind a difference: which, in what columns, and what was saved about each since."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, heading, label, row, scrolled
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.saved_dialog import saved_words
from mediation_desk.gui.statistics.over import open_over
from mediation_desk.gui.words import tr
from mediation_desk.services.history_rows import HistoryEntry
from mediation_desk.services.report_rows import ChangedCase

CHANGE_COLUMNS = (
    Column("案件编号", lambda row: row.number, width=270),
    Column("案件", lambda row: row.title, width=200, rank=1),
    Column("差在哪里", lambda row: row.what, width=240),
)

Why = Callable[[str], Sequence[HistoryEntry]]


class ChangesDialog(QDialog):
    """Cases that are counted otherwise; the chosen one with its history, Enter opens it."""

    def __init__(
        self,
        context: GuiContext,
        title: str,
        sentence: str,
        cases: Sequence[ChangedCase],
        why: Why | None = None,
    ) -> None:
        """Show the cases; `why` reads what was saved about one."""
        super().__init__()
        self._context, self._why = context, why
        theme = context.theme
        self.setWindowTitle(title)
        self.sentence = label(sentence, wrap=True)
        self.table = ListView(theme, RowsModel(CHANGE_COLUMNS), self._open)
        self.table.setAccessibleName(title)
        self.table.stretch(2)
        self.table.chosen_changed.connect(self._look)
        self.history = label("", "muted", wrap=True)
        self.history.setAlignment(Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        QVBoxLayout(content).addWidget(self.history)
        self._below = scrolled(content)
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, title, 1.3))
        layout.addWidget(self.sentence)
        layout.addWidget(self.table, 3)
        layout.addWidget(self._below, 2)
        open_button = button(tr("打开案件"), lambda: self._open(self.table.chosen()))
        open_button.setVisible(bool(cases))
        layout.addLayout(row(open_button, button(tr("关闭"), self.reject)))
        self.table.setVisible(bool(cases))
        self._below.setVisible(bool(cases) and why is not None)
        layout.addStretch(0)
        self.table.show_rows(cases)
        self.resize(theme.px(860), theme.px(520 if cases else 160))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        open_over(self, parent)

    def _open(self, case: ChangedCase | None) -> None:
        if case is not None and case.is_case:
            self.accept()
            self._context.open_case(case.id)

    def _look(self, case: ChangedCase | None) -> None:
        if case is None or self._why is None:
            return
        why = self._why
        self._context.runner.read(lambda: _told(why(case.id)), self, self.history.setText)


def _told(entries: Sequence[HistoryEntry]) -> str:
    """Return what was saved, a line a field."""
    if not entries:
        return tr("上报之后，这个案件本身没有保存过修改；变动来自调委会或调解员等资料。")
    return saved_words(entries)
