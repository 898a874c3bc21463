"""`scan`: scanned sheets filed by the codes on them; what found no case is listed."""

import argparse
from pathlib import Path

from mediation_desk.cli.desk import open_desk
from mediation_desk.cli.output import say, tell_json, tell_table
from mediation_desk.services.evidence_rows import Incoming

WORDS = "收入扫描件：按识别码归到案件和文书，或列出待认领的"
EXAMPLE = "scan 签名件.pdf"


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command its options."""
    words = "扫描件或照片（PDF、图片），可以多个；不写则列出待认领的"
    group.add_argument("files", metavar="文件", nargs="*", type=Path, help=words)


def scan(options: argparse.Namespace) -> None:
    """Take in the files that are named; without any list the strays."""
    with open_desk(options) as desk:
        if options.files:
            files = [Incoming(file.name, path=file) for file in options.files]
            done = desk.scans.take_in(desk.scans.read(files))
            tell_json(done) if options.json else say(f"{done.message}。")
            return
        rows = desk.scans.strays()
    if options.json:
        tell_json(rows)
        return
    tell_table(("名称", "页数", "为什么"), ((one.name, str(one.pages), one.why) for one in rows))
