"""The table of pages: name, label in the sidebar, icon, and how each is made when first shown."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.context import GuiContext


@dataclass(frozen=True)
class PageSpec:
    """A page: its name, the words and icon in the sidebar."""

    name: str
    label: str
    icon: str


PAGES = (
    PageSpec("home", "工作台", "layout-dashboard"),
    PageSpec("cases", "案件", "briefcase"),
    PageSpec("statistics", "统计", "chart-bar"),
)


def make_page(name: str, context: GuiContext) -> QWidget:
    """Return a new page; its module is imported only now."""
    from mediation_desk.gui.cases.page import CasesPage
    from mediation_desk.gui.home.page import HomePage
    from mediation_desk.gui.statistics.page import StatisticsPage

    makers: dict[str, type[QWidget]] = {
        "home": HomePage,
        "cases": CasesPage,
        "statistics": StatisticsPage,
    }
    return makers[name](context)  # type: ignore[call-arg]
