"""`check`: the store as a whole, or the dossier of one case as a reviewer would look at it."""

import argparse
from typing import TYPE_CHECKING

from mediation_desk.cli import backups
from mediation_desk.cli.desk import find_case, open_desk
from mediation_desk.cli.output import say, tell_json

if TYPE_CHECKING:
    from mediation_desk.domain.review.score import Score
    from mediation_desk.services.self_check import CheckReport


def check(options: argparse.Namespace) -> int | None:
    """Check the dossier of the case that is named, else the data and the backups."""
    if not options.case:
        return backups.check(options)
    with open_desk(options) as desk:
        report = desk.self_check.check(find_case(desk, options.case))
    if options.json:
        tell_json(report)
        return 0
    for line in _lines(report):
        say(line)
    return 0


def _lines(report: "CheckReport") -> list[str]:
    lines = [f"按 {report.checked} 条规则检查（{report.outcome.label}）："]
    if not report.findings:
        lines.append("没有发现问题。")
    for one in report.findings:
        lines.append(f"[{one.severity.label}] {one.aspect.label}：{one.sentence}（{one.source}）")
    if report.score is not None:
        lines += _scored(report.score, report.sheet)
    if report.questions:
        lines.append("请想一想（不影响评分）：")
        for one in report.questions:
            lines.append(f"  {one.sentence}")
            if one.reply is not None:
                lines.append(f"      {one.reply.kind.label}：{one.reply.answer}")
    return lines


def _scored(score: "Score", sheet: str) -> list[str]:
    lines = [f"评分：{score.total} 分，{score.grade}（按“{sheet}”由程序初评）"]
    for line in score.items:
        points = "不计" if line.points is None else f"{line.points}/{line.item.points}"
        lines.append(f"  {points}  {line.item.label}")
        lines += [f"      －{cost}  {sentence}" for sentence, cost in line.reasons]
    return lines
