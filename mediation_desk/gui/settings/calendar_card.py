"""Working days: years the program knows by itself, and tables the office imports."""

from collections import Counter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr

MOST_BYTES = 2_000_000


class CalendarCard(QWidget):
    """Says which years are known and takes a table of days off and adjusted working days."""

    def __init__(self, context: GuiContext) -> None:
        """Draw what is known."""
        super().__init__()
        self._context = context
        years = Counter(one.day.year for one in context.desk.settings.days())
        listed = "、".join(f"{year}（{count} 天）" for year, count in sorted(years.items()))
        known = tr("已导入：{years}", years=listed) if listed else tr("还没有导入过。")
        words = tr(
            "程序自带已经公布的节假日安排。新一年的安排公布后，可以导入一张表："
            "每行写日期、放假或上班、名称。没有公布的年份只按周末计算，期限旁会注明待核对。"
        )
        self.import_button = button(tr("导入节假日表"), self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addWidget(label(known, wrap=True))
        layout.addLayout(row(self.import_button))

    def _import(self) -> None:
        kinds = tr("文本表格 (*.csv *.txt)")
        file = self._context.prompts.open_file(self, tr("导入节假日表"), kinds)
        if file is None:
            return
        settings = self._context.desk.settings

        def take() -> object:
            with file.open("rb") as stream:
                # One byte more is enough to be told that the file is too large.
                return settings.import_days_file(stream.read(MOST_BYTES + 1))

        self._context.runner.write(take, self)
