"""The year's sweeps (排查) and zero reports (零报告) as sheets to sign and send up: PDF and .xlsx.

No national form of either is published; these are the office's own lists, with the columns of the
矛盾纠纷排查登记表 and the months of every village (domain.md §2.2 (16), §5.2).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.linkage import MonthState, month_of, months_of
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.linkage_rows import SweepRow, ZeroCell, ZeroLine
from mediation_desk.services.paper_facts import sheet_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.settings import values_of
from mediation_desk.services.sweeps import SweepService, overdue_in
from mediation_desk.services.views import note_export
from mediation_desk.services.zero_reports import VILLAGES, ZeroReportService
from mediation_desk.storage.tables.office import committee, office

if TYPE_CHECKING:
    from mediation_desk.documents.lists import Entry, ListColumn, ListTable

MOST = 20_000
"""Sweeps of one sheet; more is no list anybody reads."""

_SUFFIX = "人民调解委员会"
_SIGNED = ("制表人：　　　　　", "审核人：　　　　　", "负责人：　　　　　")
_MARKS = {
    MonthState.ZERO: "零",
    MonthState.MISSING: "未",
    MonthState.CLASH: "×",
    MonthState.AHEAD: "",
}
_LEGEND = (
    "“零”：当月没有纠纷，有报告；数字：当月登记了几起纠纷；“未”：没有登记也没有报告，不是零；"
    "“×”：报了零又登记了纠纷，请核对。"
)


class LinkageSheet(Labelled):
    """Which sheet."""

    SWEEPS = "sweeps", "矛盾纠纷排查情况表"
    ZERO = "zero", "零报告情况表"


class LinkageSheetService:
    """Makes the sheets of a calendar year."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Print with the fonts of `resources`."""
        self._context = context
        self._resources = resources

    @needs(Permission.READ_CASES)
    def paper(self, sheet: LinkageSheet, year: int, *, purpose: str = "") -> bytes:
        """Return a sheet as PDF, on its side.

        Raises RuleViolation for too many lines, InvalidInput where a purpose is wanted,
        UnprintableText.
        """
        from mediation_desk.documents import pdf
        from mediation_desk.documents.blocks import Block, Fields, PageBreak, Paragraph, Spacer
        from mediation_desk.documents.lists import headed

        tables, demo = self._tables(sheet, year)
        blocks: list[Block] = []
        for _, table in tables:
            blocks += [PageBreak()] if blocks else []
            blocks += headed(table)
            blocks += [Paragraph(note, indent=0) for note in table.notes]
        blocks += [Spacer(0.5), Fields(_SIGNED)]
        meta = pdf.Meta(title=sheet.label, demo=demo, sheet=sheet_of(self._context).turned)
        made = pdf.render(blocks, meta, fonts_folder=self._resources / "fonts")
        note_export(self._context, f"{sheet.label} {year}年", purpose)
        return made

    @needs(Permission.READ_CASES)
    def workbook(self, sheet: LinkageSheet, year: int, *, purpose: str = "") -> bytes:
        """Return a sheet as an .xlsx file. Raises as `paper`."""
        from mediation_desk.documents.list_workbook import list_workbook

        tables, demo = self._tables(sheet, year)
        made = list_workbook(tables, made_on=self._context.today(), demo=demo)
        note_export(self._context, f"{sheet.label} {year}年", purpose)
        return made

    def _tables(self, sheet: LinkageSheet, year: int) -> "tuple[list[tuple[str, ListTable]], bool]":
        with self._context.db.read() as connection:
            unit = connection.execute(select(office)).one()
            heading = f"单位：{unit.name}　　时段：{year}年"
            demo = bool(unit.demo)
            if sheet is LinkageSheet.ZERO:
                asked = values_of(connection, ["zero_from"])["zero_from"]
                lines = ZeroReportService(self._context).matrix(year)
                return [("零报告", _zero_table(lines, asked, heading))], demo
            sweeps = SweepService(self._context).sweeps(year, limit=MOST + 1)[::-1]
            if len(sweeps) > MOST:
                raise RuleViolation(f"一张表最多 {MOST:,} 次排查，没有导出。", "请分开导出。")
            cycle = _cycle_table(connection, self._context, sweeps, heading, year)
        return [("排查周期", cycle), ("排查登记", _sweep_table(sweeps, heading))], demo


def _months(wide: int) -> "tuple[ListColumn, ...]":
    from mediation_desk.documents.lists import ListColumn

    return tuple(ListColumn(str(month), 1, wide) for month in range(1, 13))


