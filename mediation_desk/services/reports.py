"""Submitted reports (上报): frozen with everything behind them, reprinted byte for byte.

A report is bound into the audit twice: it names the newest audit line there was, and its own line
in the audit names its seal. Whoever holds a report can tell whether the journal was cut since.
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk import __version__
from mediation_desk.domain.periods import Period
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics_tables import parse_table
from mediation_desk.errors import Conflict, InvalidInput, NotFound, StorageProblem
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.history import read_history
from mediation_desk.services.history_rows import HistoryEntry
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.services.report_bytes import (
    pack_shares,
    pack_table,
    unpack_shares,
    unpack_table,
)
from mediation_desk.services.report_cells import cases_in
from mediation_desk.services.report_changes import changed_cases, words_of
from mediation_desk.services.report_rows import ReportChanges, ReportRow
from mediation_desk.services.statistics_build import Built
from mediation_desk.services.statistics_case_lines import read_shares
from mediation_desk.services.statistics_definitions import find_definition
from mediation_desk.services.statistics_question import Question, Rules, question_of, read_rules
from mediation_desk.services.statistics_read import read_built
from mediation_desk.services.statistics_rows import RecordLine, StatisticsTable, UnitRow
from mediation_desk.services.statistics_shares import numbers_by_row
from mediation_desk.services.views import note_export
from mediation_desk.storage.audit import Head, head
from mediation_desk.storage.hashing import hash_of
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.reports import report

log = logging.getLogger(__name__)

_SEALED = tuple(column.name for column in report.c if column.name not in ("id", "seal"))


class ReportService:
    """Submits tables and keeps what was submitted."""

    def __init__(self, context: Context) -> None:
        """Keep the reports of `context`."""
        self._context = context

    @needs(Permission.SUBMIT)
    def submit(self, table: StatisticsTable, recipient: str) -> Changed:
        """Freeze a table as it is on screen. Raises Conflict when the figures moved meanwhile.

        The second report of the same table, unit and period is a correction (更正) of the first.
        """
        from mediation_desk.services.statistics_sheet import workbook_of

        if not recipient.strip():
            raise InvalidInput({"recipient": "请写明报送给谁。"})
        reference = self._context.reference
        with self._context.write("submit_report") as writer:
            connection = writer.connection
            rules = read_rules(connection)
            definition, document = find_definition(connection, reference, table.key)
            place = (table.unit, table.period)
            question = question_of(definition, rules, reference, place, table.basis.value)
            built = read_built(connection, question)
            if built.table != table:
                raise Conflict(
                    "数字在您打开之后有了变动，没有上报。", "请刷新，看过新的数字再上报。"
                )
            shares = read_shares(connection, built)
            content = workbook_of(
                table,
                numbers_by_row(table, shares),
                made_on=self._context.today(),
                equations=question.definition.equations,
            )
            row = {
                **self._facts(built, recipient),
                "rules": {"definition": document, "settings": rules.plain()},
                "figures": pack_table(table),
                "cases": pack_shares(shares),
                "case_count": len(shares),
                "content": content,
                **_bound(writer, table),
            }
            report_id = _insert(writer, row)
        log.info("submitted: %s", report_id)
        again = "（更正）" if row["corrects"] else ""
        return changed(Area.REPORTS, id=report_id, message=f"已上报并冻结{again}：{table.title}")

    @needs(Permission.STATISTICS)
    def reports(self) -> tuple[ReportRow, ...]:
        """Return the submitted reports, newest first."""
        big = ("figures", "cases", "content", "rules")
        columns = [column for column in report.c if column.name not in big]
        query = select(*columns).order_by(report.c.submitted_at.desc(), report.c.id.desc())
        with self._context.db.read() as connection:
            return tuple(_row(row) for row in connection.execute(query).mappings())

    @needs(Permission.STATISTICS)
    def show(self, report_id: str) -> StatisticsTable:
        """Return a report's table as it was submitted. Raises NotFound, StorageProblem."""
        with self._context.db.read() as connection:
            return unpack_table(found_report(connection, report_id)["figures"])

    @needs(Permission.STATISTICS)
    def content(self, report_id: str, purpose: str = "") -> bytes:
        """Return the workbook's bytes as they were submitted; the export is recorded."""
        with self._context.db.read() as connection:
            found = found_report(connection, report_id)
        note_export(self._context, f"{found['title']} {_period(found).label}", purpose)
        log.info("exported: %s", report_id)
        return bytes(found["content"])

    @needs(Permission.STATISTICS)
    def cases_in(self, report_id: str, column: str, row: UnitRow) -> tuple[str, ...]:
        """Return the ids of the cases that were behind a figure when it was submitted."""
        with self._context.db.read() as connection:
            found = found_report(connection, report_id)
        return cases_in(unpack_table(found["figures"]), unpack_shares(found["cases"]), column, row)

    @needs(Permission.STATISTICS)
    def records_in(self, report_id: str, column: str, row: UnitRow) -> tuple[RecordLine, ...]:
        """Return the records that were behind a figure that counts no cases."""
        with self._context.db.read() as connection:
            found = found_report(connection, report_id)
        shares = unpack_shares(found["cases"])
        return tuple(
            RecordLine(one, shares[one].number, shares[one].columns()[column])
            for one in cases_in(unpack_table(found["figures"]), shares, column, row)
        )

    @needs(Permission.STATISTICS)
    def changes(self, report_id: str) -> ReportChanges:
        """Return the cases that the same rules would count otherwise today."""
        with self._context.db.read() as connection:
            found = found_report(connection, report_id)
            built = read_built(connection, self._question(found))
            frozen = unpack_table(found["figures"])
            return ReportChanges(
                changed_cases(
                    connection,
                    self._context,
                    words_of(frozen, built.table),
                    unpack_shares(found["cases"]),
                    read_shares(connection, built),
                )
            )

    @needs(Permission.STATISTICS)
    def why(self, report_id: str, case_id: str) -> tuple[HistoryEntry, ...]:
        """Return what was saved about a case since a report, newest first."""
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            since = found_report(connection, report_id)["submitted_at"]
            entries = read_history(connection, self._context.reference, case_id)
        return tuple(one for one in entries if one.at > since)

    def _facts(self, built: Built, recipient: str) -> dict[str, Any]:
        table = built.table
        return {
            "table_key": table.key,
            "title": table.title,
            "period_start": table.period.start,
            "period_end": table.period.end,
            "period_name": table.period.name,
            "unit": table.unit,
            "unit_label": table.unit_label,
            "basis": table.basis,
            "recipient": recipient.strip(),
            "program": __version__,
            "submitted_at": self._context.clock.now(),
            "submitted_by": self._context.actor,
        }

    def _question(self, found: RowMapping) -> Question:
        """Return the question a report answered, by its own definition and rules."""
        return question_of(
            parse_table(found["rules"]["definition"]),
            Rules(**found["rules"]["settings"]),
            self._context.reference,
            (found["unit"], _period(found)),
            found["basis"],
        )


