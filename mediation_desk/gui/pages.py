"""The table of pages; a page's module is imported when the page is first shown."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.context import GuiContext


@dataclass(frozen=True)
class PageSpec:
    """A page: its name, the words and icon in the sidebar, its class as `module:Class` in gui.

    One without a label is reached from another page.
    """

    name: str
    label: str
    icon: str
    maker: str


PAGES = (
    PageSpec("home", "工作台", "layout-dashboard", "home.page:HomePage"),
    PageSpec("intake", "登记", "file-plus", "intake.page:IntakePage"),
    PageSpec("cases", "案件", "briefcase", "cases.page:CasesPage"),
    PageSpec("case", "", "", "cases.case_page:CasePage"),
    PageSpec("organisation", "调委会与调解员", "users", "organisation.page:OrganisationPage"),
    PageSpec("statistics", "统计", "chart-bar", "statistics.page:StatisticsPage"),
    PageSpec("settings", "设置", "settings", "settings.page:SettingsPage"),
)


def make_page(name: str, context: GuiContext) -> QWidget:
    """Return a new page."""
    spec = next(one for one in PAGES if one.name == name)
    module, maker = spec.maker.split(":")
    page: QWidget = getattr(import_module(f"mediation_desk.gui.{module}"), maker)(context)
    return page


def first_page(desk: Any) -> str:
    """Return where work begins: with the set-up, with what was typed and not saved, or at home."""
    if desk.office.office() is None:
        return "settings"
    return "intake" if desk.unsaved.find("intake") else "home"
