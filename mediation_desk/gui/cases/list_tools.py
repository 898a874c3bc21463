"""How somebody has arranged the case list: its columns, its order, the filters saved by name."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from mediation_desk.gui.cases.table import CaseTable
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.words import plain_words, tr
from mediation_desk.services.filters import Filters


class ListTools(QWidget):
    """Buttons with menus; what is arranged is kept for whoever is signed in."""

    def __init__(
        self,
        context: GuiContext,
        table: CaseTable,
        now: Callable[[], Filters],
        show: Callable[[Filters], None],
    ) -> None:
        """Arrange `table`; `now` returns the filters on screen, `show` takes saved ones."""
        super().__init__()
        self._context = context
        self._table = table
        self._now = now
        self._show = show
        self.saved = self._menu_button(tr("常用筛选"), self.saved_menu)
        self.columns = self._menu_button(tr("列"), table.columns_menu)
        self.sort = self._menu_button(tr("排序"), table.sort_menu)
        layout = row(self.saved, self.columns, self.sort)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        table.columns_chosen.connect(self._keep_columns)
        table.widths_chosen.connect(self._keep_widths)

    def arrange(self) -> None:
        """Show the columns whoever is signed in has chosen, as wide as they made them."""
        habits = self._context.desk.habits
        self._table.show_widths(habits.widths())
        self._table.show_columns(habits.columns())

    def saved_menu(self) -> QMenu:
        """Return the menu of saved filters."""
        menu = QMenu(self)
        recent = menu.addAction(tr("最近打开的案件"))
        recent.triggered.connect(self._show_recent)
        saved = self._context.desk.habits.filters()
        for name, filters in saved.items():
            action = menu.addAction(plain_words(name))
            action.triggered.connect(lambda _=False, filters=filters: self._show(filters))
        menu.addSeparator()
        menu.addAction(tr("把现在的筛选存为…")).triggered.connect(self._save)
        if saved:
            dropped = menu.addMenu(tr("删除常用筛选"))
            for name in saved:
                action = dropped.addAction(plain_words(name))
                action.triggered.connect(lambda _=False, name=name: self._drop(name))
        return menu

    def _show_recent(self) -> None:
        ids = self._context.desk.habits.recent()
        self._context.show_cases(tr("最近打开的案件"), Filters(ids=ids))

    def _save(self) -> None:
        filters, habits = self._now(), self._context.desk.habits
        name = self._context.prompts.reason(self, tr("常用筛选"), tr("取一个名称，如“我的在办”"))
        if name:
            said = tr("已存为常用筛选“{name}”。", name=name)
            self._write(lambda: habits.save_filters(name, filters), said)

    def _drop(self, name: str) -> None:
        habits = self._context.desk.habits
        said = tr("已删除常用筛选“{name}”。", name=name)
        self._write(lambda: habits.drop_filters(name), said)

    def _keep_columns(self, labels: tuple[str, ...]) -> None:
        habits = self._context.desk.habits
        self._write(lambda: habits.keep_columns(labels), "")

    def _keep_widths(self, widths: dict[str, int]) -> None:
        habits = self._context.desk.habits
        self._write(lambda: habits.keep_widths(widths), "")

    def _write(self, job: Callable[[], None], said: str) -> None:
        self._context.runner.write(job, self, lambda _: self._context.say("good", said))

    def _menu_button(self, words: str, menu: Callable[[], QMenu]) -> QPushButton:
        def open_menu() -> None:
            shown = menu()
            shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            shown.popup(made.mapToGlobal(QPoint(0, made.height())))

        made = button(f"{words} ▾", open_menu)
        made.setAccessibleName(words)
        return made
