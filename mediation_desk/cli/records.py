"""The commands about what was saved: history, undo, the bin, the audit."""

import argparse
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import find_case, open_desk
from mediation_desk.cli.output import STORE, say, tell_json, tell_table
from mediation_desk.clock import CHINA
from mediation_desk.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.history_rows import HistoryEntry, UndoStep


def history(options: argparse.Namespace) -> None:
    """Show what was saved about a case, newest first."""
    with open_desk(options) as desk:
        entries = desk.cases.history(find_case(desk, options.case))
    if options.json:
        tell_json(entries)
        return
    for entry in entries:
        for line in _entry_lines(entry):
            say(line)


def undo(options: argparse.Namespace) -> None:
    """Say what would be undone (or brought back); with --yes do it."""
    with open_desk(options) as desk:
        step = _step(desk, options)
        if not options.yes:
            tell_json(step) if options.json else _tell_step(step)
            return
        done = desk.undo.undo(step.write_id, options.reason or "")
    tell_json(done) if options.json else say(f"{done.message}。")


def delete(options: argparse.Namespace) -> None:
    """Put a case into the bin."""
    with open_desk(options) as desk:
        done = desk.bin.delete(find_case(desk, options.case), options.reason or "")
    tell_json(done) if options.json else say(f"{done.message}。")


def bin_(options: argparse.Namespace) -> None:
    """List the bin, or take a case back out of it."""
    with open_desk(options) as desk:
        rows = desk.bin.cases()
        if options.restore:
            found = [row for row in rows if options.restore in (row.id, row.number, row.title)]
            found = found or [row for row in rows if options.restore in f"{row.number}{row.title}"]
            if len(found) != 1:
                raise NotFound(f"回收站里没有唯一的“{options.restore}”。", "不写参数可以列出。")
            done = desk.bin.restore(found[0].id)
            tell_json(done) if options.json else say(f"{done.message}。")
            return
    if options.json:
        tell_json(rows)
        return
    table = (
        (row.number or "（未编号）", str(row.deleted_on), str(row.days_left), row.reason, row.title)
        for row in rows
    )
    tell_table(("编号", "删除日期", "还剩天数", "原因", "案件"), table)


def audit(options: argparse.Namespace) -> int:
    """Verify the audit, its anchors in the backups and every row; return the exit code."""
    with open_desk(options) as desk:
        report = desk.audits.verify()
    if options.json:
        tell_json(report)
    else:
        say(report.sentence)
        for sentence in report.faults:
            say(f"  {sentence}")
        say(f"校验值：第 {report.head_seq} 条  {report.head_hash}")
    return 0 if report.whole else STORE


def _step(desk: "Desk", options: argparse.Namespace) -> "UndoStep":
    case_id = find_case(desk, options.case) if options.case else ""
    step = desk.undo.last_undone(case_id) if options.redo else desk.undo.last(case_id)
    if step is None:
        what = "恢复" if options.redo else "撤销"
        raise InvalidInput({"undo": f"没有可以{what}的操作。"})
    return step


def _tell_step(step: "UndoStep") -> None:
    say(step.why_not or f"将{step.sentence}：")
    for line in _entry_lines(step.entry):
        say(line)
    if not step.why_not:
        say("确定请加上 --yes。")


def _entry_lines(entry: "HistoryEntry") -> list[str]:
    moment = f"{entry.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    undone = "（已撤销）" if entry.undone else ""
    reason = f"  原因：{entry.reason}" if entry.reason else ""
    lines = [f"{moment}  {entry.actor}  {entry.action}{undone}{reason}"]
    lines += [f"    {line.row}·{line.field}：{line.before} → {line.after}" for line in entry.lines]
    return lines
