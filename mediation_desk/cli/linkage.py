"""The command about linkage: what waits, the front desk, letters, sweeps, zero reports, sheets."""

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk.cli.arguments import number, purpose
from mediation_desk.cli.desk import find_committee, open_desk
from mediation_desk.cli.output import say, tell_done, tell_json, tell_table
from mediation_desk.domain.linkage import LineKind
from mediation_desk.errors import InvalidInput
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.changes import Changed
    from mediation_desk.services.linkage_rows import LetterRow

_KINDS = {one.label: one for one in LineKind}
COUNT = number(0, 100_000)

WORDS = "联动：来访、函件、零报告；不写动作则列出该办的"
EXAMPLE = "linkage line --text 空调外机热风扰民 --name 示样梅"


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command its own options."""
    group.add_argument(
        "action",
        nargs="?",
        default="due",
        choices=ACTIONS,
        metavar="动作",
        help="、".join(ACTIONS) + "；不写为 due",
    )
    group.add_argument("--text", default="", metavar="文字", help="line：说了什么事；别的：查找")
    group.add_argument("--kind", choices=_KINDS, default="来访", help="line：来访、咨询或隐患")
    group.add_argument("--name", default="", metavar="姓名", help="line：谁来的")
    group.add_argument("--phone", default="", metavar="电话", help="line：电话")
    group.add_argument("--place", default="", metavar="地点", help="line、sweep：哪里")
    group.add_argument("--unit", metavar="调委会", help="全称或简称；只有一个调委会时不用写")
    group.add_argument("--month", metavar="年-月", help="zero：哪个月没有纠纷，如 2025-12")
    group.add_argument("--by", default="", metavar="姓名", help="zero：谁报的")
    group.add_argument("--on", metavar="日期", help="line、zero：哪一天；不写为今天")
    group.add_argument("--how", metavar="种类", help="sweep：排查种类；不写为定期排查")
    group.add_argument("--people", default="", metavar="人员", help="sweep：谁参加")
    for name, words in (("--found", "发现几件"), ("--settled", "当场化解几件")):
        group.add_argument(name, type=COUNT, default=0, metavar="件", help=f"sweep：{words}")
    group.add_argument("--year", type=int, metavar="年", help="sweeps、zeros、两种表：不写为今年")
    group.add_argument(
        "--out", type=Path, metavar="文件", help="sweep-sheet、zero-sheet：.pdf 或 .xlsx"
    )
    purpose(group)


def linkage(options: argparse.Namespace) -> None:
    """Do what the action names; without one say what waits."""
    with open_desk(options) as desk:
        done = _ACTIONS[options.action](desk, options)
    if done is not None:
        tell_done(done, as_json=options.json)


def _due(desk: "Desk", options: argparse.Namespace) -> None:
    from mediation_desk.services.letters import LetterView
    from mediation_desk.services.lines import LineView

    counts = desk.matters.counts()
    if options.json:
        tell_json({matter.value: count for matter, count in counts.items()})
        return
    for matter, count in counts.items():
        say(f"{matter.label}：{count}")
    for letter in desk.letters.letters(LetterView.PRESSING):
        say(f"  函件  {_when(letter)}  {letter.body_label}：{letter.draft.subject}")
    for line in desk.lines.lines(LineView.OVERDUE):
        say(f"  来访  {line.days_open} 天没有处理  {line.draft.content}")
    for village, month in desk.zero_reports.missing():
        say(f"  未报  {month}  {village}")
    for village, last in desk.sweeps.overdue():
        say(f"  排查  {f'上次 {last}' if last else '还没有排查过'}  {village}")


def _letters(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.letters.letters(text=options.text)
    if options.json:
        tell_json(rows)
        return
    table = (
        (
            str(row.draft.dated_on),
            row.draft.direction.label,
            row.draft.kind.label,
            row.body_label,
            row.draft.subject,
            _when(row),
        )
        for row in rows
    )
    tell_table(("日期", "来去", "种类", "单位", "事由", "回复"), table)


def _when(row: "LetterRow") -> str:
    if row.answered_on is not None:
        return f"已回复 {row.answered_on}"
    if not row.waits:
        return "不用回复"
    return f"逾期 {row.days} 天" if row.late else f"还有 {row.days} 天"


def _lines(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.lines.lines(text=options.text)
    if options.json:
        tell_json(rows)
        return
    table = (
        (
            str(row.draft.day),
            row.draft.kind.label,
            row.state.label,
            row.draft.name or "—",
            row.draft.content,
        )
        for row in rows
    )
    tell_table(("日期", "种类", "状态", "姓名", "说了什么事"), table)


def _line(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.linkage_rows import LineDraft

    return desk.lines.save(
        LineDraft(
            committee_id=_unit(desk, options),
            kind=_KINDS[options.kind],
            day=_day(desk, options),
            content=options.text,
            name=options.name,
            phone=options.phone,
            place=options.place,
        )
    )


def _zero(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.linkage_rows import ZeroDraft

    if not options.month:
        raise InvalidInput({"month": "请用 --month 写明哪个月，如 2025-12。"})
    draft = ZeroDraft(_unit(desk, options), options.month, options.by, _day(desk, options))
    return desk.zero_reports.record(draft)


def _sweep(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.linkage_rows import SweepDraft

    return desk.sweeps.save(
        SweepDraft(
            committee_id=_unit(desk, options),
            kind=_sweep_kind(desk, options.how),
            swept_on=_day(desk, options),
            place=options.place,
            people=options.people,
            found=options.found,
            settled=options.settled,
            note=options.text,
        )
    )


def _sweep_kind(desk: "Desk", text: str | None) -> str:
    items = desk.reference.items("sweep_kinds")
    for item in items:
        if not text or text.strip() in (item.code, item.label):
            return item.code
    shown = "、".join(item.label for item in items)
    raise InvalidInput({"--how": f"没有排查种类“{text}”，可以写：{shown}。"})


def _sweeps(desk: "Desk", options: argparse.Namespace) -> None:
    rows = desk.sweeps.sweeps(_year(desk, options), text=options.text)
    if options.json:
        tell_json(rows)
        return
    table = (
        (
            str(row.draft.swept_on),
            row.kind_label,
            row.committee_name,
            row.draft.place,
            str(row.draft.found),
            str(row.draft.settled),
        )
        for row in rows
    )
    tell_table(("日期", "种类", "调委会", "地点", "发现", "化解"), table)


def _zeros(desk: "Desk", options: argparse.Namespace) -> None:
    lines = desk.zero_reports.matrix(_year(desk, options))
    if options.json:
        tell_json(lines)
        return
    for line in lines:
        months = "、".join(month[-2:] for month in line.missing)
        say(f"{line.name}　未报：{months or '—'}")


def _sheet(sheet: str, desk: "Desk", options: argparse.Namespace) -> None:
    from mediation_desk.services.linkage_sheets import LinkageSheet

    if options.out is None or options.out.suffix not in (".pdf", ".xlsx"):
        raise InvalidInput({"--out": "请写明存到哪里，文件名以 .pdf 或 .xlsx 结尾。"})
    sheets, kind = desk.linkage_sheets, LinkageSheet(sheet)
    make = sheets.paper if options.out.suffix == ".pdf" else sheets.workbook
    atomic_write(options.out, make(kind, _year(desk, options), purpose=options.purpose))
    if options.json:
        tell_json({"file": str(options.out)})
    else:
        say(f"{kind.label}：{options.out}")


def _year(desk: "Desk", options: argparse.Namespace) -> int:
    return int(options.year or desk.clock.today().year)


def _unit(desk: "Desk", options: argparse.Namespace) -> str:
    if options.unit:
        return find_committee(desk, options.unit).id
    rows = desk.office.committees(active_only=True)
    if len(rows) != 1:
        raise InvalidInput({"unit": "请用 --unit 写明调委会。"})
    return rows[0].id


def _day(desk: "Desk", options: argparse.Namespace) -> date:
    if not options.on:
        return desk.clock.today()
    try:
        return date.fromisoformat(options.on)
    except ValueError as error:
        raise InvalidInput({"on": f"看不懂日期“{options.on}”，请写成 2025-03-31。"}) from error


_ACTIONS: dict[str, Callable[["Desk", argparse.Namespace], Any]] = {
    "due": _due,
    "letters": _letters,
    "lines": _lines,
    "line": _line,
    "zero": _zero,
    "sweep": _sweep,
    "sweeps": _sweeps,
    "zeros": _zeros,
    "sweep-sheet": partial(_sheet, "sweeps"),
    "zero-sheet": partial(_sheet, "zero"),
}
ACTIONS = tuple(_ACTIONS)
