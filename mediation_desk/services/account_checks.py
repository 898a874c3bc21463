"""What accounts must hold to: names, roles together, the last administrator, old passwords."""

import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.passwords import REMEMBERED, check_password
from mediation_desk.domain.rights import ADMINISTRATORS, AccountRole, Duties, check_roles
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.context import Context
from mediation_desk.services.policy import read_policy
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.sealing import is_password, password_hash
from mediation_desk.storage.tables.accounts import account, former_password

UNUSED_DAYS = 90
"""[U] After so long without signing in an account should be disabled (等保 访问控制 c)."""


def login_of(text: str) -> str:
    """Return a login as it is kept: half-width, without outer spaces."""
    return unicodedata.normalize("NFKC", text).strip()


def check_draft(draft: AccountDraft, password: str) -> AccountDraft:
    """Return the draft with its login folded. Raises InvalidInput naming each field."""
    login = login_of(draft.login)
    problems: dict[str, str] = {}
    if not 2 <= len(login) <= 32 or not all(mark.isalnum() or mark in "._-" for mark in login):
        problems["login"] = "登录名请用 2 到 32 个字母、数字或汉字，中间不留空格。"
    if not draft.name.strip():
        problems["name"] = "请填写使用人的姓名。"
    try:
        check_password(password, login)
    except InvalidInput as error:
        problems.update(error.fields)
    if problems:
        raise InvalidInput(problems)
    return AccountDraft(login, draft.name.strip(), draft.mediator_id)


def refuse_taken(connection: Connection, login: str) -> None:
    """Raise InvalidInput when the login is, or ever was, somebody's."""
    taken = connection.execute(select(account.c.login)).scalars()
    if login.casefold() in {one.casefold() for one in taken}:
        raise InvalidInput(
            {"login": "这个登录名已经有人用过，请换一个（停用的账户也不会让出登录名）。"}
        )


def require_administrators(connection: Connection, roles: Iterable[AccountRole], of: str) -> None:
    """Raise RuleViolation when account `of`, left with these roles, leaves none for a role."""
    others = connection.execute(
        select(account.c.roles).where(account.c.active == 1, account.c.id != of)
    ).scalars()
    kept = set(roles).union(*others)
    for role in sorted(ADMINISTRATORS - kept):
        raise RuleViolation(
            f"这是最后一个能用的{role.label}，不能停用，也不能去掉这个角色。",
            "请先给另一个账户这个角色。",
        )


def refuse_mixed(connection: Connection, duties: Duties) -> None:
    """Raise RuleViolation naming who holds roles that another sharing of duties forbids."""
    rows = connection.execute(
        select(account.c.name, account.c.roles).where(account.c.active == 1)
    ).all()
    for row in rows:
        try:
            check_roles(frozenset(AccountRole(role) for role in row.roles), duties)
        except RuleViolation as error:
            raise RuleViolation(f"“{row.name}”的角色还没有分开：{error.message}") from error


def remember_password(writer: Writer, context: Context, account_id: str, password: str) -> None:
    """Keep what recognises the new password, so that it is not used again."""
    hashed = {"hash": password_hash(password), "set_at": context.clock.now()}
    writer.insert(former_password, {"account_id": account_id, **hashed})


def refuse_reused(connection: Connection, account_id: str, password: str, field: str) -> None:
    """Raise InvalidInput when the password is one of the last that this account had."""
    query = (
        select(former_password.c.hash)
        .where(former_password.c.account_id == account_id)
        .order_by(former_password.c.id.desc())
        .limit(REMEMBERED)
    )
    for known in connection.execute(query).scalars():
        if is_password(password, bytes(known)):
            raise InvalidInput({field: f"不能使用最近 {REMEMBERED} 次用过的口令，请换一个。"})


def is_expired(connection: Connection, context: Context, row: RowMapping) -> bool:
    """Tell whether the policy asks for a new password."""
    days = read_policy(connection).password_days
    age = context.clock.now() - row["password_changed_at"]
    return days > 0 and age >= timedelta(days=days)
