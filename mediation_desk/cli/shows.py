"""The commands that only read: list, show, gaps, version."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import find_case, find_committee, open_desk
from mediation_desk.cli.output import say, tell_json, tell_table
from mediation_desk.clock import CHINA
from mediation_desk.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from mediation_desk.domain.codes import State
    from mediation_desk.services.rows import AgreementDetail, CaseDetail

UNCERTAIN = "（这一年的节假日安排还没有公布，待核对）"


def version(options: argparse.Namespace) -> None:
    """Print the program's version."""
    from mediation_desk import __version__

    say(f"调解台 {__version__}")


def list_cases(options: argparse.Namespace) -> None:
    """List the cases the options leave, newest first."""
    from mediation_desk.services.filters import Concern, Filters

    with open_desk(options) as desk:
        filters = Filters(
            text=options.text,
            states=(_state(options.state),) if options.state else (),
            committee_id=find_committee(desk, options.unit).id if options.unit else "",
            concern=Concern.OVER if options.overdue else None,
        )
        rows = desk.listing.cases(filters, limit=options.limit)
        number = desk.listing.count(filters)
    if options.json:
        tell_json({"count": number, "cases": rows})
        return
    table = (
        (row.number or "（未编号）", row.state.label, str(row.accepted_on or "—"), row.title)
        for row in rows
    )
    tell_table(("编号", "状态", "受理日期", "案件"), table)
    say(f"共 {number} 件" + (f"，列出 {len(rows)} 件" if len(rows) < number else ""))


def show(options: argparse.Namespace) -> None:
    """Show everything of one case."""
    with open_desk(options) as desk:
        case = desk.cases.show(find_case(desk, options.case))
    if options.json:
        tell_json(case)
        return
    for line in _lines(case):
        say(line)


def gaps(options: argparse.Namespace) -> None:
    """List numbers that no case has, and voided ones."""
    with open_desk(options) as desk:
        chosen = [find_committee(desk, options.unit)] if options.unit else desk.office.committees()
        year = options.year or desk.clock.today().year
        found = [(row.name, gap) for row in chosen for gap in desk.numbers.gaps(row.id, year)]
    if options.json:
        tell_json([{"committee": name, "gap": gap} for name, gap in found])
        return
    if not found:
        say(f"{year} 年没有空号。")
        return
    table = ((name, gap.series or "—", gap.label, gap.void_reason or "空号") for name, gap in found)
    tell_table(("调委会", "类别", "序号", "情况"), table)


def sheet(options: argparse.Namespace) -> None:
    """Say which paper a printed sheet is, by the digits in its foot."""
    with open_desk(options) as desk:
        found = desk.papers.which(options.code)
    if options.json:
        tell_json(found)
        return
    if not found:
        raise NotFound(
            f"没有打印过页脚是“{options.code}”的文书。",
            "请照页脚抄写，如 3f9a-1c2b；别的单位打印的文书要到那里查。",
        )
    for one in found:
        say(one.sentence)


def _state(text: str) -> "State":
    from mediation_desk.domain.codes import State

    for state in State:
        if text.strip() in (state.value, state.label):
            return state
    labels = "、".join(state.label for state in State)
    raise InvalidInput({"state": f"没有状态“{text}”，可以写：{labels}。"})


def _lines(case: "CaseDetail") -> list[str]:
    lines = [
        f"{case.number or '（未编号）'}  {case.title}",
        f"状态：{case.state.label}    调委会：{case.committee_name}",
        f"类型：{case.type_label}    来源：{case.source_label}    难易：{case.difficulty_label}",
        *([f"风险等级：{case.risk_label}"] if case.risk_label else []),
        f"登记：{case.registered_on}    受理：{case.accepted_on or '—'}"
        f"    期限：{case.extended_to or case.due_on or '—'}（{case.limit_label or '受理后计算'}）"
        f"{'' if case.limit_certain else UNCERTAIN}",
        f"简要情况：{case.facts}",
        "当事人：",
    ]
    lines += [f"  {party.side.label}  {party.name}（{party.kind.label}）" for party in case.parties]
    lines += [
        f"{part.role.label}：{part.mediator_name}" for part in case.assignments if not part.to_on
    ]
    for held in case.sessions:
        lines.append(f"第{held.ordinal}次调解：{_local(held.held_at)}  {held.place}")
        lines.append(f"  {held.record}")
    if case.agreement:
        lines += _agreement_lines(case.agreement)
    if case.terminated_on:
        lines.append(f"终止：{case.terminated_on}  {case.termination_label}")
        lines += [f"  已告知：{told}" for told in case.remedies]
    lines += [
        f"司法确认：{row.court}  {row.filed_on} 申请  {row.result.label} {row.ruled_on or ''}"
        for row in case.confirmations
    ]
    return lines


def _agreement_lines(made: "AgreementDetail") -> list[str]:
    from mediation_desk.domain.money import format_yuan

    effect = f"{made.effect_on} 生效" if made.effect_on else "尚未生效"
    lines = [
        f"{made.form.label}协议：{made.reached_on} 达成，{effect}，"
        f"涉及金额 {format_yuan(made.amount_fen)} 元，一式 {made.copies} 份，"
        f"{made.performance.label}",
    ]
    lines += [f"  {row.ordinal}. {row.content}" for row in made.clauses]
    lines += [f"  还缺：{what}" for what in made.missing]
    for number, due in enumerate(made.instalments, start=1):
        amount = f"{format_yuan(due.amount_fen)} 元" if due.amount_fen is not None else "—"
        done = f"{due.performed_on} 已履行" if due.performed_on else "未履行"
        lines.append(f"  第{number}期  {due.due_on or '—'}  {amount}  {done}")
    if made.confirmation_safe_on:
        moved = (
            f"（遇节假日可至 {made.confirmation_last_on}）"
            if made.confirmation_last_on != made.confirmation_safe_on
            else ""
        )
        certain = "" if made.confirmation_certain else UNCERTAIN
        lines.append(f"  申请司法确认：{made.confirmation_safe_on} 前{moved}{certain}")
    return lines


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
