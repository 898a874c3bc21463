"""Which table, period, unit and basis, and whether beside the same period a year before."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.statistics import Basis
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField, Field
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import label, row
from mediation_desk.gui.statistics.period_bar import PeriodBar
from mediation_desk.gui.words import tr

WHOLE = ""


class Choices(QWidget):
    """What is to be counted; `changed` is called when the user chooses otherwise."""

    def __init__(self, context: GuiContext, changed: Callable[[], None]) -> None:
        """Begin with the first table, the newest year, the whole office."""
        super().__init__()
        self._statistics, self._changed = context.desk.statistics, changed
        theme = context.theme
        self.table = ChoiceField("table", [("", "")])
        self.period = PeriodBar(theme, context.desk.clock.today(), changed)
        self.period.year.set_value(self._statistics.newest_year())
        self.unit = ChoiceField("unit", [(WHOLE, tr("全部"))])
        self.basis = ChoiceField("basis", [(one.value, tr(one.label)) for one in Basis])
        self.compare = CheckField("compare", tr("与上年同期比较"))
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
        self.offer()
        self._on_table(quiet=True)

    def offer(self) -> None:
        """Offer the tables and units there are; townships stand before their committees."""
        self._tables = {one.key: one for one in self._statistics.tables()}
        self.table.set_choices([(one.key, one.title) for one in self._tables.values()])
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

    def _on_table(self, *, quiet: bool = False) -> None:
        """Count another table as it is meant to be counted."""
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
