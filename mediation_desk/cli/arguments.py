"""argparse in Chinese: help in columns a terminal can show, errors in sentences."""

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from mediation_desk.cli.output import BAD_INPUT, width_of

COLUMN = 20
"""Where the words of the help begin, in terminal columns."""

_TRANSLATED = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，可以是 \3"),
    (r"argument (.*?): expected one argument", r"\1 后面要写内容"),
    (r"argument (.*?): invalid .*? value: (.*)", r"\1 看不懂 \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 后面不写内容"),
    (r"argument (.*?): (.*[。一-鿿])", r"\1 \2"),
)


class Help(argparse.RawDescriptionHelpFormatter):
    """Help that begins with 用法 and keeps its columns straight with Chinese words in them."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        """Begin with the Chinese word."""
        super().add_usage(usage, actions, groups, prefix or "用法：")

    def format_help(self) -> str:
        """End the headings as Chinese does."""
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _format_action(self, action: argparse.Action) -> str:
        # argparse counts characters, not the columns they take on a terminal.
        name = "  " + self._format_action_invocation(action)
        if action.help == argparse.SUPPRESS:
            return ""
        gap = COLUMN - width_of(name)
        between = " " * gap if gap > 0 else "\n" + " " * COLUMN
        return f"{name}{between}{action.help}\n"


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese."""

    def __init__(self, prog: str, description: str, *, usage: str = "", epilog: str = "") -> None:
        """Take the words; nothing may be abbreviated, -h is added with Chinese words."""
        super().__init__(
            prog=prog,
            usage=usage or None,
            description=description,
            epilog=epilog,
            add_help=False,
            formatter_class=Help,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and leave with code 2."""
        for pattern, words in _TRANSLATED:
            message = re.sub(f"^{pattern}$", words, message)
        usage = self.format_usage()
        sys.stderr.write(f"{usage}命令没有写对：{message}。用 {self.prog} --help 看说明。\n")
        sys.exit(BAD_INPUT)


def number(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of a whole number between two others."""

    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,12}", text, re.ASCII) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"应是 {least} 到 {most} 之间的整数")
        return int(text)

    return read


YEAR = number(1950, 2199)


def purpose(group: argparse._ArgumentGroup) -> None:
    """Let a command that writes a file for outside say what it is for."""
    group.add_argument(
        "--purpose",
        default="",
        metavar="用途",
        help="导出的用途，记在审计里；设了账户的单位要写",
    )
