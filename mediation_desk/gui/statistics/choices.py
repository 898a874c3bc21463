"""Which table, period, unit and basis, and whether beside the same period a year before."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import Basis
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField, Field
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.statistics.own_table_dialog import OwnTableDialog
from mediation_desk.gui.statistics.period_bar import PeriodBar
from mediation_desk.gui.words import tr
from mediation_desk.services.statistics_definitions import OWN

WHOLE = ""


class Choices(QWidget):
    """What is to be counted; `changed` is called when the user chooses otherwise."""

    def __init__(self, context: GuiContext, changed: Callable[[], None]) -> None:
        """Begin with the first table, the newest year, the whole office."""
        super().__init__()
        self._context = context
        self._statistics, self._changed = context.desk.statistics, changed
        theme = context.theme
        self.table = ChoiceField("table", [("", "")])
        self.period = PeriodBar(theme, context.desk.clock.today(), changed)
        self.period.year.set_value(self._statistics.newest_year())
        self.unit = ChoiceField("unit", [(WHOLE, tr("全部"))])
        self.basis = ChoiceField("basis", [(one.value, tr(one.label)) for one in Basis])
        self.compare = CheckField("compare", tr("与上年同期比较"))
        self.new_own = button(tr("新建自定义表…"), self._make)
        self.design = button(tr("设计表格…"), self._design)
        self.change_own = button(tr("修改这张表…"), self._change)
        self.remove_own = button(tr("删除这张表"), self._remove)
        self.table.touched.connect(self._on_table)
        for field in (self.unit, self.basis, self.compare):
            field.touched.connect(changed)
        flow = FlowLayout(theme.px(14), theme.px(8))
        self.setLayout(flow)
        for words, part in (
            (tr("统计表"), self.table),
            ("", self.period),
            (tr("单位"), self.unit),
            (tr("口径"), self.basis),
            ("", self.compare),
        ):
            flow.addWidget(_labelled(words, part))
        for one in (self.new_own, self.design, self.change_own, self.remove_own):
            flow.addWidget(one)
        self.offer()
        self._on_table(quiet=True)

    def offer(self) -> None:
        """Offer the tables and units there are; townships stand before their committees."""
        self._tables = {one.key: one for one in self._statistics.tables()}
        self.table.set_choices([(one.key, one.title) for one in self._tables.values()])
        self._look()
        units = self._statistics.units()
        names = [(one.unit, "　" * max(one.level - 1, 0) + one.label) for one in units]
        self.unit.set_choices(names)

    def keep(self) -> Any:
        """Return what is chosen."""
        fields = (self.table, self.unit, self.basis, self.compare)
        return self.period.keep(), tuple(field.value() for field in fields)

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        period, values = state
        self.period.restore(period)
        fields = (self.table, self.unit, self.basis, self.compare)
        for field, value in zip(fields, values, strict=True):
            field.set_value(value)

    def _look(self) -> None:
        """Offer to change or remove an own table by whoever may."""
        may = self._context.desk.sign_in.may(Permission.SUBMIT)
        own = str(self.table.value()).startswith(OWN)
        for one in (self.new_own, self.design):
            one.setVisible(may)
        for one in (self.change_own, self.remove_own):
            one.setVisible(may and own)

    def _make(self, key: str = "") -> None:
        OwnTableDialog(self._context, self._made, key).ask(self)

    def _design(self) -> None:
        """Open the editor of tables with the own table that is chosen, with an empty one else."""
        key = str(self.table.value())
        self._context.go_to("designs", key if key.startswith(OWN) else "")

    def _change(self) -> None:
        key = self.table.value()
        if self._context.desk.own_tables.is_designed(key):
            self._design()
        else:
            self._make(key)

    def _made(self, key: str) -> None:
        """Show a table that was just saved."""
        self.offer()
        self.table.set_value(key)
        self._on_table()

    def _remove(self) -> None:
        key = self.table.value()
        words = tr(
            "删除自定义表“{title}”？用它上报过的报表仍然保留。", title=self._tables[key].title
        )
        if self._context.prompts.confirm(self, words, yes=tr("删除"), no=tr("保留")):
            remove = self._context.desk.own_tables.remove
            self._context.runner.write(lambda: remove(key), self)

    def _on_table(self, *, quiet: bool = False) -> None:
        """Count another table as it is meant to be counted."""
        self._look()
        self.basis.set_value(self._tables[self.table.value()].default_basis.value)
        if not quiet:
            self._changed()


def _labelled(words: str, field: Field | PeriodBar) -> QWidget:
    """Return a choice with its word before it; they are wrapped to the next line together."""
    holder = QWidget()
    inside = row(*([label(words, "field_label")] if words else []), field)
    inside.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(inside)
    if words:
        field.setAccessibleName(words)
    return holder
