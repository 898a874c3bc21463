"""The commands, their options and their help in Chinese."""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mediation_desk.cli import (
    backups,
    binding,
    dossiers,
    evidence,
    funds,
    jobs,
    linkage,
    office,
    people,
    records,
    reports,
    rollup,
    roster,
    scans,
    shows,
    subsidy,
    tables,
    try_out,
    users,
)
from mediation_desk.cli.arguments import YEAR, Parser, number, purpose

EXIT_CODES = """退出码：
  0    完成
  1    没有预料到的错误，详情在日志里
  2    输入有误，或法律、案件状态不允许（没有改动数据）
  3    数据文件打不开或写不进去
  4    找不到
  130  被中断"""

Handler = Callable[[argparse.Namespace], int | None]

SEQUENCE = number(1, 999_999_999)
MOST_LISTED = 1_000_000

_GROUPS = {
    "日常": ("register", "accept", "refuse", "extend", "assign", "session", "conclude", "sign"),
    "之后": ("perform", "confirm", "record", "close", "back"),
    "查看": ("list", "show", "history", "gaps", "print", "scan", "sheet", "dossier"),
    "统计": ("stats", "rollup"),
    "人和材料": ("people", "evidence"),
    "改正": ("undo", "delete", "bin"),
    "单位": ("init", "holidays"),
    "数据": ("backup", "restore", "check", "audit"),
    "名册和补贴": ("roster", "subsidy", "funds", "tables"),
    "联动": ("linkage",),
    "账户": ("users",),
    "演示": ("demo", "run-demo"),
}

_HOME = "数据所在的文件夹；不写则用环境变量 MEDIATION_DESK_HOME 或本机的默认位置"


_USER = "设了账户的单位：谁在用；不写则用环境变量 MEDIATION_DESK_USER"
_PASSWORD = "从文件的第一行读口令；不写则在提示时输入，不会显示出来"


