"""来访登记: lines of the front desk; one key makes a case of one."""

from PySide6.QtGui import QKeySequence, QShortcut

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.linkage.book import Book
from mediation_desk.gui.linkage.columns import LINE_COLUMNS
from mediation_desk.gui.linkage.line_dialogs import CASE_KEY, LineAnswerDialog, LineDialog
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.words import tr
from mediation_desk.services.lines import LineView
from mediation_desk.services.linkage_rows import LineRow


class LinesBook(Book):
    """来访、咨询、隐患."""

    def __init__(self, context: GuiContext) -> None:
        """Build the book; `reload` fills it."""
        views = [*((one, tr(one.label)) for one in LineView), (None, tr("全部"))]
        pane = ListPane(
            context,
            LINE_COLUMNS,
            words=tr("来访、咨询和隐患，一条一行，单独统计，不算案件。Ctrl+Shift+N 随时登记。"),
            empty=tr("没有这样的来访。有人来问事，按 Ctrl+Shift+N 记一行。"),
            opened=self._correct,
        )
        super().__init__(context, pane, views, context.desk.lines.lines)
        register = Permission.REGISTER
        self.add(tr("登记来访"), lambda: LineDialog(context).ask(self), register, primary=True)
        made = pane.add(tr("立案"), self._begin, register, _why_no_case)
        QShortcut(QKeySequence(CASE_KEY), self, made.click)
        made.setText(tr("立案（{key}）", key=CASE_KEY))
        pane.add(tr("处理"), self._handle, register, _why_no_case)
        pane.add(tr("修改"), self._correct, register)
        pane.add(tr("打开案件"), self._open, Permission.READ_CASES, _why_not_open)

    def _correct(self, chosen: LineRow) -> None:
        LineDialog(self._context, chosen).ask(self)

    def _handle(self, chosen: LineRow) -> None:
        LineAnswerDialog(self._context, chosen).ask(self)

    def _begin(self, chosen: LineRow) -> None:
        self._context.begin_case(self._context.desk.lines.as_case(chosen.id), chosen.id)

    def _open(self, chosen: LineRow) -> None:
        self._context.open_case(chosen.case_id)


def _why_no_case(chosen: LineRow) -> str:
    return tr("这一条已经立案。") if chosen.case_id else ""


def _why_not_open(chosen: LineRow) -> str:
    return "" if chosen.case_id else tr("这一条没有立案。")
