"""Which period: a year, half, quarter or month of the statistical year, or any range of days."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.gui.fields import Choice, ChoiceField, DateField
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

YEARS_BACK = 15


class PeriodBar(QWidget):
    """Chooses a period; `text()` is what StatisticsService.period reads."""

    def __init__(self, theme: Theme, today: date, changed: Callable[[], None]) -> None:
        """Begin with the year of `today`; `changed` is called when the user chooses another."""
        super().__init__()
        years = [(year, str(year)) for year in range(today.year + 1, today.year - YEARS_BACK, -1)]
        self.kind = ChoiceField("period_kind", _kinds())
        self.year = ChoiceField("period_year", years)
        self.year.set_value(today.year)
        self.part = ChoiceField("period_part", [("", "")])
        self.first = DateField("period_first", today=today)
        self.last = DateField("period_last", today=today)
        self._until = label(tr("至"))
        self._changed = changed
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        for part in (self.kind, self.year, self.part, self.first, self._until, self.last):
            layout.addWidget(part)
        for day in (self.first, self.last):
            day.setFixedWidth(theme.px(120))
            day.editingFinished.connect(self._on_day)
        self.kind.setAccessibleName(tr("统计时段"))
        self.kind.touched.connect(self._on_kind)
        self.year.touched.connect(changed)
        self.part.touched.connect(changed)
        self._arrange()

    def text(self) -> str:
        """Return 2025, 2025H1, 2025Q3, 2025-03 or a range of days."""
        if self.kind.value() == "days":
            return f"{self.first.text().strip()}..{self.last.text().strip()}"
        return f"{self.year.value()}{self.part.value() or ''}"

    def keep(self) -> tuple[object, ...]:
        """Return what is chosen, for `restore`."""
        return (self.kind.value(), self.year.value(), self.part.value(), self._days())

    def restore(self, state: tuple[object, ...]) -> None:
        """Choose again what `keep` returned."""
        kind, year, part, days = state
        self.kind.set_value(kind)
        self.year.set_value(year)
        self._arrange()
        self.part.set_value(part)
        if isinstance(days, tuple):
            self.first.setText(days[0])
            self.last.setText(days[1])

    def _days(self) -> tuple[str, str]:
        return self.first.text(), self.last.text()

    def _on_kind(self) -> None:
        self._arrange()
        if self.kind.value() != "days" or all(self._days()):
            self._changed()

    def _on_day(self) -> None:
        if all(self._days()):
            self._changed()

    def _arrange(self) -> None:
        kind = self.kind.value()
        self.part.set_choices(_parts(kind))
        self.part.setVisible(kind in ("half", "quarter", "month"))
        self.year.setVisible(kind != "days")
        for part in (self.first, self._until, self.last):
            part.setVisible(kind == "days")


def _kinds() -> list[Choice]:
    return [
        ("year", tr("年度")),
        ("half", tr("半年")),
        ("quarter", tr("季度")),
        ("month", tr("月份")),
        ("days", tr("自定日期")),
    ]


def _parts(kind: str) -> list[Choice]:
    if kind == "half":
        return [("H1", tr("上半年")), ("H2", tr("下半年"))]
    if kind == "quarter":
        return [(f"Q{at}", tr("第{number}季度", number=at)) for at in range(1, 5)]
    if kind == "month":
        return [(f"-{at:02d}", tr("{number}月", number=at)) for at in range(1, 13)]
    return [("", "")]
