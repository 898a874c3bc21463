"""The command about tables of the office's own: the list, a definition out as a file, one in."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import open_desk
from mediation_desk.cli.output import say, tell_done, tell_json, tell_table
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.changes import Changed

WORDS = "自定义表：列出、把表格定义存成文件、导入别的单位的定义"
EXAMPLE = "tables in 某县类型表.mdtable --yes"


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command its own options."""
    group.add_argument(
        "action",
        nargs="?",
        default="list",
        choices=ACTIONS,
        metavar="动作",
        help="、".join(ACTIONS) + "；不写为 list",
    )
    group.add_argument(
        "name", nargs="?", default="", metavar="表或文件", help="out：表名；in：文件"
    )
    group.add_argument("--out", type=Path, metavar="文件.mdtable", help="out：存到哪里")
    group.add_argument("--yes", action="store_true", help="in：确定；不写则只说会有哪些变动")


def tables(options: argparse.Namespace) -> None:
    """Do what the action names; without one list the tables."""
    with open_desk(options) as desk:
        done = _ACTIONS[options.action](desk, options)
    if done is not None:
        tell_done(done, as_json=options.json)


def _list(desk: "Desk", options: argparse.Namespace) -> None:
    rows = [one for one in desk.statistics.tables() if one.key in _own(desk).values()]
    if options.json:
        tell_json(rows)
        return
    tell_table(("表名", "各行"), ((one.title, one.rows.label) for one in rows))


def _out(desk: "Desk", options: argparse.Namespace) -> None:
    key = _own(desk).get(options.name)
    if key is None:
        raise NotFound(f"没有叫“{options.name}”的自定义表。", "可以用 tables 列出来。")
    target = options.out or Path(f"{options.name}.mdtable")
    atomic_write(target, desk.table_designs.export_file(key))
    say(f"表格定义：{target}")


def _in(desk: "Desk", options: argparse.Namespace) -> "Changed | None":
    try:
        data = Path(options.name).read_bytes()
    except OSError as error:
        raise InvalidInput({"文件": f"读不到文件“{options.name}”。"}) from error
    if options.yes:
        return desk.table_designs.take_file(data)
    found = desk.table_designs.look_into_file(data)
    if options.json:
        tell_json({"title": found.design.title, "new": not found.key, "changes": found.differences})
        return None
    for line in found.differences or ("与现在相同",):
        say(line)
    for line in (*found.faults, *found.notices):
        say(line)
    say("没有导入；确定后加 --yes。")
    return None


def _own(desk: "Desk") -> dict[str, str]:
    """Return the keys of the own tables by their titles."""
    from mediation_desk.services.statistics_definitions import OWN

    found = desk.statistics.tables()
    return {one.title: one.key for one in found if one.key.startswith(OWN)}


_ACTIONS: "dict[str, Callable[[Desk, argparse.Namespace], Changed | None]]" = {
    "list": _list,
    "out": _out,
    "in": _in,
}
ACTIONS = tuple(_ACTIONS)
"""What the command can do."""
