"""Who runs a command: nobody in particular in an open office, else whoever signs in.

A password is typed unseen or read from a file, a descriptor among them (`/dev/fd/3`); never from
the command line, where every other program on the computer can read it.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.domain.passwords import LONGEST, Credentials
from mediation_desk.errors import InvalidInput, NotFound, SignInNeeded

if TYPE_CHECKING:
    from mediation_desk.paths import Paths

USER_VARIABLE = "MEDIATION_DESK_USER"
ANYBODY = "本机用户"


def actor_of(options: argparse.Namespace, paths: "Paths") -> str | Credentials:
    """Return who runs this command. Raises SignInNeeded where the office wants to know."""
    from mediation_desk.app import has_accounts

    if not has_accounts(paths):
        return ANYBODY
    user = options.user or os.environ.get(USER_VARIABLE, "")
    if not user:
        raise SignInNeeded(
            "本单位已设账户，请先登录。",
            f"请用 --user 写登录名，或设环境变量 {USER_VARIABLE}；"
            "口令在提示时输入，或用 --password-file 从文件读。",
        )
    return Credentials(user, secret(f"{user} 的口令：", options.password_file, "--password-file"))


def secret(prompt: str, file: Path | None, option: str) -> str:
    """Return a secret: the first line of a file, or what is typed unseen."""
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise SignInNeeded("这里不能输入口令。", f"请用 {option} 从文件读。")
    return getpass.getpass(prompt)


def new_secret(prompt: str, file: Path | None, option: str) -> str:
    """Return a new secret, typed twice."""
    typed = secret(prompt, file, option)
    if file is None and getpass.getpass("再输入一遍：") != typed:
        raise InvalidInput({"password": "两遍输入的不一样，没有改动。"})
    return typed


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            line = stream.readline(4 * LONGEST + 2)
        return line.decode("utf-8-sig").rstrip("\r\n")
    except FileNotFoundError as error:
        raise NotFound(f"没有文件“{file}”。", "请核对文件名和所在的文件夹。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput({"password": f"文件“{file}”读不出来，应是 UTF-8 文本。"}) from error
