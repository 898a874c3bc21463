"""A mediator's year (年度一览): the workload table's figures, types, training, awards, subsidy.

Every figure is the one of the statistics, and opens the same cases.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from mediation_desk.domain.money import Fen, format_yuan
from mediation_desk.domain.periods import Period
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import Rate, Value
from mediation_desk.errors import NotFound
from mediation_desk.services.context import Context
from mediation_desk.services.dossier_standing import average_score
from mediation_desk.services.mediator_records import read_records
from mediation_desk.services.paper_facts import sheet_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.roster_rows import (
    MediatorYear,
    RosterKind,
    RosterRow,
    TypeCount,
    YearFigure,
)
from mediation_desk.services.statistics import StatisticsService
from mediation_desk.services.statistics_rows import Heading, StatisticsTable, UnitRow
from mediation_desk.services.subsidy_rows import ClaimState
from mediation_desk.services.views import note_export
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.subsidy import subsidy_claim, subsidy_line, subsidy_share

if TYPE_CHECKING:
    from mediation_desk.documents.blocks import Block
    from mediation_desk.documents.lists import ListTable

log = logging.getLogger(__name__)

WORKLOAD = "case_workload"
"""调解员工作量统计表, whose row of the mediator this is."""

MOST_SCORED = 300
"""Dossiers that are scored for one page; nobody handles more in a year."""

TITLE = "调解员年度一览表"
_GRANTED = (ClaimState.APPROVED, ClaimState.PAID)


class MediatorYearService:
    """Looks at one mediator's year."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Print with the fonts of `resources`."""
        self._context = context
        self._resources = resources
        self._statistics = StatisticsService(context)

    @needs(Permission.STATISTICS)
    def year(self, mediator_id: str, period: Period) -> MediatorYear:
        """Return a mediator's figures and record of a period. Raises NotFound."""
        table = self._statistics.table(WORKLOAD, period=period)
        row = next((one for one in table.rows if one.row == mediator_id), None)
        ids, success, failed = (
            self._statistics.cases_in(table, column, row) if row else ()
            for column in ("cases", "success", "failed")
        )
        with self._context.db.read() as connection:
            known = _known(connection, mediator_id)
            records = _within(read_records(connection, mediator_id), period)
            subsidy = _granted(connection, mediator_id, period)
            types = self._types(connection, ids)
            ended = (*success, *failed)[:MOST_SCORED]
            dossiers = average_score(connection, self._context, ended)
        label = self._context.reference.label
        posts = (
            label("mediator_positions", known.position),
            label("employment", known.employment),
            label("mediator_grades", known.grade),
        )
        return MediatorYear(
            mediator_id=mediator_id,
            name=known.name,
            committee_name=known.committee_name,
            post="、".join(filter(None, posts)),
            table=table,
            row=row,
            figures=_figures(table, row),
            types=types,
            records=records,
            hours=sum(one.draft.hours for one in records),
            leave_days=sum(_days(one, period) for one in records),
            subsidy_fen=subsidy,
            dossiers=dossiers,
        )

    @needs(Permission.STATISTICS)
    def paper(self, mediator_id: str, period: Period, *, purpose: str = "") -> bytes:
        """Return the year as PDF, for the file and for assessment. Raises NotFound."""
        from mediation_desk.documents import pdf

        year = self.year(mediator_id, period)
        meta = pdf.Meta(title=TITLE, demo=year.table.demo, sheet=sheet_of(self._context))
        made = pdf.render(_blocks(year), meta, fonts_folder=self._resources / "fonts")
        note_export(self._context, f"{TITLE} {year.name} {period.label}", purpose)
        log.info("exported: mediator year")
        return made

    def _types(self, connection: Connection, ids: tuple[str, ...]) -> tuple[TypeCount, ...]:
        """Return the types of these cases, the most frequent first."""
        query = select(dispute.c.id, dispute.c.type_group).where(dispute.c.id.in_(ids))
        groups: dict[str, list[str]] = {}
        for row in connection.execute(query):
            groups.setdefault(row.type_group, []).append(row.id)
        counts = [
            TypeCount(self._context.reference.label("types", code), tuple(found))
            for code, found in groups.items()
        ]
        return tuple(sorted(counts, key=lambda one: (-len(one.case_ids), one.label)))


