"""The commands about the office: set-up and holidays."""

import argparse

from mediation_desk.cli.desk import open_desk, paths_of
from mediation_desk.cli.jobs import read_bytes, read_tree
from mediation_desk.cli.output import say, tell_json, tell_table
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


def holidays(options: argparse.Namespace) -> None:
    """Take a table of holidays, or list what was taken and which years the program knows."""
    data = read_bytes(options.file) if options.file else None
    with open_desk(options) as desk:
        done = desk.settings.import_days_file(data) if data is not None else None
        days = desk.settings.days()
        first = desk.clock.today().year
        calendar = desk.reference.calendar()
        known = {str(year): calendar.knows(year) for year in range(first, first + 3)}
    if options.json:
        tell_json({"message": done.message if done else "", "days": days, "known_years": known})
        return
    if done:
        say(done.message)
    else:
        tell_table(("日期", "类型", "名称"), ((str(d.day), d.kind.label, d.name) for d in days))
    for year, certain in known.items():
        say(f"{year} 年的节假日安排：" + ("已有" if certain else "还没有，只按周末推算"))
