"""The command about subsidies: what may be claimed, claims from draft to payment, the pay sheet."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.arguments import purpose
from mediation_desk.cli.desk import find_case, find_committee, open_desk
from mediation_desk.cli.output import say, tell_done, tell_json, tell_table
from mediation_desk.domain.money import format_yuan
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.changes import Changed
    from mediation_desk.services.subsidy_rows import ClaimDetail, Proposal

_ASK_PERIOD = "请用 --period 写明时段，如 2025Q3。"

WORDS = "补贴：可申报的案件、申报、发放表；不写动作则列出申报"
EXAMPLE = "subsidy propose --period 2025Q3"


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
        "--claim", type=int, metavar="序号", help="哪一份申报：list 里的序号；不写为最近的一份"
    )
    group.add_argument("--period", metavar="时段", help="2025、2025H1、2025Q3、2025-03 等")
    group.add_argument("--earlier", action="store_true", help="含以前没有申报的案件")
    group.add_argument("--unit", metavar="调委会", help="全称或简称；不写为全部")
    group.add_argument("--case", metavar="案件", help="take-out、fault：哪一个案件")
    group.add_argument("--reason", metavar="原因", help="退回、移出、指出问题的原因；提交时的说明")
    group.add_argument("--on", metavar="日期", help="pay：哪一天发放的")
    group.add_argument("--out", type=Path, metavar="文件", help="sheet：.pdf 或 .xlsx")
    group.add_argument("--cards", action="store_true", help="sheet：银行卡号写全")
    purpose(group)


def subsidy(options: argparse.Namespace) -> None:
    """Do what the action names; without one list the claims."""
    with open_desk(options) as desk:
        done = _ACTIONS[options.action](desk, options)
    if done is not None:
        tell_done(done, as_json=options.json)


def _list(desk: "Desk", options: argparse.Namespace) -> None:
    claims = desk.subsidy.claims()
    if options.json:
        tell_json(claims)
        return
    tell_table(
        ("序号", "时段", "调委会", "状态", "件数", "金额"),
        (
            (
                str(number),
                row.period,
                row.committee_name or "全部",
                row.state.label,
                str(row.cases),
                format_yuan(row.paid_fen),
            )
            for number, row in enumerate(claims, start=1)
        ),
    )


def _propose(desk: "Desk", options: argparse.Namespace) -> None:
    proposal = _proposal(desk, options)
    if options.json:
        tell_json(proposal)
        return
    for row in proposal.rows:
        say(f"{row.number}　{row.title}　{format_yuan(row.assessment.paid_fen)} 元")
        for line in (*row.assessment.missing, *filter(None, (row.doubt, row.returned))):
            say(f"    {line}")
        for line in row.assessment.why:
            say(f"    {line}")
        for share in row.assessment.shares:
            cut = f"，不发：{share.why_cut}" if share.cut_fen else ""
            say(f"    {share.name} {format_yuan(share.paid_fen)} 元{cut}")
    say(f"可以申报 {len(proposal.ready)} 件，合计 {format_yuan(proposal.paid_fen)} 元。")
    if proposal.sample:
        say("金额按程序自带的样例算出，不是本县的规定。")


def _claim(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.subsidy_rows import ClaimDraft

    period = desk.statistics.period(_period(options))
    return desk.subsidy.open_claim(
        ClaimDraft(
            period=period.name or period.label,
            first_on=period.start,
            last_on=period.end,
            case_ids=tuple(row.id for row in _proposal(desk, options).ready),
            committee_id=_unit(desk, options),
        )
    )


def _add(desk: "Desk", options: argparse.Namespace) -> "Changed":
    ids = [row.id for row in _proposal(desk, options).ready]
    return desk.subsidy.add_cases(_chosen(desk, options), ids)


def _drop(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.subsidy.drop(_chosen(desk, options))


def _show(desk: "Desk", options: argparse.Namespace) -> None:
    detail: ClaimDetail = desk.subsidy.claim(_chosen(desk, options))
    if options.json:
        tell_json(detail)
        return
    row = detail.row
    say(f"{row.period}　{row.state.label}　{row.cases} 件　{format_yuan(row.paid_fen)} 元")
    for sentence in (*filter(None, (row.why,)), *detail.in_the_way):
        say(f"    {sentence}")
    for line in detail.lines:
        say(f"{line.number}　{line.title}　{format_yuan(line.assessment.paid_fen)} 元")
    tell_table(
        ("调解员", "件数", "金额"),
        ((one.name, str(one.cases), format_yuan(one.paid_fen)) for one in detail.people),
    )


def _submit(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.subsidy.submit(_chosen(desk, options), options.reason or "")


def _return(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.subsidy_settlement.send_back(_chosen(desk, options), options.reason or "")


def _take_out(desk: "Desk", options: argparse.Namespace) -> "Changed":
    case = find_case(desk, options.case or "")
    return desk.subsidy.take_out(_chosen(desk, options), case, options.reason or "")


def _fault(desk: "Desk", options: argparse.Namespace) -> "Changed":
    case = find_case(desk, options.case or "")
    return desk.subsidy_settlement.fault(_chosen(desk, options), case, options.reason or "")


def _approve(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.subsidy_settlement.approve(_chosen(desk, options), options.reason or "")


def _pay(desk: "Desk", options: argparse.Namespace) -> "Changed":
    try:
        day = date.fromisoformat(options.on) if options.on else desk.clock.today()
    except ValueError as error:
        raise InvalidInput({"--on": "日期请写成 2025-12-30。"}) from error
    return desk.subsidy_settlement.pay(_chosen(desk, options), day)


def _sheet(desk: "Desk", options: argparse.Namespace) -> None:
    if options.out is None or options.out.suffix not in (".pdf", ".xlsx"):
        raise InvalidInput({"--out": "请写明存到哪里，文件名以 .pdf 或 .xlsx 结尾。"})
    papers, claim_id = desk.subsidy_papers, _chosen(desk, options)
    make = papers.pay_sheet if options.out.suffix == ".pdf" else papers.pay_workbook
    atomic_write(options.out, make(claim_id, whole_cards=options.cards, purpose=options.purpose))
    if options.json:
        tell_json({"file": str(options.out)})
    else:
        say(f"补贴发放表：{options.out}")


_ACTIONS: "dict[str, Callable[[Desk, argparse.Namespace], Changed | None]]" = {
    "list": _list,
    "propose": _propose,
    "claim": _claim,
    "add": _add,
    "show": _show,
    "take-out": _take_out,
    "drop": _drop,
    "submit": _submit,
    "fault": _fault,
    "return": _return,
    "approve": _approve,
    "pay": _pay,
    "sheet": _sheet,
}
ACTIONS = tuple(_ACTIONS)
"""What the command can do, in the order of the work."""


def _period(options: argparse.Namespace) -> str:
    if not options.period:
        raise InvalidInput({"--period": _ASK_PERIOD})
    return str(options.period)


def _unit(desk: "Desk", options: argparse.Namespace) -> str:
    return find_committee(desk, options.unit).id if options.unit else ""


def _proposal(desk: "Desk", options: argparse.Namespace) -> "Proposal":
    period = desk.statistics.period(_period(options))
    first = None if options.earlier else period.start
    return desk.subsidy.propose(first, period.end, _unit(desk, options))


def _chosen(desk: "Desk", options: argparse.Namespace) -> str:
    claims = desk.subsidy.claims()
    number = options.claim or 1
    if not 1 <= number <= len(claims):
        raise NotFound("没有这份申报。", "可以用 subsidy list 查看全部申报。")
    return claims[number - 1].id
