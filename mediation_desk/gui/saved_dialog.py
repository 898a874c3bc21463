"""修改经过: what was saved about something, in words; entries read from the change log."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import button, heading, label, row, scrolled
from mediation_desk.gui.statistics.over import open_over
from mediation_desk.gui.words import tr
from mediation_desk.services.history_rows import HistoryEntry


class SavedDialog(QDialog):
    """A history to be read."""

    def __init__(self, context: GuiContext, title: str, entries: Sequence[HistoryEntry]) -> None:
        """Show the entries, newest first."""
        super().__init__()
        theme = context.theme
        self.setWindowTitle(tr("修改经过"))
        self.words = label(saved_words(entries), wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        QVBoxLayout(content).addWidget(self.words)
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, title, 1.2))
        layout.addWidget(scrolled(content), 1)
        layout.addLayout(row(button(tr("关闭"), self.reject)))
        self.resize(theme.px(640), theme.px(420))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        open_over(self, parent)


def saved_words(entries: Sequence[HistoryEntry]) -> str:
    """Return what was saved, a line a field."""
    lines = []
    for entry in entries:
        reason = f"（{entry.reason}）" if entry.reason else ""
        lines.append(f"{moment_words(entry.at)}　{entry.actor}　{entry.action}{reason}")
        lines += [
            f"　　{line.row}·{line.field}：{line.before or '（空）'} → {line.after or '（空）'}"
            for line in entry.lines
        ]
    return "\n".join(lines)
