"""`dossier`: what a case's dossier is made of and lacks; bound into a PDF or a package."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.arguments import purpose
from mediation_desk.cli.desk import find_case, open_desk
from mediation_desk.cli.output import say, tell_json, tell_table
from mediation_desk.files import atomic_write

if TYPE_CHECKING:
    from mediation_desk.services.court_package import CourtChecklist
    from mediation_desk.services.dossier_rows import DossierItem

WORDS = "装订卷宗：列出卷内材料和缺少的，或存成 PDF、移交包"
EXAMPLE = "dossier 003 --out 卷宗.pdf"


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command its options."""
    group.add_argument("case", metavar="案件", help="编号、编号的一段，或 show 里的标识")
    group.add_argument("--out", type=Path, metavar="文件.pdf", help="装订成 PDF，存到这里")
    group.add_argument("--duplex", action="store_true", help="双面打印：每份材料另起一张纸")
    group.add_argument("--package", type=Path, metavar="文件.zip", help="另存移交包，存到这里")
    group.add_argument("--court", action="store_true", help="不装订卷宗，装订司法确认材料")
    purpose(group)


def dossier(options: argparse.Namespace) -> None:
    """List the items of a dossier; bind it where a file is named."""
    with open_desk(options) as desk:
        case_id = find_case(desk, options.case)
        if options.out is None and options.package is None:
            found = (desk.court.checklist if options.court else desk.dossiers.plan)(case_id)
            if options.json:
                tell_json(found)
                return
            tell_table(("材料", "要求", "状态"), (_line(item) for item in found.items))
            if options.court:
                for sentence in _window(found):
                    say(sentence)
            return
        made = (
            desk.court.build(case_id)
            if options.court
            else desk.dossiers.build(case_id, duplex=options.duplex)
        )
        written = []
        if options.out is not None:
            data = desk.dossiers.take_out(case_id, made, options.purpose)
            written.append(atomic_write(options.out, data))
        if options.package is not None:
            data = desk.dossiers.hand_over(case_id, made, options.purpose)
            written.append(atomic_write(options.package, data))
    if options.json:
        facts = {"files": [str(file) for file in written], "pages": made.pages}
        tell_json({**facts, "entries": made.entries, "missing": made.missing})
        return
    for file in written:
        say(f"已装订（{made.pages} 页，编页 {made.numbered} 页）：{file}")
    if made.missing:
        say(f"还缺：{'、'.join(made.missing)}。")


def _window(found: "CourtChecklist") -> Iterator[str]:
    """Yield until when it can be filed, and why a court may not confirm it."""
    if found.filed_on is not None:
        yield f"已于 {found.filed_on} 申请。"
    elif found.safe_on is not None and found.days_left is not None:
        left = f"还有 {found.days_left} 天" if found.days_left >= 0 else "已过"
        yield f"稳妥的最后一天 {found.safe_on}（{left}），遇节假日顺延至 {found.last_on}。"
    yield from found.warnings


def _line(item: "DossierItem") -> tuple[str, str, str]:
    state = item.missing or "；".join(item.troubles) or "齐"
    return item.label, "必须" if item.must else "按需", state
