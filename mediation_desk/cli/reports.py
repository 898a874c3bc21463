"""The commands that make files: papers and statistics."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.arguments import YEAR, purpose
from mediation_desk.cli.desk import find_case, find_committee, open_desk
from mediation_desk.cli.output import say, tell_json, tell_table
from mediation_desk.domain.money import format_yuan
from mediation_desk.errors import InvalidInput
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.domain.periods import Period
    from mediation_desk.domain.statistics import Value
    from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow

_UNFIT = re.compile(r'[\\/:*?"<>|]')
"""What a file's name may not hold on Windows; a number pattern may."""


def print_paper(options: argparse.Namespace) -> None:
    """Issue a paper and write its PDF; without --kind list what can be printed."""
    with open_desk(options) as desk:
        case_id = find_case(desk, options.case)
        if not options.kind:
            available = desk.papers.available(case_id)
            if options.json:
                tell_json(
                    [dict(zip(("kind", "label", "why_not"), a, strict=True)) for a in available]
                )
                return
            tell_table(("文书", "名称", "能否打印"), ((k, w, r or "可以") for k, w, r in available))
            return
        done = desk.papers.issue(case_id, options.kind)
        number = desk.cases.show(case_id).number or case_id
        target = options.out or Path(_UNFIT.sub("-", f"{number}-{options.kind}.pdf"))
        atomic_write(target, desk.papers.take_out(done.id, options.purpose))
        if options.json:
            tell_json({"paper": done.id, "file": str(target), "message": done.message})
        else:
            say(f"{done.message}：{target}")


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command that counts its own options."""
    group.add_argument("--table", metavar="表", help="统计表的全称；不写为人民调解案件情况统计表")
    add_period(group)
    group.add_argument("--unit", metavar="单位", help="乡镇，或调委会的全称、简称；不写为全部")
    group.add_argument("--out", type=Path, metavar="文件.xlsx", help="同时存成工作簿")
    purpose(group)


def add_period(group: argparse._ArgumentGroup) -> None:
    """Add what says which period is counted, and which way."""
    group.add_argument("--year", type=YEAR, metavar="年", help="统计年度；什么都不写为今年")
    group.add_argument(
        "--period", metavar="时段", help="2025H1 上半年、2025Q3 第三季度、2025-03 三月等"
    )
    group.add_argument(
        "--from", dest="first", metavar="日期", help="任意时段的第一天，与 --to 同写"
    )
    group.add_argument("--to", dest="last", metavar="日期", help="任意时段的最后一天")
    group.add_argument(
        "--basis", metavar="口径", help="dates 按各项发生日期（不写即此），accepted 只按受理日期"
    )


def stats(options: argparse.Namespace) -> None:
    """Count a period; show the totals, or JSON, and write the workbook where asked."""
    from mediation_desk.services.statistics import CASE_ANNUAL

    with open_desk(options) as desk:
        period = period_of(desk, options)
        unit = _unit(desk, options.unit) if options.unit else ""
        key = table_key(desk, options.table) if options.table else CASE_ANNUAL
        table = desk.statistics.table(key, period=period, unit=unit, basis=options.basis)
        if options.out:
            content = desk.statistics.workbook(
                key,
                period=period,
                unit=unit,
                basis=options.basis,
                purpose=options.purpose,
            )
            atomic_write(options.out, content)
    if options.json:
        tell_json(_as_json(table))
        return
    say(f"{table.title}　{table.unit_label}　{table.period_label}")
    columns = zip(table.paths, table.leaves, table.total.values, strict=True)
    tell_table(
        ("栏目", "合计", "单位"),
        (
            ("·".join(path), figure_text(value, leaf.unit_label), leaf.unit_label)
            for path, leaf, value in columns
        ),
    )
    for line in (*table.basis_lines, f"勾稽关系：{table.verdict}"):
        say(line)
    if options.out:
        say(f"工作簿：{options.out}")


def _as_json(table: "StatisticsTable") -> dict[str, object]:
    """Return the whole table for a script; amounts are in 分, rates as the table prints them."""
    keys = [leaf.key for leaf in table.leaves]

    def figures(row: "UnitRow") -> dict[str, object]:
        told = (getattr(value, "text", value) for value in row.values)
        return dict(zip(keys, told, strict=True))

    return {
        "title": table.title,
        "unit": table.unit_label,
        "period": table.period,
        "counted_by": table.basis,
        "figures": figures(table.total),
        "rows": [
            {
                "unit": row.unit,
                "row": row.row,
                "label": row.label,
                "level": row.level,
                "figures": figures(row),
            }
            for row in table.rows
        ],
        "basis": table.basis_lines,
        "broken": [one.sentence for one in table.broken],
    }


def figure_text(value: "Value", unit: str) -> str:
    """Return a figure as the table prints it."""
    if isinstance(value, int):
        return format_yuan(value) if unit == "元" else str(value)
    return value.text


def table_key(desk: "Desk", name: str) -> str:
    """Return the key of a table's key or title. Raises InvalidInput naming those there are."""
    tables = desk.statistics.tables()
    for one in tables:
        if name.strip() in (one.key, one.title):
            return one.key
    raise InvalidInput(
        {"统计表": "没有这张表；有：" + "、".join(one.title for one in tables) + "。"}
    )


def _unit(desk: "Desk", name: str) -> str:
    """Return the unit of a township's name, or of a committee's. Raises InvalidInput."""
    units = {one.label: one.unit for one in desk.statistics.units()}
    found = units.get(name.strip())
    return find_committee(desk, name).id if found is None else found


def period_of(desk: "Desk", options: argparse.Namespace) -> "Period":
    """Return the period that was asked for, this year without one. Raises InvalidInput."""
    named = [given for given in (options.year, options.period, options.first) if given]
    if len(named) > 1:
        raise InvalidInput({"时段": "--year、--period、--from 只写一个。"})
    if bool(options.first) != bool(options.last):
        raise InvalidInput({"时段": "--from 和 --to 要一起写。"})
    if options.first:
        return desk.statistics.period(f"{options.first}..{options.last}")
    return desk.statistics.period(options.period or str(options.year or desk.clock.today().year))
