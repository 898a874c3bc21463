"""Reports of major disputes and of what may escalate (重大纠纷报告、防止激化: Act art 25).

When it was known, by what hour others must be told, and then: when, to whom, by whom.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import OPEN
from mediation_desk.domain.linkage import ReportKind
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import EscalationDraft, EscalationRow, ReportDraft
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.storage.tables.cases import IN_USE, dispute, in_state
from mediation_desk.storage.tables.linkage import escalation

MAJOR = "major"
"""The grade of difficulty that has to be reported (codes.toml)."""

MOST_HOURS = 240
"""Within which any report has to be made at the latest."""


class EscalationService:
    """Keeps the reports of a case."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.MEDIATE)
    def record(self, case_id: str, draft: EscalationDraft) -> Changed:
        """Record that others have to be told, and by when. Raises InvalidInput."""
        self._check(draft)
        with self._context.write("record_escalation") as writer:
            writer.row(dispute, case_id)
            refuse_hidden(writer.connection, self._context, case_id)
            writer.about(dispute, case_id)
            values = {"case_id": case_id, "reported_at": None, **_values(draft)}
            writer.insert(escalation, values)
        due_at = _values(draft)["due_at"]
        when = f"{due_at.astimezone(CHINA):%m-%d %H:%M}"
        return changed(Area.CASES, Area.LINKAGE, id=case_id, message=f"请在 {when} 前报告")

    @needs(Permission.MEDIATE)
    def report(self, escalation_id: str, draft: ReportDraft) -> Changed:
        """Record the report that was made (Act art 25). Raises InvalidInput, RuleViolation."""
        with self._context.write("report_escalation") as writer:
            row = writer.row(escalation, escalation_id)
            refuse_hidden(writer.connection, self._context, row["case_id"])
            if row["reported_at"] is not None:
                raise RuleViolation("这一项已经登记过报告。")
            self._check_report(draft, row["known_at"])
            writer.about(dispute, row["case_id"])
            writer.update(escalation, escalation_id, typed(draft))
        return changed(Area.CASES, Area.LINKAGE, id=row["case_id"], message="已登记报告")

    @needs(Permission.MEDIATE)
    def correct(
        self,
        escalation_id: str,
        draft: EscalationDraft,
        report: ReportDraft | None = None,
        *,
        reason: str,
    ) -> Changed:
        """Correct what was recorded, and the report where one was made; every version stays.

        Raises InvalidInput, RuleViolation where `report` is not of one that was made.
        """
        if not reason.strip():
            raise InvalidInput({"reason": "请写明为什么更正。"})
        self._check(draft)
        with self._context.write("correct_escalation", reason=reason.strip()) as writer:
            row = writer.row(escalation, escalation_id)
            refuse_hidden(writer.connection, self._context, row["case_id"])
            if (row["reported_at"] is None) is not (report is None):
                raise RuleViolation("这一项的报告情况刚刚改过，没有改动。", "请刷新后重试。")
            if report is not None:
                self._check_report(report, draft.known_at)
            writer.about(dispute, row["case_id"])
            told = typed(report) if report is not None else {}
            writer.update(escalation, escalation_id, {**_values(draft), **told})
        return changed(Area.CASES, Area.LINKAGE, id=row["case_id"], message="已更正")

    def _check(self, draft: EscalationDraft) -> None:
        problems: dict[str, str] = {}
        if not draft.facts.strip():
            problems["facts"] = "请写明情况：什么事，可能怎样。"
        if draft.known_at > self._context.clock.now():
            problems["known_at"] = "得知的时间在现在之后，请核对。"
        if not 1 <= draft.hours <= MOST_HOURS:
            problems["hours"] = f"请写 1 到 {MOST_HOURS} 小时。"
        if problems:
            raise InvalidInput(problems)

    def _check_report(self, draft: ReportDraft, known_at: datetime) -> None:
        problems: dict[str, str] = {}
        if not known_at <= draft.reported_at <= self._context.clock.now():
            problems["reported_at"] = "报告时间应在得知之后、现在之前，请核对。"
        if not draft.reported_to.strip():
            problems["reported_to"] = "请写明报告给哪个单位、谁。"
        if not draft.reported_by.strip():
            problems["reported_by"] = "请写明谁报告的。"
        if problems:
            raise InvalidInput(problems)

    @needs(Permission.READ_CASES)
    def of_case(self, case_id: str) -> tuple[EscalationRow, ...]:
        """Return the reports of a case, the latest first. Raises RuleViolation when hidden."""
        query = select(escalation).where(escalation.c.case_id == case_id)
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            rows = connection.execute(query.order_by(escalation.c.known_at.desc())).all()
        now = self._context.clock.now()
        return tuple(_row(row, (row.reported_at or now) > row.due_at) for row in rows)


def _values(draft: EscalationDraft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "facts": draft.facts,
        "known_at": draft.known_at,
        "due_at": draft.known_at + timedelta(hours=draft.hours),
    }


def unreported() -> tuple[ColumnElement[bool], ...]:
    """Return which cases wait for a report: one recorded; or an open major one with none."""
    here = escalation.c.case_id == dispute.c.id
    waiting = select(escalation.c.case_id).where(escalation.c.reported_at.is_(None))
    major = and_(in_state(*OPEN), dispute.c.difficulty == MAJOR, ~exists().where(here))
    return dispute.c.id.in_(waiting), major


def reports_due(first: datetime, last: datetime) -> Select[Any]:
    """Select what has to be reported between two moments, with the head of its case."""
    return (
        select(
            escalation.c.id,
            escalation.c.due_at,
            dispute.c.id.label("case_id"),
            dispute.c.title,
            dispute.c.number,
        )
        .join(dispute, dispute.c.id == escalation.c.case_id)
        .where(
            IN_USE,
            escalation.c.reported_at.is_(None),
            escalation.c.due_at >= first,
            escalation.c.due_at < last,
        )
    )


def _row(row: Any, late: bool) -> EscalationRow:
    names = set(EscalationRow.__dataclass_fields__) - {"kind", "late"}
    values = {name: getattr(row, name) for name in names}
    return EscalationRow(kind=ReportKind(row.kind), late=late, **values)