class _Commands:
    """The table of commands while the parser is put together."""

    def __init__(self) -> None:
        self.parsers: dict[str, Parser] = {}
        self.words: dict[str, str] = {}

    def add(
        self, name: str, words: str, run: Handler, *, example: str, answers: bool = True
    ) -> argparse._ArgumentGroup:
        """Add a command and return the group its own options go to."""
        epilog = f"示例：\n  mediation-desk {example}\n\n{EXIT_CODES}"
        made = Parser(f"mediation-desk {name}", words + "。", epilog=epilog)
        made.set_defaults(run=run, json=False, command=name)
        group = made.add_argument_group("参数")
        common = made.add_argument_group("通用")
        common.add_argument("-h", "--help", action="help", help="显示这份说明")
        common.add_argument("--home", type=Path, metavar="文件夹", help=_HOME)
        if answers:
            common.add_argument("--json", action="store_true", help="用 JSON 回答，供脚本读取")
            common.add_argument("--user", metavar="登录名", help=_USER)
            common.add_argument("--password-file", type=Path, metavar="文件", help=_PASSWORD)
        self.parsers[name] = made
        self.words[name] = words
        return group


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; parse_args gives `run` and its options."""
    commands = _Commands()
    _add_case_jobs(commands)
    _add_later_jobs(commands)
    _add_shows(commands)
    example = "stats --year 2025 --out 2025年统计.xlsx"
    words = "统计一年或一段时间的案件"
    reports.add_options(commands.add("stats", words, reports.stats, example=example))
    rollup.add_options(commands.add("rollup", rollup.WORDS, rollup.rollup, example=rollup.EXAMPLE))
    _add_records(commands)
    _add_office(commands)
    _add_safety(commands)
    for name, words_of, run in (
        ("subsidy", subsidy, subsidy.subsidy),
        ("funds", funds, funds.funds),
        ("people", people, people.people),
        ("evidence", evidence, evidence.evidence),
        ("roster", roster, roster.roster),
        ("linkage", linkage, linkage.linkage),
        ("tables", tables, tables.tables),
        ("scan", scans, scans.scan),
        ("users", users, users.users),
        ("dossier", binding, binding.dossier),
    ):
        words_of.add_options(commands.add(name, words_of.WORDS, run, example=words_of.EXAMPLE))
    _add_demo(commands)
    return _top(commands)


def _top(commands: _Commands) -> argparse.ArgumentParser:
    lines = ["命令："]
    for title, names in _GROUPS.items():
        lines.append(f" {title}")
        lines += [f"  {name:<10}{commands.words[name]}" for name in names]
    lines += ["", "某个命令的说明：mediation-desk 命令 --help", "", EXIT_CODES]
    top = _Dispatcher(
        "mediation-desk",
        "调解台：人民调解案件管理。不写命令就打开窗口。",
        usage="mediation-desk [--home 文件夹] [命令 …]",
        epilog="\n".join(lines),
    )
    top.commands = commands.parsers
    group = top.add_argument_group("选项")
    group.add_argument("-h", "--help", action="help", help="显示这份说明")
    group.add_argument("--version", action="store_true", help="显示版本")
    group.add_argument("--home", type=Path, metavar="文件夹", help=_HOME)
    group.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    top.set_defaults(run=try_out.open_window, json=False)
    return top


_BROKEN = re.compile("[\ud800-\udfff]")
"""What Python makes of bytes on the command line that are no UTF-8."""


class _Dispatcher(Parser):
    """Reads the options before the command, then lets the command's parser read the rest."""

    commands: dict[str, Parser]

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return the options of the command that was named."""
        given = sys.argv[1:] if args is None else list(args)
        if any(not word.isascii() and _BROKEN.search(word) for word in given):
            self.error("里面有读不懂的字符，请重新输入")
        found = super().parse_args(given, namespace)
        if found.version:
            found.run = shows.version
            return found
        if not found.rest:
            return found
        name, *words = found.rest
        if name not in self.commands:
            import difflib

            near = difflib.get_close_matches(name, self.commands, n=1)
            self.error(f"没有命令“{name}”" + (f"，是不是“{near[0]}”" if near else ""))
        chosen = self.commands[name].parse_args(words)
        chosen.home = chosen.home or found.home
        return chosen


def _case_job(commands: _Commands, name: str, words: str, example: str) -> argparse._ArgumentGroup:
    group = commands.add(name, words, jobs.case_job, example=example)
    _case(group)
    return group


def _case(group: argparse._ArgumentGroup) -> None:
    words = "编号（括号可省）、id 或只有这一件才有的一段文字"
    group.add_argument("case", metavar="案件", help=words)


def _file(group: argparse._ArgumentGroup, *, needed: bool = True) -> None:
    words = "输入文件（JSON，UTF-8 编码）；- 表示从标准输入读"
    if not needed:
        words += "；也可以不用文件，写下面的参数"
    group.add_argument("file", metavar="文件.json", nargs=None if needed else "?", help=words)


def _add_case_jobs(commands: _Commands) -> None:
    group = commands.add("register", "登记一起纠纷", jobs.register, example="register 登记.json")
    _file(group)
    group = _case_job(commands, "accept", "受理，取得编号和期限", "accept 排水 --on 2025-05-14")
    _file(group, needed=False)
    group.add_argument("--on", dest="accepted_on", metavar="日期", help="受理日期，如 2025-05-14")
    group.add_argument("--series", metavar="字", help="编号类别，如“口”；不写为普通编号")
    group.add_argument(
        "--sequence", type=SEQUENCE, metavar="号", help="补录旧案件时的原序号；不写取下一个号"
    )
    group = _case_job(
        commands, "refuse", "不予受理", "refuse 排水 --reason 对方明确拒绝，已告知可以起诉"
    )
    _file(group, needed=False)
    group.add_argument("--reason", metavar="理由", help="不予受理的理由和当事人可以去的地方")
    group = _case_job(
        commands, "extend", "延长调解期限", "extend 009 --to 2025-07-31 --reason 双方书面同意"
    )
    _file(group, needed=False)
    group.add_argument("--to", dest="extended_to", metavar="日期", help="延长到哪一天")
    group.add_argument("--reason", metavar="理由", help="延长的理由和各方同意的情况")
    for name, words, file in (
        ("assign", "指派调解员、邀请参加人", "指派.json"),
        ("session", "记录一次调解", "调解.json"),
        ("conclude", "达成协议（书面、口头）或终止调解", "书面协议.json"),
        ("sign", "登记签名、盖章", "签章.json"),
    ):
        _file(_case_job(commands, name, words, f"{name} 泾示人调字第003号 {file}"))


def _add_later_jobs(commands: _Commands) -> None:
    group = _case_job(commands, "perform", "登记一期已履行", "perform 003 --no 1 --on 2025-04-05")
    _file(group, needed=False)
    group.add_argument(
        "--no", dest="instalment", type=SEQUENCE, metavar="期", help="第几期，见 show 的“第1期”"
    )
    group.add_argument("--on", dest="performed_on", metavar="日期", help="哪一天履行的")
    group.add_argument("--note", metavar="说明", help="怎样履行的，如“转账凭证已收”")
    _file(_case_job(commands, "confirm", "登记司法确认的申请或结果", "confirm 012 司法确认.json"))
    words = "登记回访、调查、送达、收条、督促、无争议事实或补充记载"
    _file(_case_job(commands, "record", words, "record 003 回访.json"))
    group = _case_job(commands, "close", "结案", "close 011 --on 2025-05-21")
    _file(group, needed=False)
    group.add_argument("--on", dest="closed_on", metavar="日期", help="结案日期")
    group = _case_job(commands, "back", "退回上一步，原因留在历史里", "back 011 --reason 登记错了")
    _file(group, needed=False)
    group.add_argument("--reason", metavar="原因", help="退回的原因")


def _add_shows(commands: _Commands) -> None:
    group = commands.add("list", "列出案件", shows.list_cases, example="list 排水")
    group.add_argument(
        "text", nargs="?", default="", metavar="文字", help="编号、姓名、地点、案情里的一段文字"
    )
    group.add_argument("--state", metavar="状态", help="如 mediating 或“调解中”")
    group.add_argument("--unit", metavar="调委会", help="全称或简称")
    group.add_argument("--overdue", action="store_true", help="只看超过期限还没办结的")
    group.add_argument(
        "--limit",
        type=number(1, MOST_LISTED),
        default=100,
        metavar="件",
        help="最多列出多少件；不写为 100",
    )
    group = commands.add("show", "显示一起案件", shows.show, example="show 003")
    _case(group)
    group = commands.add("gaps", "列出空号和作废的号", shows.gaps, example="gaps --year 2025")
    group.add_argument("--unit", metavar="调委会", help="全称或简称；不写为全部")
    group.add_argument("--year", type=YEAR, metavar="年", help="年份；不写为今年")
    words = "这张打印的文书是哪一版：照页脚的“文本”抄写"
    group = commands.add("sheet", words, shows.sheet, example="sheet 3f9a-1c2b")
    group.add_argument("code", metavar="文本", help="页脚的八位，如 3f9a-1c2b")
    group = commands.add(
        "print",
        "把文书存成 PDF",
        reports.print_paper,
        example="print 003 --kind agreement --out 协议书.pdf",
    )
    _case(group)
    group.add_argument("--kind", metavar="文书", help="如 agreement；不写则列出可以打印的")
    group.add_argument(
        "--out", type=Path, metavar="文件.pdf", help="存到哪里；不写则存在当前文件夹，以编号命名"
    )
    purpose(group)


def _add_records(commands: _Commands) -> None:
    words = "显示一起案件的历史：谁、何时、改了什么"
    _case(commands.add("history", words, records.history, example="history 003"))
    group = commands.add("undo", "撤销最近保存的一步", records.undo, example="undo 003 --yes")
    group.add_argument(
        "case", nargs="?", metavar="案件", help="只看这起案件；不写则是自己最近保存的一步"
    )
    group.add_argument("--redo", action="store_true", help="把刚撤销的恢复回来")
    group.add_argument("--reason", metavar="原因", help="撤销的原因，留在历史里")
    group.add_argument("--yes", action="store_true", help="确定；不写则只说会撤销什么")
    group = commands.add(
        "delete", "把案件移到回收站", records.delete, example="delete 003 --reason 重复登记"
    )
    _case(group)
    group.add_argument("--reason", metavar="原因", help="删除的原因")
    group = commands.add("bin", "列出回收站，或从中恢复", records.bin_, example="bin --restore 003")
    group.add_argument("--restore", metavar="案件", help="恢复这一件：编号、名称或其中一段")
    words = "核验审计记录和全部数据有没有被改动"
    commands.add("audit", words, records.audit, example="audit")


def _add_office(commands: _Commands) -> None:
    group = commands.add("init", "建立单位、调委会和调解员", office.init, example="init 单位.json")
    _file(group)
    group = commands.add(
        "holidays",
        "导入节假日表；不写文件则列出已导入的",
        office.holidays,
        example="holidays 节假日.csv",
    )
    group.add_argument("file", nargs="?", metavar="文件.csv", help="表头为“日期,类型,名称”的表")


def _add_safety(commands: _Commands) -> None:
    group = commands.add(
        "backup",
        "备份到本机和第二处，并打开核对",
        backups.backup,
        example="backup --second /media/备份盘/调解台备份",
    )
    group.add_argument("--list", action="store_true", help="只列出现有的备份")
    group.add_argument(
        "--second", type=Path, metavar="文件夹", help="设定第二处（U 盘、另一块硬盘），以后自动认出"
    )
    group = commands.add(
        "restore",
        "恢复到一份备份；不写序号则列出备份",
        backups.restore,
        example="restore 12 --yes",
    )
    group.add_argument("number", nargs="?", type=int, metavar="序号", help="备份的序号")
    group.add_argument("--yes", action="store_true", help="确定恢复；现在的数据会另存一份")
    group.add_argument(
        "--replay", action="store_true", help="数据损坏时，把备份之后还读得出的修改补做一遍"
    )
    group.add_argument("--folder", type=Path, metavar="文件夹", help="从这个文件夹里找备份")
    words = "通读数据和备份，报告是否完好；写了案件则自查它的卷宗"
    group = commands.add("check", words, dossiers.check, example="check 003")
    group.add_argument("case", nargs="?", metavar="案件", help="自查这一件的卷宗：列出问题和评分")


def _add_demo(commands: _Commands) -> None:
    group = commands.add(
        "demo", "建立演示单位", try_out.demo, example="demo --home 演示", answers=False
    )
    group.add_argument("--county", action="store_true", help="一个县一年 2868 起纠纷（约半分钟）")
    group = commands.add(
        "run-demo",
        "打开演示窗口；没有显示器时把文书和图片存到文件夹",
        try_out.run_demo,
        example="run-demo --out out",
        answers=False,
    )
    group.set_defaults(demo_folder="demo-office")
    group.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="文件夹",
        help="演示数据和文件存到哪里；不写为 out",
    )
