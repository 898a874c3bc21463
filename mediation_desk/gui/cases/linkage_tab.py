"""联动 of a case: its letters, reports of a major dispute, what was prevented."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.linkage import Direction
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.linkage.case_lines import CaseLine, facts, lines_of
from mediation_desk.gui.linkage.letter_dialogs import LetterAnswerDialog, LetterDialog
from mediation_desk.gui.linkage.report_dialogs import (
    CorrectReportDialog,
    EscalationDialog,
    ReportDialog,
)
from mediation_desk.gui.linkage.sweep_dialogs import PreventionDialog
from mediation_desk.gui.parts import ListView, button, card, heading, label, row, scrolled
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.linkage_rows import EscalationRow, LetterRow
from mediation_desk.services.rows import CaseDetail

CASE_COLUMNS = (
    Column("日期", lambda line: line.day.isoformat(), width=104),
    Column("种类", lambda line: line.kind, width=136, rank=1),
    Column("内容", lambda line: line.words, width=150),
    Column(
        "状态",
        lambda line: line.state,
        ink=lambda line: "danger" if line.pressing else "",
        width=124,
    ),
)


class LinkageTab(QWidget):
    """A list with the chosen line in full beside it."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__()
        self._context = context
        self._case: CaseDetail | None = None
        self.table = ListView(context.theme, RowsModel(CASE_COLUMNS), self._open)
        self.table.setAccessibleName(tr("联动"))
        self.table.stretch(2)
        self.table.chosen_changed.connect(self._look)
        words = tr("还没有函件和报告。重大的、可能激化的，登记后按时限提醒报告。")
        self.empty = label(words, "muted", wrap=True)
        self.act_button = button("", lambda: self._act(self.table.chosen()))
        self.correct_button = button(tr("修改"), lambda: self._correct(self.table.chosen()))
        self._area = scrolled(QWidget())
        self._build()

    def show_case(self, case: CaseDetail) -> None:
        """Show another case."""
        self._case = case
        found = lines_of(self._context.desk, case.id)
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _build(self) -> None:
        theme = self._context.theme
        frame, inside = card(theme)
        bar = QWidget()
        bar.setLayout(FlowLayout(theme.px(8)))
        for words, clicked, needs in (
            (tr("登记重大纠纷"), self._escalate, Permission.MEDIATE),
            (tr("登记来函"), lambda: self._letter(Direction.IN), Permission.REGISTER),
            (tr("登记去函"), lambda: self._letter(Direction.OUT), Permission.REGISTER),
            (tr("登记预防记录"), self._prevent, Permission.REGISTER),
        ):
            bar.layout().addWidget(self._button(words, clicked, needs))
        inside.addWidget(bar)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addStretch(0)
        detail, around = card(theme)
        around.addWidget(self._area, 1)
        around.addLayout(row(self.act_button, self.correct_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(Beside(theme, (frame, detail), (3, 2)))

    def _button(self, words: str, clicked: Callable[[], None], needs: Permission) -> QWidget:
        made = button(words, clicked)
        if not self._context.desk.sign_in.may(needs):
            made.setEnabled(False)
            made.setToolTip(tr("没有权限（需要：{right}）。", right=tr(needs.label)))
        return made

    def _escalate(self) -> None:
        if self._case is not None:
            EscalationDialog(self._context, self._case).ask(self)

    def _letter(self, direction: Direction) -> None:
        if self._case is not None:
            about = {"case_id": self._case.id, "title": self._case.title}
            LetterDialog(self._context, direction, **about).ask(self)

    def _prevent(self) -> None:
        if self._case is not None:
            about = {"case_id": self._case.id, "title": self._case.title}
            PreventionDialog(self._context, **about).ask(self)

    def _open(self, line: CaseLine) -> None:
        """Make the report that is still to be made; correct any other line."""
        if isinstance(line.row, EscalationRow) and line.act:
            self._act(line)
        else:
            self._correct(line)

    def _correct(self, line: CaseLine) -> None:
        """Correct the chosen line; a report wants a reason."""
        if isinstance(line.row, LetterRow):
            LetterDialog(self._context, line.row.draft.direction, line.row).ask(self)
        elif isinstance(line.row, EscalationRow):
            CorrectReportDialog(self._context, line.row).ask(self)
        else:
            PreventionDialog(self._context, line.row).ask(self)

    def _act(self, line: CaseLine) -> None:
        """Do what is left to do: answer a letter, report, approve."""
        if self._case is None or not line.act:
            return
        if isinstance(line.row, LetterRow):
            LetterAnswerDialog(self._context, line.row).ask(self)
        elif isinstance(line.row, EscalationRow):
            ReportDialog(self._context, self._case, line.row).ask(self)
        else:
            sweeps = self._context.desk.sweeps
            self._context.runner.write(lambda: sweeps.approve_prevention(line.id), self)

    def _look(self, line: CaseLine | None) -> None:
        theme = self._context.theme
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(4), 0)
        if line is not None:
            layout.addWidget(heading(theme, line.kind, 1.1))
            shown = Facts(theme)
            for words, text in facts(line):
                if text:
                    shown.add(words, text)
            layout.addWidget(shown)
        layout.addStretch(1)
        self._area.setWidget(content)
        self.act_button.setText(line.act if line else "")
        self.act_button.setVisible(bool(line and line.act))
        self.correct_button.setVisible(line is not None)
