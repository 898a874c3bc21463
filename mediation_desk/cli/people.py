"""The command about people: who stands in which cases, doubles made one or told apart."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mediation_desk.cli.desk import open_desk
from mediation_desk.cli.output import say, tell_done, tell_json, tell_table
from mediation_desk.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.changes import Changed
    from mediation_desk.services.people_rows import PersonRow

SHOWN = 8


WORDS = "查找人员和他的案件，合并、区分同名的人"
EXAMPLE = "people show 邻样东"


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
    who = "姓名的一部分、证件号或电话的末几位，或 id"
    group.add_argument("who", nargs="?", default="", metavar="人员", help=who)
    group.add_argument("--and", dest="other", metavar="人员", help="merge、apart：另一位")
    group.add_argument("--namesakes", action="store_true", help="list：只列同名的")


def people(options: argparse.Namespace) -> None:
    """Do what the action names; without one list people."""
    with open_desk(options) as desk:
        done = _ACTIONS[options.action](desk, options)
    if done is not None:
        tell_done(done, as_json=options.json)


def _list(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.people.find(options.who, namesakes=options.namesakes)
    if options.json:
        tell_json(rows)
        return
    table = (
        (row.name, row.kind.label, row.id_number or "—", str(row.cases), str(row.last_on), row.id)
        for row in rows
    )
    tell_table(("姓名", "种类", "证件号", "案件", "最近", "id"), table)


def _show(desk: "Desk", options: argparse.Namespace) -> None:
    detail = desk.people.show(_one(desk, options.who, "人员"))
    if options.json:
        tell_json(detail)
        return
    say(f"{detail.row.name}　{detail.row.id_number or '没有证件号'}　案件 {detail.row.cases} 件")
    for case in detail.cases:
        words = (case.number or "（未编号）", case.side.label, case.state.label, case.title)
        say(f"    {'　'.join(words)}")
    for double in detail.doubles:
        say(f"可能是同一人：{double.name}　{double.id_number}　{'；'.join(double.reasons)}")
        say(f"    id {double.id}")


def _merge(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.people.merge(*_both(desk, options))


def _apart(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.people.tell_apart(*_both(desk, options))


def _both(desk: "Desk", options: argparse.Namespace) -> tuple[str, str]:
    if not options.other:
        raise InvalidInput({"--and": "请用 --and 写明另一位（用 list 看 id）。"})
    return _one(desk, options.who, "人员"), _one(desk, options.other, "--and")


def _one(desk: "Desk", text: str, place: str) -> str:
    """Return the id of the one person a user means. Raises NotFound, InvalidInput with several."""
    wanted = text.strip()
    if not wanted:
        raise InvalidInput({place: "请写姓名、号码的末几位或 id。"})
    rows = desk.people.find(wanted) or _by_id(desk, wanted)
    exact = [row for row in rows if row.name == wanted]
    found = exact if len(exact) == 1 else rows
    if not found:
        raise NotFound(f"没有找到“{wanted}”。", "可以用 people list 查看。")
    if len(found) > 1:
        lines = "".join(f"\n    {row.id}  {row.name}  {row.id_number}" for row in found[:SHOWN])
        raise InvalidInput({place: f"“{wanted}”有好几位，请写 id：{lines}"})
    return found[0].id


def _by_id(desk: "Desk", person_id: str) -> "tuple[PersonRow, ...]":
    try:
        return (desk.people.show(person_id).row,)
    except NotFound:
        return ()


_ACTIONS: "dict[str, Callable[[Desk, argparse.Namespace], Any]]" = {
    "list": _list,
    "show": _show,
    "merge": _merge,
    "apart": _apart,
}
ACTIONS = tuple(_ACTIONS)
