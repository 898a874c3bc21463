"""The auditor's work: reading the audit, and proving that nobody altered anything (审计核验)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, func, select

from mediation_desk.domain.rights import Permission
from mediation_desk.services import reports
from mediation_desk.services.audit_certificate import certificate
from mediation_desk.services.audit_rows import AuditFilters, AuditLine, AuditReport
from mediation_desk.services.context import Context
from mediation_desk.services.evidence_reading import broken_ones
from mediation_desk.services.history_words import ACTIONS, ROWS, action_of, field_label
from mediation_desk.services.permissions import needs
from mediation_desk.storage import backup_places
from mediation_desk.storage.audit import Head, Verdict, check_anchor, verify
from mediation_desk.storage.comparison import Difference, compare, logged_tables
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.reading import Progress
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.agreements import agreement
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import audit
from mediation_desk.storage.tables.office import office
from mediation_desk.storage.tables.people import party

PAGE = 200

_DETAILS = {("verify_audit", "ok"): "核对无误", ("verify_audit", "faults"): "发现不符"}
"""How the auditor reads the codes of a verification."""


class AuditService:
    """Reads and verifies the audit of one office."""

    def __init__(self, context: Context, place: StorePlace) -> None:
        """Read the audit of `context`, whose backups hold anchors."""
        self._context = context
        self._place = place

    @needs(Permission.AUDIT)
    def lines(self, filters: AuditFilters, *, limit: int = PAGE) -> tuple[AuditLine, ...]:
        """Return a page of the audit, newest first."""
        earlier = audit.alias()
        previous = select(earlier.c.last_change).where(earlier.c.seq == audit.c.seq - 1)
        query = (
            select(
                audit,
                dispute.c.number,
                func.coalesce(previous.scalar_subquery(), 0).label("first_change"),
            )
            .outerjoin(dispute, dispute.c.id == audit.c.subject_id)
            .order_by(audit.c.seq.desc())
            .limit(limit)
        )
        for condition in _conditions(filters):
            query = query.where(condition)
        with self._context.db.read() as connection:
            return tuple(_line(row) for row in connection.execute(query))

    @needs(Permission.AUDIT)
    def actors(self) -> tuple[str, ...]:
        """Return everybody who stands in the audit, for the filter."""
        query = select(audit.c.actor).distinct().order_by(audit.c.actor)
        with self._context.db.read() as connection:
            return tuple(connection.execute(query).scalars())

    @needs(Permission.AUDIT)
    def verify(self, progress: Progress | None = None) -> AuditReport:
        """Read everything once: the chain, its anchors in the backups, every row, every file.

        The result goes into the audit itself. `progress` is told (done, of how many) and may raise
        to stop; nothing is written then.
        """
        manifests = [one.manifest for one in backup_places.reachable(self._place)]
        with self._context.db.read() as connection:
            verdict = verify(connection, progress)
            kept = [
                *((one.name, Head(one.audit_seq, one.audit_head)) for one in manifests),
                *reports.anchors(connection),
            ]
            cut = tuple(
                f"{name}：{fault.sentence}如曾恢复过较早的备份，属于正常。"
                for name, anchor in kept
                if (fault := check_anchor(connection, anchor))
            )
            differences = compare(connection, progress)
            report = self._report(connection, verdict, cut, differences, len(kept))
            files, broken = broken_ones(connection, self._context, self._place, progress)
        # An auditor learns whose file it is by the number, never what it is called.
        named = tuple(f"{one.case_number} 的一份材料的文件{one.trouble}。" for one in broken)
        report = replace(report, files=files, broken=named)
        with self._context.write("verify_audit", detail="ok" if report.whole else "faults"):
            pass  # the audit line is the whole write
        return report

    @needs(Permission.AUDIT)
    def certificate(self, report: AuditReport) -> str:
        """Return the text that certifies a verification (核验证明)."""
        with self._context.db.read() as connection:
            name = connection.execute(select(office.c.name)).scalar_one_or_none()
        return certificate(report, name or "（还没有建立单位）")

    def _report(
        self,
        connection: Connection,
        verdict: Verdict,
        cut: tuple[str, ...],
        differences: tuple[Difference, ...],
        anchors: int,
    ) -> AuditReport:
        rows = (select(func.count()).select_from(table) for table in logged_tables())
        return AuditReport(
            at=self._context.clock.now(),
            lines=verdict.lines,
            changes=verdict.changes,
            rows=sum(connection.execute(query).scalar_one() for query in rows),
            anchors=anchors,
            head_seq=verdict.head.seq,
            head_hash=verdict.head.hash,
            journal=(verdict.fault.sentence,) if verdict.fault else (),
            cut=cut,
            data=tuple(_sentence(connection, one) for one in differences),
            files=0,
            broken=(),
        )


def _conditions(filters: AuditFilters) -> Iterator[Any]:
    if filters.kind is not None:
        codes = [code for code, action in ACTIONS.items() if action.kind is filters.kind]
        yield audit.c.action.in_(codes)
    if filters.actor:
        yield audit.c.actor == filters.actor
    if filters.since is not None:
        yield audit.c.at >= filters.since
    if filters.until is not None:
        yield audit.c.at < filters.until
    if filters.before:
        yield audit.c.seq < filters.before


def _line(row: Any) -> AuditLine:
    action = action_of(row.action)
    return AuditLine(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        action=action.label,
        kind=action.kind,
        about=row.number or ROWS.get(row.subject_table, ""),
        detail=_DETAILS.get((row.action, row.detail), row.detail),
        changes=row.last_change - row.first_change,
        hash=row.hash,
    )


def _sentence(connection: Connection, one: Difference) -> str:
    """Say which row is not as written: by its case's number, never by its content."""
    if one.table == "meta":
        return "本机的写入计数被改小，新的修改可能与旧的混淆。"
    whose = _case_of(connection, metadata.tables[one.table], one.row_id)
    row = f"{whose}{ROWS.get(one.table, one.table)}（{one.row_id[-8:]}）"
    if one.unknown:
        return f"{row}没有来历：变更记录里没有它，不是本程序写入的。"
    if one.missing:
        return f"{row}不见了：变更记录里有它，数据里没有。"
    fields = "、".join(field_label(one.table, name) for name in one.fields)
    return f"{row}的“{fields}”被改动，与变更记录不符。"


def _case_of(connection: Connection, table: Table, row_id: str) -> str:
    """Return 案件 and its number for a row of a case that has one."""
    query = select(dispute.c.number).select_from(table)
    if table is dispute:
        query = select(dispute.c.number)
    elif "case_id" in table.c:
        query = query.join(dispute, dispute.c.id == table.c.case_id)
    elif "agreement_id" in table.c:
        query = query.join(agreement, agreement.c.id == table.c.agreement_id)
        query = query.join(dispute, dispute.c.id == agreement.c.case_id)
    elif "party_id" in table.c:
        query = query.join(party, party.c.id == table.c.party_id)
        query = query.join(dispute, dispute.c.id == party.c.case_id)
    else:
        return ""
    number = connection.execute(query.where(table.c.id == row_id)).scalar_one_or_none()
    return f"{number} 的" if number else ""
