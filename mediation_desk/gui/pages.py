"""The table of pages; a page's module is imported when the page is first shown."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext


@dataclass(frozen=True)
class PageSpec:
    """A page: its name, the words and icon in the sidebar, its class as `module:Class` in gui.

    One without a label is reached from the page it stands `under`; `needs` is the permission to
    see it.
    """

    name: str
    label: str
    icon: str
    maker: str
    needs: Permission = Permission.READ_CASES
    under: str = ""


_P = Permission

PAGES = (
    PageSpec("home", "工作台", "layout-dashboard", "home.page:HomePage"),
    PageSpec("intake", "登记", "file-plus", "intake.page:IntakePage", _P.REGISTER),
    PageSpec("cases", "案件", "briefcase", "cases.page:CasesPage"),
    PageSpec("case", "", "", "cases.case_page:CasePage", under="cases"),
    PageSpec("agenda", "日程", "calendar", "agenda.page:AgendaPage"),
    PageSpec("people", "", "", "people.page:PeoplePage", under="cases"),
    PageSpec("scans", "", "", "scans.page:ScansPage", _P.REGISTER, under="cases"),
    PageSpec("bin", "", "", "bin.page:BinPage", under="cases"),
    PageSpec("performance", "履行", "circle-check", "performance.page:PerformancePage"),
    PageSpec("linkage", "联动", "arrows-exchange", "linkage.page:LinkagePage"),
    PageSpec(
        "organisation", "调委会与调解员", "users", "organisation.page:OrganisationPage", _P.LOOK
    ),
    PageSpec("subsidy", "补贴", "coin-yuan", "subsidy.page:SubsidyPage", _P.SUBSIDY),
    PageSpec("statistics", "统计", "chart-bar", "statistics.page:StatisticsPage", _P.STATISTICS),
    PageSpec("reports", "", "", "statistics.reports_page:ReportsPage", _P.STATISTICS, "statistics"),
    PageSpec("designs", "", "", "designs.page:DesignsPage", _P.STATISTICS, "statistics"),
    PageSpec("rollup", "", "", "statistics.rollup_page:RollupPage", _P.STATISTICS, "statistics"),
    PageSpec("reviews", "评查", "scale", "reviews.page:ReviewsPage", _P.REVIEW),
    PageSpec("audit", "审计", "history", "audit.page:AuditPage", _P.AUDIT),
    PageSpec("settings", "设置", "settings", "settings.page:SettingsPage", _P.PRESENT),
    PageSpec("wordings", "", "", "wordings.page:WordingsPage", _P.LOOK, "settings"),
    PageSpec("accounts", "", "", "accounts.page:AccountsPage", _P.PRESENT, "settings"),
    PageSpec("backups", "", "", "backups.page:BackupsPage", _P.PRESENT, "settings"),
)


def sidebar_row(name: str) -> int:
    """Return which line of the sidebar is marked while a page is shown."""
    spec = next(one for one in PAGES if one.name == name)
    names = [one.name for one in PAGES if one.label]
    return names.index(spec.under or spec.name)


def allowed_pages(desk: Any) -> list[str]:
    """Return the names of the pages that whoever works at the desk may see; all without a desk."""
    return [spec.name for spec in PAGES if desk is None or desk.sign_in.may(spec.needs)]


def first_page(desk: Any) -> str:
    """Return where work begins: the set-up, what was typed and not saved, or the first allowed."""
    if desk.sign_in.may(_P.LOOK) and desk.office.office() is None:
        return "settings"
    allowed = allowed_pages(desk)
    if "intake" in allowed and desk.unsaved.find("intake"):
        return "intake"
    return next(spec.name for spec in PAGES if spec.label and spec.name in allowed)


def make_page(name: str, context: GuiContext) -> QWidget:
    """Return a new page."""
    spec = next(one for one in PAGES if one.name == name)
    module, maker = spec.maker.split(":")
    page: QWidget = getattr(import_module(f"mediation_desk.gui.{module}"), maker)(context)
    return page
