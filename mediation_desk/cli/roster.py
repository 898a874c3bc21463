"""The command about mediators: the list, their records, a year, cases handed over."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.arguments import purpose
from mediation_desk.cli.desk import open_desk
from mediation_desk.cli.output import say, tell_done, tell_json, tell_table
from mediation_desk.domain.money import format_yuan
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.changes import Changed
    from mediation_desk.services.roster_rows import RosterKind


WORDS = "调解员：名册、培训和请假、年度一览、移交案件；不写动作则列出名册"
EXAMPLE = "roster year 调样甲 --period 2025"


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
    group.add_argument("names", nargs="*", metavar="调解员", help="姓名；record 可以写几个人")
    group.add_argument("--kind", metavar="类别", help="record：培训、表彰、请假、批评或处理")
    group.add_argument("--title", metavar="名称", help="record：培训、表彰的名称，或事由")
    group.add_argument("--on", metavar="日期", help="record、hand-over：从哪一天；不写为今天")
    group.add_argument("--to", metavar="日期", help="record：到哪一天")
    group.add_argument("--by", metavar="单位", default="", help="record：主办或授予的单位")
    group.add_argument("--hours", type=int, default=0, metavar="学时", help="record：培训的学时")
    group.add_argument("--period", metavar="时段", help="year：2025、2025Q3 等；不写为最近的年度")
    group.add_argument("--successor", metavar="调解员", help="hand-over：由谁接收")
    group.add_argument("--reason", default="", metavar="原因", help="hand-over：为什么交接")
    group.add_argument("--resigns", action="store_true", help="hand-over：移交人同时停止任职")
    group.add_argument("--yes", action="store_true", help="hand-over：确定；不写则只列出会移交什么")
    group.add_argument("--out", type=Path, metavar="文件.pdf", help="year、hand-over：存成 PDF")
    purpose(group)


def roster(options: argparse.Namespace) -> None:
    """Do what the action names; without one list the mediators."""
    with open_desk(options) as desk:
        done = _ACTIONS[options.action](desk, options)
    if done is not None:
        tell_done(done, as_json=options.json)


def _list(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.office.mediators()
    if options.json:
        tell_json(rows)
        return
    tell_table(
        ("姓名", "调委会", "职务", "在办", "任职", "核对"),
        (
            (
                row.name,
                row.committee_name,
                row.position_label,
                str(row.open_cases),
                "在任" if row.active else "停任",
                "；".join(row.warnings),
            )
            for row in rows
        ),
    )


def _record(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.roster_rows import RosterDraft

    draft = RosterDraft(
        kind=_kind(options.kind),
        from_on=_day(options.on, "--on") or desk.clock.today(),
        title=options.title or "",
        to_on=_day(options.to, "--to"),
        organiser=options.by,
        hours=options.hours,
    )
    return desk.mediator_records.add(draft, [_named(desk, name) for name in options.names])


def _year(desk: "Desk", options: argparse.Namespace) -> None:
    mediator_id = _only(desk, options)
    text = options.period or str(desk.statistics.newest_year())
    period = desk.statistics.period(text)
    year = desk.mediator_years.year(mediator_id, period)
    if options.out:
        paper = desk.mediator_years.paper(mediator_id, period, purpose=options.purpose)
        atomic_write(options.out, paper)
    if options.json:
        figures = {one.key: one.text for one in year.figures}
        types = {one.label: len(one.case_ids) for one in year.types}
        told = {"name": year.name, "period": period, "figures": figures, "types": types}
        tell_json(told | {"hours": year.hours, "leave_days": year.leave_days})
        return
    say(f"{year.name}　{year.committee_name}　{period.label}")
    tell_table(("项目", "本期"), ((one.label, one.text) for one in year.figures))
    say("、".join(f"{one.label} {len(one.case_ids)} 件" for one in year.types))
    granted = format_yuan(year.subsidy_fen)
    say(f"培训 {year.hours} 学时，请假 {year.leave_days} 天，补贴 {granted} 元。")
    if options.out:
        say(f"年度一览表：{options.out}")


def _hand_over(desk: "Desk", options: argparse.Namespace) -> "Changed | None":
    from mediation_desk.services.roster_rows import HandoverDraft

    leaver = _only(desk, options)
    taker = _named(desk, options.successor) if options.successor else ""
    if not options.yes:
        lines = desk.handover.plan(leaver, taker)
        if options.json:
            tell_json(lines)
            return None
        for line in lines:
            what = "移交" if line.moves else "督促履行"
            say(f"{line.number}　{line.title}　{line.role}　{what}　{line.doubt}")
        say("没有移交；确定后加 --yes。")
        return None
    day = _day(options.on, "--on") or desk.clock.today()
    done = desk.handover.hand_over(
        HandoverDraft(leaver, taker, day, options.reason, resigns=options.resigns)
    )
    if options.out:
        atomic_write(options.out, desk.handover.paper(done.id, purpose=options.purpose))
    return done


def _terms(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.terms.ending()
    if options.json:
        tell_json(rows)
        return
    heads = ("到期日", "事项", "名称", "调委会")
    tell_table(
        heads,
        ((row.ends_on.isoformat(), row.kind.label, row.name, row.committee_name) for row in rows),
    )


_ACTIONS: "dict[str, Callable[[Desk, argparse.Namespace], Changed | None]]" = {
    "list": _list,
    "record": _record,
    "year": _year,
    "hand-over": _hand_over,
    "terms": _terms,
}
ACTIONS = tuple(_ACTIONS)
"""What the command can do."""


def _kind(text: str | None) -> "RosterKind":
    from mediation_desk.services.roster_rows import RosterKind

    for one in RosterKind:
        if (text or "").strip() in (one.value, one.label):
            return one
    words = "、".join(one.label for one in RosterKind)
    raise InvalidInput({"--kind": f"请写明类别：{words}。"})


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidInput({option: f"“{text}”不是日期，请写成 2025-06-10。"}) from error


def _only(desk: "Desk", options: argparse.Namespace) -> str:
    if len(options.names) != 1:
        raise InvalidInput({"调解员": "请写一位调解员的姓名。"})
    return _named(desk, options.names[0])


def _named(desk: "Desk", name: str) -> str:
    """Return the id of the mediator of a name, of an id where two have one name."""
    found = [row for row in desk.office.mediators() if name.strip() in (row.name, row.id)]
    if not found:
        raise NotFound(f"名册里没有调解员“{name}”。", "可以用 roster 查看名册。")
    if len(found) > 1:
        ids = "、".join(f"{row.id}（{row.committee_name}）" for row in found)
        raise InvalidInput({"调解员": f"有几位{name}，请写 id：{ids}。"})
    return found[0].id
