"""年度文字: the paragraph to copy or save as Word; each of its numbers opens its cases."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.papers.private import file_name
from mediation_desk.gui.parts import ListView, button, heading, label, restyle, row
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.statistics.over import open_over
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Filters
from mediation_desk.services.narratives import Narrative, NarrativeFigure

FIGURE_COLUMNS = (
    Column("数字", lambda one: one.text, width=150),
    Column("栏目", lambda one: one.label, width=150),
    Column("定义", lambda one: one.definition, width=320, rank=1),
)


class NarrativeDialog(QDialog):
    """The year in words, and the table of its numbers."""

    def __init__(self, context: GuiContext, narrative: Narrative) -> None:
        """Show a paragraph."""
        super().__init__()
        self._context, self._narrative = context, narrative
        theme = context.theme
        self.setWindowTitle(tr("年度文字"))
        self.text = label(narrative.text, wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = label(narrative.rule, "muted", wrap=True)
        self.figures = ListView(theme, RowsModel(FIGURE_COLUMNS), self._open, key="column")
        self.figures.setAccessibleName(tr("数字出处"))
        self.figures.stretch(2)
        self.copy_button = button(tr("复制"), self._copy, primary=True)
        self.word_button = button(tr("另存为 Word"), self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, narrative.title, 1.3))
        layout.addWidget(self.text)
        layout.addWidget(self.note)
        layout.addWidget(label(tr("双击或按回车打开数字背后的案件。"), "muted"))
        layout.addWidget(self.figures, 1)
        close = button(tr("关闭"), self.reject)
        layout.addLayout(row(self.copy_button, self.word_button, close))
        self.figures.show_rows(narrative.figures)
        self.resize(theme.px(880), theme.px(560))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        open_over(self, parent)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._narrative.text}\n{self._narrative.rule}")
        self._say("good", tr("已复制。"))

    def _open(self, figure: NarrativeFigure | None) -> None:
        """Close and show the cases behind a number."""
        if figure is None:
            return
        table = self._narrative.table
        title = f"{table.period_label} · {table.unit_label} · {figure.label}"
        self.accept()
        self._context.show_cases(title, Filters(figure=table.figure(figure.column, table.total)))

    def _save(self) -> None:
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        name = file_name(f"{self._narrative.title}.docx")
        target = self._context.prompts.save_as(self, name, tr("Word 文件 (*.docx)"))
        if target is None:
            return
        word, narrative = self._context.desk.narratives.word, self._narrative
        self._context.runner.read(
            lambda: atomic_write(target, word(narrative, purpose=purpose)),
            self,
            lambda file: self._say("good", tr("已存为：{file}", file=file)),
            failed=self._refuse,
        )

    def _refuse(self, error: AppError) -> None:
        self._say("danger", str(error))

    def _say(self, kind: str, text: str) -> None:
        self.note.setText(text)
        restyle(self.note, "kind", kind)
