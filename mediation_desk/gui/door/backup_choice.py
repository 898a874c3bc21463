"""选择备份: every backup within reach, opened and checked, to go back to one of them."""

from collections.abc import Callable, Sequence

from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.door.screen import Screen
from mediation_desk.gui.fields import CheckField
from mediation_desk.gui.parts import ListView, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.recovery_rows import CheckedBackup

COLUMNS = (
    Column("备份于", lambda one: moment_words(one.row.made_at), width=140),
    Column("案件数", lambda one: str(one.row.cases), width=66, right=True),
    Column("核对", lambda one: tr("不能用") if one.fault else tr("完好"), width=96),
    Column("位置", lambda one: one.row.place, width=96),
)


class BackupChoiceScreen(Screen):
    """Lists the backups; the primary button restores the one chosen, if it is sound."""

    def __init__(
        self,
        theme: Theme,
        backups: Sequence[CheckedBackup],
        restore: Callable[[str, bool], None],
        *,
        can_replay: bool,
    ) -> None:
        """Show `backups`; `restore` gets the id and whether to bring back what came after."""
        words = tr("每一份都刚刚打开核对过。现在的数据文件会原样另存，不会删除。")
        super().__init__(theme, tr("选择一份备份"), words, action=tr("恢复这份备份"))
        self._restore = restore
        self.table = ListView(theme, RowsModel(COLUMNS), lambda _: self._submitted())
        self.table.setAccessibleName(tr("选择一份备份"))
        self.table.setMinimumHeight(theme.px(250))
        self.table.stretch(3)
        self.fault = label("", "fault", wrap=True)
        self.replay = CheckField("replay", tr("找回这份备份之后的修改"))
        self.replay.set_value(can_replay)
        self.replay.setVisible(can_replay)
        for part in (self.table, self.fault, self.replay):
            self.form.add_wide(part)
        self.table.chosen_changed.connect(self._look)
        self.table.show_rows(backups)
        if not backups:
            self.bar.show_line("warn", tr("这里没有本程序的备份。"))

    def submit(self) -> None:
        """Hand the choice on."""
        chosen = self.table.chosen()
        if chosen is not None and not chosen.fault:
            self._restore(chosen.id, self.replay.value())

    def _look(self, chosen: CheckedBackup | None) -> None:
        fault = chosen.fault if chosen else ""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.primary.setEnabled(chosen is not None and not fault)