def _known(connection: Connection, mediator_id: str) -> Any:
    query = (
        select(
            mediator.c.name,
            mediator.c.position,
            mediator.c.employment,
            mediator.c.grade,
            committee.c.name.label("committee_name"),
        )
        .join(committee, committee.c.id == mediator.c.committee_id)
        .where(mediator.c.id == mediator_id)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        raise NotFound("名册里没有这位调解员。", "请刷新后重试。")
    return found


def _figures(table: StatisticsTable, row: UnitRow | None) -> tuple[YearFigure, ...]:
    if row is None:
        return ()
    return tuple(
        _figure(_label(path), leaf, value)
        for path, leaf, value in zip(table.paths, table.leaves, row.values, strict=True)
    )


def _label(path: Sequence[str]) -> str:
    """Return a column's own heading, with the one above it behind: 简单（主办受理的难易程度）."""
    return path[-1] if len(path) == 1 else f"{path[-1]}（{path[0]}）"


def _figure(label: str, leaf: Heading, value: Value) -> YearFigure:
    if isinstance(value, Rate):
        text = value.text
    elif leaf.unit_label == "元":
        text = f"{format_yuan(value)} 元"
    else:
        text = f"{value} {leaf.unit_label}"
    return YearFigure(leaf.key, label, text, leaf.definition)


def _within(records: Sequence[RosterRow], period: Period) -> tuple[RosterRow, ...]:
    """Return what falls into a period, however little of it; no discipline: that is not shown."""
    return tuple(
        one
        for one in records
        if one.draft.kind is not RosterKind.DISCIPLINE
        and one.draft.from_on <= period.end
        and (one.draft.to_on or one.draft.from_on) >= period.start
    )


def _days(one: RosterRow, period: Period) -> int:
    """Return how many days of leave lie in a period."""
    if one.draft.kind is not RosterKind.LEAVE:
        return 0
    first = max(one.draft.from_on, period.start)
    last = min(one.draft.to_on or one.draft.from_on, period.end)
    return (last - first).days + 1


def _granted(connection: Connection, mediator_id: str, period: Period) -> Fen:
    """Return what approved and paid claims bring for results of a period."""
    paid = func.sum(subsidy_share.c.amount_fen - subsidy_share.c.cut_fen)
    query = (
        select(func.coalesce(paid, 0))
        .join(subsidy_line, subsidy_line.c.id == subsidy_share.c.line_id)
        .join(subsidy_claim, subsidy_claim.c.id == subsidy_line.c.claim_id)
        .where(
            subsidy_share.c.mediator_id == mediator_id,
            subsidy_claim.c.state.in_(_GRANTED),
            subsidy_line.c.result_on.between(period.start, period.end),
        )
    )
    return int(connection.execute(query).scalar_one())


def _blocks(year: MediatorYear) -> "list[Block]":
    from mediation_desk.documents.blocks import Align, Paragraph, Title
    from mediation_desk.documents.blocks import Heading as Head
    from mediation_desk.documents.lists import ruled

    told = (f"姓名：{year.name}　　{year.post}", year.committee_name, year.table.period_label)
    blocks: list[Block] = [Title(TITLE)]
    blocks += [Paragraph(line, indent=0, align=Align.LEFT) for line in told]
    blocks += [Head("一、办理案件"), ruled(_figure_table(year.figures))]
    types = "、".join(f"{one.label} {len(one.case_ids)} 件" for one in year.types)
    blocks += [Paragraph(f"主办受理的纠纷类型：{types or '无'}。", indent=0)]
    if year.dossiers is not None:
        scored = f"卷宗自查平均 {year.dossiers.text} 分（{year.dossiers.dossiers} 件，程序初评）。"
        blocks.append(Paragraph(scored, indent=0))
    blocks += [Head("二、培训、表彰、请假")]
    lines = [
        *(
            f"培训：{_line(one)}，{one.draft.hours} 学时"
            for one in year.of_kind(RosterKind.TRAINING)
        ),
        *(f"表彰：{_line(one)}" for one in year.of_kind(RosterKind.AWARD)),
        *(f"请假：{_line(one)}" for one in year.of_kind(RosterKind.LEAVE)),
    ]
    lines.append(f"共培训 {year.hours} 学时，请假 {year.leave_days} 天。")
    blocks += [Paragraph(line, indent=0, align=Align.LEFT) for line in lines]
    blocks += [Head("三、补贴")]
    granted = f"本期有结果的案件，已审定和发放的补贴 {format_yuan(year.subsidy_fen)} 元。"
    # The rate's lines are the whole office's: one mediator's paper says how it was counted alone.
    basis = [line for line in year.table.basis_lines if line.startswith("统计口径")]
    blocks += [Paragraph(line, indent=0, align=Align.LEFT) for line in (granted, *basis)]
    return blocks


def _figure_table(figures: Sequence[YearFigure]) -> "ListTable":
    """Return the figures, two to a row."""
    from mediation_desk.documents.lists import ListColumn, ListTable

    columns = (ListColumn("项目", 7, 0), ListColumn("本期", 5, 0))
    entries = [(one.label.removesuffix("（主办受理的难易程度）"), one.text) for one in figures]
    entries += [("", "")] * (len(entries) % 2)
    half = len(entries) // 2
    rows = tuple(
        (*left, *right) for left, right in zip(entries[:half], entries[half:], strict=True)
    )
    return ListTable("", "", columns * 2, rows)


def _line(one: RosterRow) -> str:
    draft = one.draft
    days = f"{draft.from_on}至{draft.to_on}" if draft.to_on else f"{draft.from_on}"
    return "　".join(filter(None, (days, draft.title, draft.organiser)))
