"""The commands about the office: set-up."""

import argparse

from mediation_desk.cli.desk import open_desk, paths_of
from mediation_desk.cli.jobs import read_tree
from mediation_desk.cli.output import say, tell_json
from mediation_desk.clock import Clock


def init(options: argparse.Namespace) -> None:
    """Make the office of a file; nothing is made when the file is not right."""
    from mediation_desk.services.file_jobs import check_office, set_up
    from mediation_desk.services.reference import Reference

    tree = read_tree(options.file)
    check_office(Reference(paths_of(options).resources), tree, Clock().today())
    with open_desk(options, new=True) as desk:
        set_up(desk, tree)
        committees = desk.office.committees()
        made = desk.office.office()
        if options.json:
            tell_json({"office": made, "committees": committees, "data": str(desk.paths.data)})
            return
        say(f"单位已建立：{made.name if made else ''}")
        for row in committees:
            say(f"  {row.name}（{row.short_name}），调解员 {row.mediator_count} 人")
            for warning in row.warnings:
                say(f"    提示：{warning}")
        say(f"数据在 {desk.paths.data}")
