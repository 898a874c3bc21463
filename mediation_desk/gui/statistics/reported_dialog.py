"""The cases behind a figure of the roll-up, as their offices told of them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, heading, label, row
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.statistics.figures import shown
from mediation_desk.gui.statistics.over import open_over
from mediation_desk.gui.words import tr
from mediation_desk.services.rollup_rows import ReportedCase


def _columns(unit: str) -> tuple[Column, ...]:
    return (
        Column("单位", lambda case: case.place, width=200),
        Column("案件编号", lambda case: case.number or tr("（不是案件）"), width=240),
        Column("纠纷类型", lambda case: case.type_label, width=180),
        Column("案件来源", lambda case: case.source_label, width=120, rank=2),
        Column("受理日期", lambda case: str(case.accepted_on or ""), width=110),
        Column("结果", lambda case: case.outcome, width=110),
        Column("结果日期", lambda case: str(case.ended_on or ""), width=110, rank=1),
        Column("计", lambda case: shown(case.added, unit), width=100, right=True),
    )


class ReportedDialog(QDialog):
    """A list of reported cases; no name of anybody came with them."""

    def __init__(
        self, context: GuiContext, title: str, unit: str, cases: Sequence[ReportedCase]
    ) -> None:
        """Show the cases behind a figure in `unit`."""
        super().__init__()
        theme = context.theme
        self.setWindowTitle(title)
        self.table = ListView(theme, RowsModel(_columns(unit)), lambda _: None)
        self.table.setAccessibleName(title)
        self.table.stretch(2)
        self.table.show_rows(cases)
        self.table.setVisible(bool(cases))
        words = tr("共 {count} 件。案情和当事人在上报的单位，按编号查。", count=len(cases))
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, title, 1.2))
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        layout.addLayout(row(button(tr("关闭"), self.reject)))
        self.resize(theme.px(1080), theme.px(520 if cases else 160))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        open_over(self, parent)
