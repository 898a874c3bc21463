"""The commands about backups: making, listing and restoring them, checking the store."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import open_desk, paths_of
from mediation_desk.cli.door import actor_of
from mediation_desk.cli.output import STORE, say, tell_json, tell_table
from mediation_desk.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from mediation_desk.services.backup_rows import BackupRow
    from mediation_desk.services.recovery import Recovery


def backup(options: argparse.Namespace) -> None:
    """Write a proved backup to every place; or list them, or set the second place."""
    with open_desk(options) as desk:
        if options.list:
            _tell_backups(desk.backups.backups(), as_json=options.json)
            return
        if options.second:
            done = desk.backups.choose_second(options.second)
            if not options.json:
                say(f"{done.message}。")
        made = desk.backups.run()
        if options.json:
            tell_json(made)
            return
        say(f"{made.message}：")
        for row in made.rows:
            say(f"  {row.file}")
        for problem in made.problems:
            print(problem, file=sys.stderr)


def restore(options: argparse.Namespace) -> None:
    """Go back to a backup; without a number say which ones there are."""
    service = _recovery(options)
    rows = service.backups(options.folder)
    if options.number is None:
        _tell_backups(rows, as_json=options.json)
        return
    chosen = next((row for row in rows if row.sequence == options.number), None)
    if chosen is None:
        raise NotFound(f"没有序号是 {options.number} 的备份。", "不写序号可以列出全部备份。")
    if not options.yes:
        raise InvalidInput(
            {
                "yes": f"这会用 {chosen.age} 的备份（案件 {chosen.cases} 件）换下现在的数据，"
                "现在的数据会另存一份；确定要恢复请加上 --yes。"
            }
        )
    done = service.restore(chosen.id, replay=options.replay)
    if options.json:
        tell_json(done)
        return
    say(done.message)
    say(done.report)


def check(options: argparse.Namespace) -> int:
    """Read the whole store and every file; say whether they are sound and which backups are."""
    service = _recovery(options)
    found = service.diagnose()
    files = None if found else service.files()
    proved = service.best()
    code = 0 if files and files.whole else STORE
    if options.json:
        tell_json({"trouble": found, "files": files, "backup": proved})
        return code
    say(f"{found.sentence}{found.advice}" if found else "数据完好：每一页、每个索引都核对过。")
    if files:
        say(files.sentence)
    for sentence in proved.passed_over:
        say(sentence)
    if proved.row:
        row = proved.row
        say(f"最近一份完好的备份：{row.age}（{row.place}，序号 {row.sequence}）")
    else:
        say("没有可用的备份。")
    return code


def _recovery(options: argparse.Namespace) -> "Recovery":
    from mediation_desk.app import has_store, recovery

    paths = paths_of(options)
    if not has_store(paths) and not getattr(options, "folder", None):
        raise NotFound(f"“{paths.data}”里还没有数据。", "请用 --home 指明数据所在的文件夹。")
    return recovery(paths, actor=actor_of(options, paths))


def _tell_backups(rows: "Sequence[BackupRow]", *, as_json: bool) -> None:
    if as_json:
        tell_json(rows)
        return
    if not rows:
        say("还没有备份。")
        return
    table = (
        (str(row.sequence), row.age, row.place, row.reason, str(row.cases), row.file.name)
        for row in rows
    )
    tell_table(("序号", "时间", "位置", "原因", "案件", "文件"), table)
