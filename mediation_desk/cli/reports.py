"""The commands that make files: papers and statistics."""

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import find_case, find_committee, open_desk
from mediation_desk.cli.output import say, tell_json, tell_table
from mediation_desk.errors import InvalidInput
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.domain.periods import Period
    from mediation_desk.services.statistics_rows import Heading

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
        atomic_write(target, desk.papers.content(done.id))
        if options.json:
            tell_json({"paper": done.id, "file": str(target), "message": done.message})
        else:
            say(f"{done.message}：{target}")


def stats(options: argparse.Namespace) -> None:
    """Count a period; show the totals, or JSON, and write the workbook where asked."""
    from mediation_desk.services.statistics import CASE_ANNUAL

    with open_desk(options) as desk:
        period = _period(desk, options)
        unit = find_committee(desk, options.unit).id if options.unit else ""
        table = desk.statistics.table(CASE_ANNUAL, period=period, unit=unit, basis=options.basis)
        if options.out:
            content = desk.statistics.workbook(
                CASE_ANNUAL, period=period, unit=unit, basis=options.basis
            )
            atomic_write(options.out, content)
    figures = {
        leaf.key: value for leaf, value in zip(table.leaves, table.total.values, strict=True)
    }
    if options.json:
        told = {key: getattr(value, "text", value) for key, value in figures.items()}
        tell_json({"period": period, "figures": told, "basis": table.basis_lines})
        return
    say(f"{table.title}　{table.unit_label}　{table.period_label}")
    rows = (
        (words, getattr(value, "text", None) or _figure(value, leaf.unit_label), leaf.unit_label)
        for (words, leaf), value in zip(_in_full(table.columns), table.total.values, strict=True)
    )
    tell_table(("栏目", "合计", "单位"), rows)
    for line in (*table.basis_lines, f"勾稽关系：{table.verdict}"):
        say(line)
    if options.out:
        say(f"工作簿：{options.out}")


def _in_full(headings: "Iterable[Heading]", above: str = "") -> "Iterator[tuple[str, Heading]]":
    """Yield each column with the headings above it in its name."""
    for heading in headings:
        words = f"{above}·{heading.label}" if above else heading.label
        if heading.key:
            yield words, heading
        yield from _in_full(heading.children, words)


def _figure(value: object, unit: str) -> str:
    return f"{int(str(value)) / 100:,.2f}" if unit == "元" else str(value)


def _period(desk: "Desk", options: argparse.Namespace) -> "Period":
    named = [given for given in (options.year, options.period, options.first) if given]
    if len(named) > 1:
        raise InvalidInput({"时段": "--year、--period、--from 只写一个。"})
    if bool(options.first) != bool(options.last):
        raise InvalidInput({"时段": "--from 和 --to 要一起写。"})
    if options.first:
        return desk.statistics.period(f"{options.first}..{options.last}")
    return desk.statistics.period(options.period or str(options.year or desk.clock.today().year))
