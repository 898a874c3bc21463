"""The services that count: statistics, reports, money, what other offices report."""

from functools import cached_property
from typing import TYPE_CHECKING

from mediation_desk.services.finding import service

if TYPE_CHECKING:
    from mediation_desk.services.funds import FundService
    from mediation_desk.services.narratives import NarrativeService
    from mediation_desk.services.own_tables import OwnTableService
    from mediation_desk.services.report_files import ReportFileService
    from mediation_desk.services.reports import ReportService
    from mediation_desk.services.rollup import RollupService
    from mediation_desk.services.statistics import StatisticsService
    from mediation_desk.services.statistics_checks import CheckService
    from mediation_desk.services.table_designs import TableDesignService


class CountingServices:
    """What makes figures out of the cases."""

    narratives: "cached_property[NarrativeService]" = service("narratives:NarrativeService")
    """The year in words."""

    statistics: "cached_property[StatisticsService]" = service("statistics:StatisticsService")
    """Statistics."""

    own_tables: "cached_property[OwnTableService]" = service("own_tables:OwnTableService")
    """Statistics tables the office put together itself."""

    table_designs: "cached_property[TableDesignService]" = service(
        "table_designs:TableDesignService"
    )
    """The editor of table definitions."""

    funds: "cached_property[FundService]" = service("funds:FundService")
    """Money of mediation."""

    checks: "cached_property[CheckService]" = service("statistics_checks:CheckService")
    """Relations of the statistics tables."""

    reports: "cached_property[ReportService]" = service("reports:ReportService")
    """Submitted reports."""

    report_files: "cached_property[ReportFileService]" = service("report_files:ReportFileService")
    """Submitted reports as files for the office above."""

    rollup: "cached_property[RollupService]" = service("rollup:RollupService")
    """Reports of other offices, added up."""
