"""The command about reports of other offices: write one's own file, take files in, add them up."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.arguments import purpose
from mediation_desk.cli.desk import open_desk
from mediation_desk.cli.output import say, tell_done, tell_json, tell_table
from mediation_desk.cli.reports import add_period, figure_text, period_of, table_key
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.rollup_rows import Wanted

WORDS = "汇总：存上报文件、收各单位的上报文件、看谁缺报、出汇总表；不写动作则列出应报单位"
EXAMPLE = "rollup receive 示例镇.sbwj 样板乡.sbwj"


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command its own options."""
    group.add_argument(
        "action",
        nargs="?",
        default="places",
        choices=_ACTIONS,
        metavar="动作",
        help="、".join(_ACTIONS) + "；不写为 places",
    )
    words = "file：上报的报表；receive：文件；expect：单位"
    group.add_argument("what", nargs="*", metavar="对象", help=words)
    group.add_argument("--table", metavar="表", help="show：统计表的全称")
    add_period(group)
    group.add_argument("--out", type=Path, metavar="文件", help="file、show：存到哪里")
    purpose(group)


def rollup(options: argparse.Namespace) -> None:
    """Do what the action names; without one list the places."""
    with open_desk(options) as desk:
        _ACTIONS[options.action](desk, options)


def _places(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.rollup.places()
    if options.json:
        tell_json(rows)
        return
    said = (("是" if row.active else "否", "是" if row.known else "否") for row in rows)
    tell_table(
        ("单位", "应报", "交过文件"), ((r.name, *t) for r, t in zip(rows, said, strict=True))
    )


def _expect(desk: "Desk", options: argparse.Namespace) -> None:
    tell_done(desk.rollup.add_places(options.what), as_json=options.json)


def _file(desk: "Desk", options: argparse.Namespace) -> None:
    """Write the file of one submitted report, chosen by its id or, without one, the newest."""
    reports = desk.reports.reports()
    wanted = options.what[0] if options.what else ""
    found = next((one for one in reports if wanted in ("", one.id)), None)
    if found is None:
        raise NotFound("没有这份上报的报表，没有存文件。", "用窗口“上报的报表”查看。")
    content = desk.report_files.file(found.id, options.purpose)
    target = options.out or Path(f"上报-{found.unit_label}-{found.period_label}.sbwj")
    atomic_write(target, content)
    if options.json:
        tell_json({"report": found.id, "file": str(target)})
    else:
        say(f"上报文件：{target}")


def _receive(desk: "Desk", options: argparse.Namespace) -> None:
    if not options.what:
        raise InvalidInput({"what": "请写出要收的上报文件。"})
    told = desk.rollup.receive_all([Path(one) for one in options.what])
    if options.json:
        tell_json(told)
    else:
        for line in told:
            say(line)


def _show(desk: "Desk", options: argparse.Namespace) -> None:
    wanted = _wanted(desk, options)
    found = desk.rollup.rollup(wanted)
    if options.out:
        atomic_write(options.out, desk.rollup.workbook(wanted, purpose=options.purpose))
    if options.json:
        tell_json({"title": found.title, "lines": found.lines, "sentence": found.sentence})
        return
    say(f"{found.title}（汇总）　{wanted.period.label}")
    tell_table(
        ("单位", "情况", "上报人", "说明"),
        ((one.place.name, one.standing.label, one.submitted_by, one.why) for one in found.lines),
    )
    say(found.sentence)
    table = found.table
    if table is not None:
        columns = zip(table.paths, table.leaves, table.total.values, strict=True)
        tell_table(
            ("栏目", "合计", "单位"),
            (
                ("·".join(p), figure_text(v, one.unit_label), one.unit_label)
                for p, one, v in columns
            ),
        )
    if options.out:
        say(f"工作簿：{options.out}")


def _wanted(desk: "Desk", options: argparse.Namespace) -> "Wanted":
    from mediation_desk.services.rollup_rows import Wanted
    from mediation_desk.services.statistics import CASE_ANNUAL

    key = table_key(desk, options.table) if options.table else CASE_ANNUAL
    basis = next(one.default_basis for one in desk.statistics.tables() if one.key == key)
    return Wanted(key, period_of(desk, options), type(basis)(options.basis or basis))


_ACTIONS: dict[str, Callable[["Desk", argparse.Namespace], None]] = {
    "places": _places,
    "expect": _expect,
    "file": _file,
    "receive": _receive,
    "show": _show,
}
