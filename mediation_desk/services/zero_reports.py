"""Zero reports (零报告): 本月无纠纷 as a recorded fact, and the villages that told nothing.

A village is missing for a month that is over when it registered no dispute and told of none. The
office says from which month it asks (the setting zero_from); before that nothing is missing.
"""

import calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.linkage import MonthState, month_of, months_from, months_of
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import ZeroCell, ZeroDraft, ZeroLine
from mediation_desk.services.linkage_store import require_committee
from mediation_desk.services.permissions import needs
from mediation_desk.services.settings import values_of
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.linkage import zero_report
from mediation_desk.storage.tables.office import committee

VILLAGES = ("village", "resident")
"""Kinds of committees that report (村、居)."""


class ZeroReportService:
    """Keeps the months of the villages."""

    def __init__(self, context: Context) -> None:
        """Work on the villages of `context`."""
        self._context = context

    @needs(Permission.REGISTER)
    def record(self, draft: ZeroDraft) -> Changed:
        """Record that a village told of no dispute in a month. Raises InvalidInput, RuleViolation.

        Refused for a month in which it registered one, for a month ahead, and a second time.
        """
        self._check(draft)
        with self._context.write("record_zero_report") as writer:
            require_committee(writer.connection, draft.committee_id)
            first, last = _days_of(draft.month)
            cases = _cases(writer.connection, first, last)[draft.committee_id, draft.month]
            if cases:
                raise RuleViolation(f"这个月登记了 {cases} 起纠纷，不能报零。", "请核对月份和村。")
            there = select(zero_report.c.id).where(
                zero_report.c.committee_id == draft.committee_id,
                zero_report.c.month == draft.month,
            )
            if writer.connection.execute(there).first():
                raise RuleViolation("这个月的零报告已经登记过。")
            report_id = writer.insert(zero_report, typed(draft))
            writer.about(zero_report, report_id)
        return changed(Area.LINKAGE, id=report_id, message=f"已登记 {draft.month} 零报告")

    @needs(Permission.READ_CASES)
    def matrix(self, year: int) -> tuple[ZeroLine, ...]:
        """Return the villages in office order, each with the twelve months of a year."""
        with self._context.db.read() as connection:
            return _lines(connection, months_of(year), self._context.today())

    @needs(Permission.READ_CASES)
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Return village and month of every report that is missing, in office order."""
        with self._context.db.read() as connection:
            return missing_in(connection, self._context.today())

    def _check(self, draft: ZeroDraft) -> None:
        problems: dict[str, str] = {}
        if not draft.reported_by.strip():
            problems["reported_by"] = "请写明谁报的。"
        try:
            _days_of(draft.month)
        except ValueError as error:
            raise InvalidInput({"month": "请选择月份。"}) from error
        if draft.month > month_of(self._context.today()):
            problems["month"] = "这个月还没有到，不能报零。"
        elif month_of(draft.reported_on) < draft.month:
            problems["reported_on"] = "报告日期早于所报的月份，请核对。"
        if draft.reported_on > self._context.today():
            problems["reported_on"] = "报告日期在今天之后，请核对。"
        if problems:
            raise InvalidInput(problems)


def missing_in(connection: Connection, today: date) -> tuple[tuple[str, str], ...]:
    """Return village and month of every missing report, from the month the office asks for on."""
    asked = values_of(connection, ["zero_from"])["zero_from"]
    months = tuple(months_from(asked, month_of(today))) if asked else ()
    lines = _lines(connection, months, today) if months else ()
    return tuple((line.name, month) for line in lines for month in line.missing)


def _lines(connection: Connection, months: Sequence[str], today: date) -> tuple[ZeroLine, ...]:
    villages = connection.execute(
        select(committee.c.id, committee.c.name, committee.c.founded_on)
        .where(committee.c.kind.in_(VILLAGES), committee.c.active == 1)
        .order_by(committee.c.position, committee.c.id)
    ).all()
    query = select(zero_report).where(zero_report.c.month.in_(months))
    reports = {(row.committee_id, row.month): row for row in connection.execute(query)}
    cases = _cases(connection, _days_of(months[0])[0], _days_of(months[-1])[1])
    asked = values_of(connection, ["zero_from"])["zero_from"]
    lines = []
    for village in villages:
        begins = max(asked or "9999-12", month_of(village.founded_on or date.min))
        cells = (
            _cell(month, reports.get((village.id, month)), cases[village.id, month])
            if (village.id, month) in reports or cases[village.id, month]
            else ZeroCell(month, _silent(month, begins, month_of(today)))
            for month in months
        )
        lines.append(ZeroLine(village.id, village.name, tuple(cells)))
    return tuple(lines)


def _cell(month: str, report: Any, cases: int) -> ZeroCell:
    """Return the cell of a month something is known of; both at once is a clash."""
    if report is None:
        return ZeroCell(month, MonthState.CASES, cases=cases)
    state = MonthState.CLASH if cases else MonthState.ZERO
    return ZeroCell(month, state, report.id, report.reported_by, report.reported_on, cases)


def _silent(month: str, begins: str, this_month: str) -> MonthState:
    """Return what silence means: missing once the month is over and was asked for."""
    return MonthState.MISSING if begins <= month < this_month else MonthState.AHEAD


def _cases(connection: Connection, first: date, last: date) -> Counter[tuple[str, str]]:
    """Return how many disputes each committee registered in each month."""
    query = select(dispute.c.committee_id, dispute.c.registered_on).where(
        dispute.c.registered_on.between(first, last), IN_USE
    )
    return Counter(
        (row.committee_id, month_of(row.registered_on)) for row in connection.execute(query)
    )


def _days_of(month: str) -> tuple[date, date]:
    """Return the first and the last day of a month. Raises ValueError."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
