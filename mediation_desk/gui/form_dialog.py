"""A dialog that enters data: a form, one service call, faults beside their fields."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import TextField
from mediation_desk.gui.parts import MessageBar, button, heading, label, scrolled
from mediation_desk.gui.sheet import Lines, Sheet
from mediation_desk.gui.words import tr


class FormDialog(QDialog):
    """Shows `form`; 保存 sends what `job` makes of it to the write thread and closes on success.

    `job(values)` runs on the GUI thread and returns the callable that writes, so that bad input is
    named before anything starts. What was typed stays until it is saved or the user gives it up.
    """

    def __init__(
        self, context: GuiContext, title: str, *, save: str = "", columns: int = 2
    ) -> None:
        """Draw the frame; add fields to `form`, lists to `sheet`, anything else to `body`."""
        super().__init__()
        self.setWindowTitle(title)
        self._context = context
        theme = context.theme
        self.sheet = Sheet(theme, columns=columns)
        self.form = self.sheet.form
        self.sheet.edited.connect(self._on_edited)
        self.sheet.submitted.connect(self._save)
        self._dirty = False
        QShortcut(QKeySequence("F1"), self, lambda: context.open_help(self))
        layout = QVBoxLayout(self)
        edge = theme.px(16)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.px(10))
        layout.addWidget(heading(theme, title, 1.3))
        self.bar = MessageBar()
        layout.addWidget(self.bar)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, theme.px(6), 0)
        self.body.addWidget(self.sheet)
        self.body.addStretch(1)
        layout.addWidget(scrolled(content), 1)
        self.save_button = button(save or tr("保存"), self._save, primary=True)
        self.save_button.setObjectName("save_button")
        self.cancel_button = button(tr("取消"), self.reject)
        foot = QHBoxLayout()
        foot.addWidget(label(tr("Enter 到下一栏，Ctrl+Enter 保存"), "muted"))
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        layout.addLayout(foot)
        self.resize(theme.px(760), theme.px(560))

    def add_lines(self, name: str, lines: Lines) -> Lines:
        """Put a list of lines under the form; one with something typed is removed only if asked."""
        lines.may_remove = lambda: self._context.prompts.confirm(
            self, tr("这一条里填写的内容会一起移除。"), yes=tr("移除"), no=tr("保留")
        )
        self.sheet.add_part(name, lines)
        return lines

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the write that saving starts; subclasses say which. Raises InvalidInput."""
        raise NotImplementedError

    def reject(self) -> None:
        words = tr("刚才填写的内容还没有保存。")
        if self._dirty and not self._context.prompts.confirm(
            self, words, yes=tr("放弃填写"), no=tr("继续填写")
        ):
            return
        super().reject()

    def _save(self) -> None:
        if not self.save_button.isEnabled():
            return
        try:
            write = self.job(self.sheet.read())
        except AppError as error:
            self.show_error(error)
            return
        self.save_button.setEnabled(False)
        self._context.runner.write(write, self, self._saved, failed=self._failed)

    def show_error(self, error: AppError) -> None:
        """Show what cannot be taken, beside its field where there is one."""
        fields = error.fields if isinstance(error, InvalidInput) else {}
        elsewhere = not fields or set(fields) - self.sheet.show_faults(fields)
        self.bar.show_line("bad", str(error) if elsewhere else tr("请看标红的地方。"))

    def _saved(self, _answer: Any) -> None:
        self._dirty = False
        self.accept()

    def _failed(self, error: AppError) -> None:
        self.save_button.setEnabled(True)
        self.show_error(error)

    def _on_edited(self) -> None:
        self._dirty = True

    def _fit(self, room: QSize) -> None:
        """Take the height the fields need, within the window the dialog stands over."""
        px = self._context.theme.px
        fields = max(
            self.sheet.heightForWidth(self.width() - px(60)), self.sheet.sizeHint().height()
        )
        wanted = fields + px(170)
        size = QSize(self.width(), max(wanted, px(420)))
        self.resize(size.boundedTo(room - QSize(0, px(20))))

    def ask(self, parent: QWidget) -> bool:
        """Open over `parent`, without blocking the program's events; return whether it opened.

        The dialog deletes itself when it is closed.
        """
        self.setParent(parent, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._fit(parent.window().size())
        self.open()
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.setFocus()
        if isinstance(first, TextField):
            first.selectAll()
        return True
