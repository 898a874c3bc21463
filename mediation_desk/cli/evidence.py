"""The command about evidence: files kept with a case, listed, saved outside, read through."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk.cli.arguments import purpose
from mediation_desk.cli.desk import find_case, open_desk
from mediation_desk.cli.output import STORE, say, tell_done, tell_json, tell_table
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.app import Desk


WORDS = "证据和扫描件：收进、列出、存到外面、核对"
EXAMPLE = "evidence add 011 照片.jpg --source 邻样东"


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command its own options."""
    group.add_argument(
        "action",
        nargs="?",
        default="verify",
        choices=ACTIONS,
        metavar="动作",
        help="、".join(ACTIONS) + "；不写为 verify",
    )
    group.add_argument("case", nargs="?", default="", metavar="案件", help="哪一个案件")
    group.add_argument(
        "files", nargs="*", type=Path, metavar="文件", help="add：收进来的文件，一个或几个"
    )
    group.add_argument("--slot", metavar="卷内项", help="add：归入卷内哪一项；不写为证据材料")
    group.add_argument("--source", default="", metavar="来源", help="add：谁提供的")
    group.add_argument("--proves", default="", metavar="证明", help="add：证明什么")
    group.add_argument("--original", action="store_true", help="add：是原件，不写为复印件")
    group.add_argument("--on", metavar="日期", help="add：哪一天收集的")
    group.add_argument("--no", type=int, metavar="序号", help="export：list 里的序号")
    group.add_argument("--out", type=Path, metavar="文件", help="export：存到哪里")
    purpose(group)


def evidence(options: argparse.Namespace) -> int:
    """Do what the action names; without one read every file through. Return the exit code."""
    with open_desk(options) as desk:
        return _ACTIONS[options.action](desk, options)


def _add(desk: "Desk", options: argparse.Namespace) -> int:
    from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming

    if not options.files:
        raise InvalidInput({"文件": "请写明要收进来的文件。"})
    missing = [file for file in options.files if not file.is_file()]
    if missing:
        raise NotFound(f"没有文件“{missing[0]}”，没有收进任何文件。", "请核对文件名。")
    draft = EvidenceDraft(
        slot=_slot(desk, options.slot),
        source=options.source,
        proves=options.proves,
        is_copy=not options.original,
        collected_on=_day(options.on),
    )
    files = [Incoming(file.name, file) for file in options.files]
    done = desk.evidence.add(find_case(desk, options.case), files, draft)
    tell_done(done, as_json=options.json)
    return 0


def _list(desk: "Desk", options: argparse.Namespace) -> int:
    rows = desk.evidence.rows(find_case(desk, options.case))
    if options.json:
        tell_json(rows)
        return 0
    table = (
        (str(number), row.slot_label, row.file_name, str(row.pages), row.source, row.trouble)
        for number, row in enumerate(rows, start=1)
    )
    tell_table(("序号", "卷内项", "材料", "页数", "来源", "问题"), table)
    return 0


def _export(desk: "Desk", options: argparse.Namespace) -> int:
    rows = desk.evidence.rows(find_case(desk, options.case))
    number = options.no or 1
    if not 1 <= number <= len(rows):
        raise NotFound(f"这个案件有 {len(rows)} 份材料，没有第 {number} 份。", "用 list 查看。")
    if not options.purpose.strip():
        raise InvalidInput({"--purpose": "请写明用途，它会和导出一起记下来。"})
    row = rows[number - 1]
    target = options.out or Path(row.file_name)
    if target.exists():
        raise InvalidInput({"--out": f"“{target}”已经存在，没有覆盖，请另写一个文件名。"})
    atomic_write(target, desk.evidence.content(row.id, purpose=options.purpose))
    if options.json:
        tell_json({"file": str(target)})
    else:
        say(f"材料已存为：{target}")
    return 0


def _verify(desk: "Desk", options: argparse.Namespace) -> int:
    broken = desk.evidence.verify()
    if options.json:
        tell_json(broken)
    elif not broken:
        say("所有材料都在，与存入时一致。")
    for one in broken if not options.json else ():
        say(f"{one.case_number or one.case_title}　{one.name}：{one.trouble}")
    return STORE if broken else 0


def _slot(desk: "Desk", text: str | None) -> str:
    """Return the item of the dossier a user names. Raises InvalidInput with what there is."""
    if not text:
        return "evidence"
    items = desk.reference.items("dossier_items")
    for item in items:
        if text.strip() in (item.code, item.label):
            return item.code
    shown = "、".join(item.label for item in items)
    raise InvalidInput({"--slot": f"没有“{text}”这一项，可以写：{shown}。"})


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidInput({"--on": f"看不懂日期“{text}”，请写成 2025-03-31。"}) from error


_ACTIONS: "dict[str, Callable[[Desk, argparse.Namespace], Any]]" = {
    "add": _add,
    "list": _list,
    "export": _export,
    "verify": _verify,
}
ACTIONS = tuple(_ACTIONS)