def _zero_table(lines: Sequence[ZeroLine], asked: str, heading: str) -> "ListTable":
    from mediation_desk.documents.lists import ListColumn, ListTable

    columns = (
        ListColumn("序号", 1, 6),
        ListColumn("村（居）／月份", 5, 26),
        *_months(6),
        ListColumn("报零（月）", 2, 10),
        ListColumn("未报（月）", 2, 10),
        ListColumn("纠纷（起）", 2, 10),
    )
    rows: tuple[tuple[Entry, ...], ...] = tuple(
        (
            number,
            line.name.removesuffix(_SUFFIX),
            *(_mark(cell) for cell in line.cells),
            sum(cell.state is MonthState.ZERO for cell in line.cells),
            len(line.missing),
            sum(cell.cases for cell in line.cells),
        )
        for number, line in enumerate(lines, start=1)
    )
    totals = (
        sum(cell.state is MonthState.ZERO for line in lines for cell in line.cells),
        sum(len(line.missing) for line in lines),
        sum(cell.cases for line in lines for cell in line.cells),
    )
    since = f"从 {asked} 起要求零报告。" if asked else "本单位还没有设定从哪个月起要求零报告。"
    total: tuple[Entry, ...] = ("", "合计", *[""] * 12, *totals)
    return ListTable(
        LinkageSheet.ZERO.label, heading, columns, rows, total=total, notes=(_LEGEND, since)
    )


def _mark(cell: ZeroCell) -> "Entry":
    return cell.cases if cell.state is MonthState.CASES else _MARKS[cell.state]


def _cycle_table(
    connection: Connection,
    context: Context,
    sweeps: Sequence[SweepRow],
    heading: str,
    year: int,
) -> "ListTable":
    """Return how often each village was swept in each month, and which are due by the cycle.

    Whoever swept besides stands below the villages.
    """
    from mediation_desk.documents.lists import ListColumn, ListTable

    columns = (
        ListColumn("序号", 1, 6),
        ListColumn("村（居）／月份", 5, 26),
        *_months(6),
        ListColumn("合计", 2, 8),
        ListColumn("最近一次", 4, 22),
    )
    counts = Counter((one.committee_name, month_of(one.draft.swept_on)) for one in sweeps)
    last = {one.committee_name: one.draft.swept_on for one in sweeps}
    due = dict(overdue_in(connection, context.today()))
    names = dict.fromkeys((*_villages(connection), *sorted(last)))
    rows = []
    for number, name in enumerate(names, start=1):
        months = [counts[name, month] for month in months_of(year)]
        row = (*(count or "" for count in months), sum(months), _last_words(name, last, due))
        rows.append((number, name.removesuffix(_SUFFIX), *row))
    by_month = [sum(counts[name, month] for name in names) for month in months_of(year)]
    days = values_of(connection, ["sweep_days"])["sweep_days"]
    told = f"每 {days} 天排查一次" if days else "本单位没有设定排查周期"
    return ListTable(
        LinkageSheet.SWEEPS.label,
        heading,
        columns,
        tuple(rows),
        total=("", "合计（次）", *(count or "" for count in by_month), len(sweeps), ""),
        notes=(f"{told}；“到期”按 {context.today()} 计算。",),
    )


def _villages(connection: Connection) -> Sequence[str]:
    query = select(committee.c.name).where(committee.c.kind.in_(VILLAGES), committee.c.active == 1)
    return connection.execute(query.order_by(committee.c.position, committee.c.id)).scalars().all()


def _last_words(name: str, last: dict[str, date], due: dict[str, date | None]) -> str:
    day = last.get(name)
    words = day.isoformat() if day else "没有排查过"
    return f"{words}（到期）" if name in due else words


def _sweep_table(sweeps: Sequence[SweepRow], heading: str) -> "ListTable":
    from mediation_desk.documents.lists import ListColumn, ListTable

    columns = (
        ListColumn("序号", 1, 6),
        ListColumn("日期", 3, 12),
        ListColumn("种类", 2, 12),
        ListColumn("调委会", 4, 30),
        ListColumn("地点", 3, 24),
        ListColumn("参加人员", 3, 24),
        ListColumn("发现（件）", 2, 10),
        ListColumn("化解（件）", 2, 10),
        ListColumn("情况", 4, 40),
    )
    rows = tuple(
        (
            number,
            one.draft.swept_on,
            one.kind_label,
            one.committee_name,
            one.draft.place,
            one.draft.people,
            one.draft.found,
            one.draft.settled,
            one.draft.note,
        )
        for number, one in enumerate(sweeps, start=1)
    )
    found = sum(one.draft.found for one in sweeps)
    settled = sum(one.draft.settled for one in sweeps)
    total = ("", "合计", "", f"{len(sweeps)} 次", "", "", found, settled, "")
    return ListTable("矛盾纠纷排查登记表", heading, columns, rows, total=total)
