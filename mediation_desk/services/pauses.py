"""Appraisals (鉴定、评估): their time does not count in the limit of mediation.

医疗纠纷预防和处理条例 art 38 says so of medical disputes; of the others the rule of the limit says
whether it may be paused (deadlines.toml, `pausable`).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.deadlines import LimitRule, Unit
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.limits import LimitFacts, limit_of
from mediation_desk.services.record_drafts import PauseDraft
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.records import pause


def require_pausable(context: Context, case: RowMapping) -> None:
    """Raise RuleViolation where the limit of a case runs on through an appraisal."""
    rule = context.reference.limit_rule(case["type"], case["source"])
    if not rule.pausable:
        raise RuleViolation(f"“{rule.label}”不因鉴定、评估中断计算，没有登记。", rule.overrun)


def require_apart(
    connection: Connection, case_id: str, draft: PauseDraft, record_id: str = ""
) -> None:
    """Raise InvalidInput where an appraisal overlaps another one of the case."""
    query = select(pause.c.id).where(
        pause.c.case_id == case_id,
        pause.c.id != record_id,
        pause.c.from_on < draft.to_on,
        pause.c.to_on > draft.from_on,
    )
    if connection.execute(query).first() is not None:
        raise InvalidInput({"from_on": "与另一次鉴定、评估的时间重叠，请核对。"})


def paused_days(connection: Connection, context: Context, case: RowMapping) -> int:
    """Return the days that do not count, in the unit of the case's limit."""
    query = select(pause.c.from_on, pause.c.to_on).where(pause.c.case_id == case["id"])
    rule = context.reference.limit_rule(case["type"], case["source"])
    spans = [(row.from_on, row.to_on) for row in connection.execute(query)]
    return _days(context, rule, spans)


def renew_limit(writer: Writer, context: Context, case_id: str) -> date | None:
    """Work the limit of an accepted case out anew; return it."""
    case = writer.row(dispute, case_id)
    if case["accepted_on"] is None:
        return None
    days = paused_days(writer.connection, context, case)
    facts = LimitFacts(case["type"], case["source"], paused_days=days)
    due_on = limit_of(context, facts, accepted_on=case["accepted_on"]).raw_due_on
    writer.update(dispute, case_id, {"due_on": due_on})
    return due_on


def _days(context: Context, rule: LimitRule, spans: Sequence[tuple[date, date]]) -> int:
    if rule.unit is Unit.CALENDAR:
        return sum((to_on - from_on).days for from_on, to_on in spans)
    calendar = context.reference.calendar()
    return sum(
        calendar.is_workday(from_on + timedelta(days=passed))
        for from_on, to_on in spans
        for passed in range(1, (to_on - from_on).days + 1)
    )
