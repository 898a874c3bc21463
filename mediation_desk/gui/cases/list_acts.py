"""What can be done with the list or with the cases chosen in it: one act on many, a workbook."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.batch_dialog import BatchDialog
from mediation_desk.gui.cases.dates_dialog import DatesDialog
from mediation_desk.gui.cases.table import CaseTable
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr
from mediation_desk.services.filters import Filters


class ListActs(QWidget):
    """How many cases are chosen, and what to do with them."""

    def __init__(
        self, context: GuiContext, table: CaseTable, filters: Callable[[], Filters]
    ) -> None:
        """Act on `table`, which shows what `filters` leave."""
        super().__init__()
        self._context = context
        self._table = table
        self._filters = filters
        self.chosen = label("", "muted")
        self.assign = button(tr("批量指派…"), self._assign)
        self.dates = button(tr("批量约时间…"), self._plan)
        self.export = button(tr("导出 Excel…"), self._export)
        layout = row(self.chosen, self.assign, self.dates, self.export)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._on_selected(0)
        table.selected.connect(self._on_selected)

    def _on_selected(self, number: int) -> None:
        several = number > 1
        self.chosen.setText(tr("已选 {number} 件", number=f"{number:,}") if several else "")
        may = self._context.desk.sign_in.may
        self.assign.setVisible(several and may(Permission.APPROVE))
        self.dates.setVisible(several and may(Permission.MEDIATE))

    def _assign(self) -> None:
        BatchDialog(self._context, self._table.selected_keys()).ask(self)

    def _plan(self) -> None:
        DatesDialog(self._context, self._table.selected_keys()).ask(self)

    def _export(self) -> None:
        """Write the chosen cases where there are several, else the whole list."""
        chosen = self._table.selected_keys() if self._table.number() > 1 else []
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        day = self._context.desk.clock.today().isoformat()
        name = tr("案件列表-{day}.xlsx", day=day)
        target = self._context.prompts.save_as(self, name, tr("Excel 工作簿 (*.xlsx)"))
        if target is None:
            return
        desk, filters = self._context.desk, self._filters()

        def write() -> Path:
            keys = chosen or desk.listing.keys(filters)
            return atomic_write(
                target, desk.list_files.workbook(keys, purpose=purpose, text=filters.text)
            )

        self.export.setEnabled(False)
        self._context.runner.read(write, self, self._exported, failed=self._not_exported)

    def _exported(self, file: Path) -> None:
        self.export.setEnabled(True)
        self._context.say("good", tr("工作簿已存为：{file}", file=file))

    def _not_exported(self, error: AppError) -> None:
        self.export.setEnabled(True)
        self._context.say("bad", str(error))
