"""The command about money of mediation: a year's lines, a line entered, a line taken away."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import find_committee, open_desk
from mediation_desk.cli.output import tell_done, tell_json, tell_table
from mediation_desk.domain.funds import WHOLE_YEAR, Flow
from mediation_desk.domain.money import format_yuan, parse_yuan
from mediation_desk.errors import InvalidInput

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.changes import Changed

WORDS = "经费：按年或按季登记收入和支出；不写动作则列出一个年度的"
EXAMPLE = "funds add --unit 泾示样 --year 2025 --amount 1.2万 --kind 调委会补助经费"


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
    group.add_argument("id", nargs="?", default="", metavar="编号", help="remove：list 列出的编号")
    group.add_argument("--year", type=int, metavar="年度", help="统计年度；不写为最近的年度")
    group.add_argument(
        "--quarter",
        type=int,
        default=WHOLE_YEAR,
        choices=range(5),
        metavar="季度",
        help="add：1 到 4；不写为全年",
    )
    flows = [one.label for one in Flow]
    group.add_argument("--flow", choices=flows, default=flows[0], help="add：收入或支出")
    group.add_argument("--unit", metavar="调委会", default="", help="add：全称或简称")
    group.add_argument("--kind", metavar="种类", default="", help="add：如 调委会补助经费")
    group.add_argument("--source", metavar="来源", default="县级财政", help="add：如 县级财政")
    group.add_argument("--amount", metavar="金额", default="", help="add：元，可以写 1.2万")
    group.add_argument("--note", metavar="备注", default="", help="add：拨款文号、用途")


def funds(options: argparse.Namespace) -> None:
    """Do what the action names; without one list a year."""
    with open_desk(options) as desk:
        done = _ACTIONS[options.action](desk, options)
    if done is not None:
        tell_done(done, as_json=options.json)


def _list(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.funds.lines(options.year or desk.statistics.newest_year())
    if options.json:
        tell_json(rows)
        return
    tell_table(
        ("时段", "收支", "种类", "来源", "金额（元）", "调委会", "备注", "编号"),
        (
            (
                row.period.name,
                row.draft.flow.label,
                row.kind_label,
                row.source_label,
                format_yuan(row.draft.amount_fen),
                row.committee_name,
                row.draft.note,
                row.id,
            )
            for row in rows
        ),
    )


def _add(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.funds import FundDraft

    return desk.funds.save(
        FundDraft(
            committee_id=find_committee(desk, options.unit).id,
            year=options.year or desk.statistics.newest_year(),
            quarter=options.quarter,
            flow=next(one for one in Flow if one.label == options.flow),
            source=_code(desk, "fund_sources", options.source, "--source"),
            kind=_code(desk, "fund_kinds", options.kind, "--kind"),
            amount_fen=parse_yuan(options.amount, field="--amount"),
            note=options.note,
        )
    )


def _remove(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.funds.remove(options.id)


_ACTIONS: "dict[str, Callable[[Desk, argparse.Namespace], Changed | None]]" = {
    "list": _list,
    "add": _add,
    "remove": _remove,
}
ACTIONS = tuple(_ACTIONS)
"""What the command can do."""


def _code(desk: "Desk", name: str, text: str, option: str) -> str:
    """Return the code of a list's item by its words. Raises InvalidInput with what there is."""
    items = desk.reference.items(name)
    for one in items:
        if text.strip() in (one.code, one.label):
            return one.code
    raise InvalidInput({option: f"请写其中一种：{'、'.join(one.label for one in items)}。"})