def _bound(writer: Writer, table: StatisticsTable) -> dict[str, Any]:
    """Return the newest audit line, and the report this one corrects."""
    newest = head(writer.connection)
    query = (
        select(report.c.id)
        .where(
            report.c.table_key == table.key,
            report.c.unit == table.unit,
            report.c.basis == table.basis,
            report.c.period_start == table.period.start,
            report.c.period_end == table.period.end,
        )
        .order_by(report.c.submitted_at.desc(), report.c.id.desc())
        .limit(1)
    )
    before = writer.connection.execute(query).scalar_one_or_none() or ""
    return {"audit_seq": newest.seq, "audit_hash": newest.hash, "corrects": before}


def _insert(writer: Writer, row: dict[str, Any]) -> str:
    from hashlib import sha256

    row["sha256"] = sha256(row["content"]).hexdigest()
    row["seal"] = _seal(row)
    report_id = writer.insert(report, row)
    writer.about(report, report_id)
    return report_id


def _seal(row: Mapping[str, Any] | RowMapping) -> str:
    """Return the hash over everything a report is; big parts go in by their own hashes."""
    return hash_of({name: row[name] for name in _SEALED})


def found_report(connection: Connection, report_id: str) -> RowMapping:
    """Return a report, whole and unaltered. Raises NotFound, StorageProblem."""
    query = select(report).where(report.c.id == report_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise NotFound("找不到这份报表。", "请刷新后重试。")
    if _seal(row) != row["seal"]:
        raise StorageProblem(
            "这份已上报的报表与上报时的指纹不符，没有打开。", "请核验审计，或从备份恢复。"
        )
    return row


def anchors(connection: Connection) -> Iterator[tuple[str, Head]]:
    """Yield each report's title and the audit line it knows of."""
    query = select(
        report.c.title,
        report.c.period_name,
        report.c.audit_seq,
        report.c.audit_hash,
    ).order_by(report.c.id)
    for row in connection.execute(query):
        yield f"{row.title} {row.period_name}".strip(), Head(row.audit_seq, row.audit_hash)


def _period(row: RowMapping) -> Period:
    return Period(row["period_start"], row["period_end"], row["period_name"])


def _row(row: RowMapping) -> ReportRow:
    plain = {
        name: row[name]
        for name in ("id", "title", "unit_label", "recipient", "submitted_at", "submitted_by")
    }
    return ReportRow(
        **plain,
        period_label=row["period_name"] or _period(row).label,
        corrects=bool(row["corrects"]),
        cases=row["case_count"],
        seal=row["seal"],
    )
