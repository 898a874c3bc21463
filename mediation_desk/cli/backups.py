"""The commands about backups: making and listing them, the second place."""

import argparse
import sys

from mediation_desk.cli.desk import open_desk
from mediation_desk.cli.output import say, tell_json, tell_table


def backup(options: argparse.Namespace) -> None:
    """Write a proved backup to every place; or list them, or set the second place."""
    with open_desk(options) as desk:
        if options.list:
            rows = desk.backups.backups()
            if options.json:
                tell_json(rows)
                return
            table = (
                (str(row.sequence), row.age, row.place, row.reason, str(row.cases), row.file.name)
                for row in rows
            )
            tell_table(("序号", "时间", "位置", "原因", "案件", "文件"), table)
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
