"""谁看过: who looked at this case, when, and at what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, heading, label, row
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr

VIEW_COLUMNS = (
    Column("时间", lambda row: moment_words(row.at), width=150),
    Column("谁", lambda row: row.actor, width=160),
    Column("看了什么", lambda row: row.what, width=200),
)


class ViewersDialog(QDialog):
    """The looks at a case, newest first; one an hour for each account."""

    def __init__(self, context: GuiContext, case_id: str) -> None:
        """Read who looked at a case. Raises RuleViolation for one that is hidden."""
        super().__init__()
        theme = context.theme
        self.setWindowTitle(tr("谁看过"))
        rows = context.desk.cases.viewers(case_id)
        self.table = ListView(theme, RowsModel(VIEW_COLUMNS), lambda _: None, key="at")
        self.table.setAccessibleName(tr("谁看过"))
        self.table.stretch(2)
        self.table.show_rows(rows)
        words = tr("每人每小时记一条；查看完整号码、打印和修改也会记下。")
        if context.desk.sign_in.me() is None:
            words = tr("本单位还没有账户，分不清是谁，所以没有记录。")
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, tr("谁看过"), 1.3))
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        self.table.setVisible(bool(rows))
        layout.addStretch(0)
        layout.addLayout(row(button(tr("关闭"), self.reject)))
        self.resize(theme.px(640), theme.px(420))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        self.setParent(parent, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(self.size().boundedTo(parent.window().size()))
        self.open()
