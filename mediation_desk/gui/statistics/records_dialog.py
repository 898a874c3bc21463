"""The records behind a figure that counts no cases: sweeps, letters, mediators …"""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import ListView, button, heading, label, row
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.statistics.figures import shown
from mediation_desk.gui.statistics.over import open_over
from mediation_desk.gui.words import tr
from mediation_desk.services.statistics_rows import RecordLine


def record_columns(unit: str) -> tuple[Column, ...]:
    """Return the columns; what a record adds is written as the table writes its figures."""
    return (
        Column("记录", lambda row: row.name or tr("（没有填写）"), width=420),
        Column("计", lambda row: shown(row.amount, unit), width=120, right=True),
    )


class RecordsDialog(QDialog):
    """A list of records and what each adds to the figure."""

    def __init__(
        self, context: GuiContext, title: str, unit: str, records: Sequence[RecordLine]
    ) -> None:
        """Show the records behind a figure in `unit`."""
        super().__init__()
        theme = context.theme
        self.setWindowTitle(title)
        self.table = ListView(theme, RowsModel(record_columns(unit)), lambda _: None)
        self.table.setAccessibleName(title)
        self.table.stretch(0)
        self.table.show_rows(records)
        self.table.setVisible(bool(records))
        total = sum(one.amount for one in records)
        told = tr(
            "{count} 条记录，合计 {total}。它们不是案件。",
            count=len(records),
            total=f"{shown(total, unit)} {tr(unit)}",
        )
        layout = QVBoxLayout(self)
        layout.addWidget(heading(theme, title, 1.2))
        layout.addWidget(label(told, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        layout.addLayout(row(button(tr("关闭"), self.reject)))
        self.resize(theme.px(640), theme.px(440 if records else 160))

    def ask(self, parent: QWidget) -> None:
        """Open over `parent`; the dialog deletes itself when it is closed."""
        open_over(self, parent)
