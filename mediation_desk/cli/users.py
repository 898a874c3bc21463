"""The command about accounts: making them, roles, passwords, the recovery key."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import open_desk, paths_of
from mediation_desk.cli.door import new_secret, secret
from mediation_desk.cli.output import say, tell_json, tell_table
from mediation_desk.clock import CHINA
from mediation_desk.domain.passwords import RULE, Credentials
from mediation_desk.domain.rights import AccountRole, Duties
from mediation_desk.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.account_rows import AccountRow
    from mediation_desk.services.changes import Changed

NEW_FILE = "--new-password-file"


WORDS = "账户、角色、口令和恢复密钥；不写动作则列出账户"
EXAMPLE = "users add liyang --name 李样 --roles 调解员"


def add_options(group: argparse._ArgumentGroup) -> None:
    """Give the command its options."""
    group.add_argument(
        "action",
        nargs="?",
        default="list",
        choices=ACTIONS,
        metavar="动作",
        help="、".join(ACTIONS),
    )
    group.add_argument("login", nargs="?", metavar="登录名", help="哪个账户")
    group.add_argument("--name", metavar="姓名", help="使用人的姓名")
    group.add_argument("--roles", metavar="角色", help="一个或几个角色，用、隔开")
    group.add_argument("--mediator", metavar="姓名", help="是名册里的哪一位调解员")
    group.add_argument("--separate", action="store_true", help="建首个账户时：职责分开")
    group.add_argument(
        "--new-password-file", type=Path, metavar="文件", help="从文件的第一行读新口令"
    )
    group.add_argument(
        "--recovery-key-file", type=Path, metavar="文件", help="从文件的第一行读恢复密钥"
    )


def users(options: argparse.Namespace) -> None:
    """Do what the action names; without one list the accounts."""
    if options.action == "recover":
        _recover(options)
        return
    with open_desk(options) as desk:
        done = _ACTIONS[options.action](desk, options)
        if done is None:
            _tell_accounts(desk, as_json=options.json)
            return
        printed = getattr(done, "recovery_key", "")
        if options.json:
            told = {"id": done.id, "message": done.message}
            tell_json(told | ({"recovery_key": printed} if printed else {}))
            return
        say(f"{done.message}。")
        if printed:
            say(f"\n    {printed}\n")
            say("这是恢复密钥，只显示这一次：请抄写或打印，核对后放进单位的保险柜。")
            say("忘记口令时，只有它能打开数据。旧的恢复密钥和没有口令的旧备份请销毁。")


def _list(desk: "Desk", options: argparse.Namespace) -> None:
    return None


def _first(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.account_rows import AccountDraft

    duties = Duties.SEPARATE if options.separate else Duties.SMALL
    draft = AccountDraft(_login(options), options.name or "")
    password = _new_password(options)
    return desk.accounts.first(draft, password, duties=duties, progress=_tell_progress)


def _add(desk: "Desk", options: argparse.Namespace) -> "Changed":
    from mediation_desk.services.account_rows import AccountDraft

    roles = _roles(options.roles) if options.roles else ()
    draft = AccountDraft(_login(options), options.name or "", _mediator(desk, options.mediator))
    done = desk.accounts.add(draft, _new_password(options))
    if roles:
        desk.accounts.set_roles(done.id, roles)
    return done


def _set_roles(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.accounts.set_roles(_found(desk, options).id, _roles(options.roles or ""))


def _disable(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.accounts.disable(_found(desk, options).id)


def _enable(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.accounts.enable(_found(desk, options).id, _new_password(options))


def _reset(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.accounts.reset_password(_found(desk, options).id, _new_password(options))


def _password(desk: "Desk", options: argparse.Namespace) -> "Changed":
    old = secret("现在的口令：", options.password_file, "--password-file")
    return desk.sign_in.change_password(old, _new_password(options))


def _recovery(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.accounts.new_recovery_key()


def _rekey(desk: "Desk", options: argparse.Namespace) -> "Changed":
    return desk.accounts.change_data_key(_tell_progress)


_ACTIONS: "dict[str, Callable[[Desk, argparse.Namespace], Changed | None]]" = {
    "list": _list,
    "first": _first,
    "add": _add,
    "roles": _set_roles,
    "disable": _disable,
    "enable": _enable,
    "reset": _reset,
    "password": _password,
    "recovery": _recovery,
    "rekey": _rekey,
}
ACTIONS = (*_ACTIONS, "recover")


def _recover(options: argparse.Namespace) -> None:
    """Set a new password with the printed recovery key; no desk is opened for anybody."""
    from mediation_desk.app import recover

    typed = secret("恢复密钥：", options.recovery_key_file, "--recovery-key-file")
    given = Credentials(_login(options), _new_password(options))
    recover(paths_of(options), typed, given)
    message = "口令已重设，请登录后换一份新的恢复密钥"
    if options.json:
        tell_json({"message": message})
    else:
        say(f"{message}（users recovery）。")


def _login(options: argparse.Namespace) -> str:
    if not options.login:
        raise InvalidInput({"登录名": "请写登录名。"})
    return str(options.login)


def _found(desk: "Desk", options: argparse.Namespace) -> "AccountRow":
    wanted = _login(options).casefold()
    for row in desk.accounts.accounts():
        if row.login.casefold() == wanted:
            return row
    raise NotFound(f"没有账户“{options.login}”。", "可以用 users list 查看全部账户。")


def _new_password(options: argparse.Namespace) -> str:
    if options.new_password_file is None:
        print(RULE, file=sys.stderr)
    return new_secret("新口令：", options.new_password_file, NEW_FILE)


def _roles(text: str) -> tuple[AccountRole, ...]:
    known = {word: role for role in AccountRole for word in (role.value, role.label)}
    found = []
    for word in text.replace("，", "、").replace(",", "、").split("、"):
        role = known.get(word.strip())
        if role is None:
            labels = "、".join(one.label for one in AccountRole)
            raise InvalidInput({"roles": f"没有角色“{word.strip()}”，可以写：{labels}。"})
        found.append(role)
    return tuple(found)


def _mediator(desk: "Desk", name: str | None) -> str:
    if not name:
        return ""
    for row in desk.office.mediators():
        if row.name == name.strip():
            return row.id
    raise InvalidInput({"mediator": f"名册里没有调解员“{name}”。"})


def _tell_accounts(desk: "Desk", *, as_json: bool) -> None:
    rows = desk.accounts.accounts()
    if as_json:
        tell_json(rows)
        return
    if not rows:
        say("本单位没有账户，打开时不用口令。可以用 users first 建立第一个账户。")
        return
    table = (
        (
            row.login,
            row.name,
            row.role_labels or "—",
            "在用" if row.active else "已停用",
            f"{row.last_sign_in_at.astimezone(CHINA):%Y-%m-%d}" if row.last_sign_in_at else "—",
            row.warning,
        )
        for row in rows
    )
    tell_table(("登录名", "姓名", "角色", "状态", "上次登录", "提示"), table)


def _tell_progress(done: int, total: int) -> None:
    if done == total:
        print("数据已换上新的密钥。", file=sys.stderr)
