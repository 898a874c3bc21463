"""Accounts: made, given roles, disabled, their passwords reset; the recovery and the data key.

Who signs in is a matter of the key file; what they may do then, of the store. An account's slot in
the key file is therefore written last and taken away first, so that a step that fails leaves an
account that cannot get in rather than one nobody knows of.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, select

from mediation_desk.domain.passwords import Credentials, check_password
from mediation_desk.domain.rights import AccountRole, Duties, Permission, check_roles, first_roles
from mediation_desk.errors import RuleViolation
from mediation_desk.services.account_checks import (
    UNUSED_DAYS,
    check_draft,
    refuse_mixed,
    refuse_reused,
    refuse_taken,
    remember_password,
    require_administrators,
)
from mediation_desk.services.account_rows import AccountDraft, AccountRow, NewRecoveryKey
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.policy import Policy, check_policy, put_policy, read_policy
from mediation_desk.services.session import Me
from mediation_desk.storage import keys
from mediation_desk.storage.database import Progress
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.key_slots import Unlocked
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.rekey import change_key
from mediation_desk.storage.tables.accounts import account, former_password
from mediation_desk.storage.tables.office import mediator


class AccountService:
    """Keeps the accounts of the office."""

    def __init__(self, context: Context, place: StorePlace) -> None:
        """Work on the accounts of `context`, whose key file is at `place`."""
        self._context = context
        self._place = place

    @needs(Permission.SEE_ACCOUNTS)
    def accounts(self) -> tuple[AccountRow, ...]:
        """Return all accounts, disabled ones last."""
        query = (
            select(account, mediator.c.name.label("mediator_name"))
            .outerjoin(mediator, mediator.c.id == account.c.mediator_id)
            .order_by(account.c.active.desc(), account.c.created_at)
        )
        with self._context.db.read() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(_row(self._context, row) for row in rows)

    @needs(Permission.PRESENT)
    def policy(self) -> Policy:
        """Return the security policy in force."""
        with self._context.db.read() as connection:
            return read_policy(connection)

    @needs(Permission.FOUND)
    def first(
        self,
        draft: AccountDraft,
        password: str,
        *,
        duties: Duties = Duties.SMALL,
        progress: Progress | None = None,
    ) -> NewRecoveryKey:
        """Make the office's first account, sign it in, and return the recovery key to print.

        The store gets a new data key: the one that lay open until now, in backups too, opens it no
        more. An office of one or two people gets one account that does everything but audit.
        Raises InvalidInput, StorageProblem with the office open as before.
        """
        draft = check_draft(draft, password)
        context, roles = self._context, first_roles(duties)
        with context.write("first_account") as writer:
            _clear(writer)
            put_policy(writer, Policy(duties=duties))
            account_id = _insert(writer, context, draft, password, roles)
        given = Credentials(draft.login, password)
        printed = ""

        def seal(path: Path, key: bytes) -> None:
            nonlocal printed
            printed = keys.write_first(path, key, account_id, given)

        change_key(context.db, self._place, seal, progress)
        session = context.session
        session.unlocked = keys.sign_in(self._place.key_file, given, context.clock)
        session.me = Me(account_id, draft.login, draft.name, roles, draft.mediator_id, False)
        return NewRecoveryKey(
            frozenset({Area.ACCOUNTS}),
            account_id,
            "账户已建立，请打印恢复密钥",
            recovery_key=printed,
        )

    @needs(Permission.ACCOUNTS)
    def add(self, draft: AccountDraft, password: str) -> Changed:
        """Add an account with a temporary password and no role yet. Raises InvalidInput."""
        draft = check_draft(draft, password)
        with self._context.write("add_account") as writer:
            account_id = _insert(writer, self._context, draft, password)
            self._put_slot(account_id, draft.login, password)
        return changed(Area.ACCOUNTS, id=account_id, message=f"已建立账户“{draft.login}”")

    @needs(Permission.RIGHTS)
    def set_roles(self, account_id: str, roles: Iterable[AccountRole]) -> Changed:
        """Give an account exactly these roles. Raises RuleViolation for a forbidden mixture."""
        wanted = frozenset(roles)
        with self._context.write("change_roles") as writer:
            check_roles(wanted, read_policy(writer.connection).duties)
            row = writer.row(account, account_id)
            if row["active"]:
                require_administrators(writer.connection, wanted, account_id)
            writer.about(account, account_id)
            writer.update(account, account_id, {"roles": sorted(wanted)})
        return changed(Area.ACCOUNTS, id=account_id, message=f"“{row['name']}”的角色已保存")

    @needs(Permission.ACCOUNTS)
    def disable(self, account_id: str) -> Changed:
        """Let an account sign in no more; a session it has open ends with its next action."""
        with self._context.write("disable_account") as writer:
            row = writer.row(account, account_id)
            require_administrators(writer.connection, (), account_id)
            writer.about(account, account_id)
            writer.update(account, account_id, {"active": 0})
            keys.drop_account(self._place.key_file, account_id)
        return changed(Area.ACCOUNTS, id=account_id, message=f"已停用“{row['name']}”的账户")

    @needs(Permission.ACCOUNTS)
    def enable(self, account_id: str, password: str) -> Changed:
        """Let a disabled account sign in again, with a temporary password."""
        return self._give_password(account_id, password, "enable_account", {"active": 1})

    @needs(Permission.RIGHTS)
    def reset_password(self, account_id: str, password: str) -> Changed:
        """Give an account a temporary password, to be changed when it signs in."""
        return self._give_password(account_id, password, "reset_password", {})

    @needs(Permission.RIGHTS)
    def set_policy(self, policy: Policy) -> Changed:
        """Change the security policy. Raises InvalidInput, RuleViolation."""
        check_policy(policy)
        with self._context.write("change_policy") as writer:
            refuse_mixed(writer.connection, policy.duties)
            put_policy(writer, policy)
        return changed(Area.SETTINGS, message="安全策略已保存")

    @needs(Permission.RIGHTS)
    def new_recovery_key(self) -> NewRecoveryKey:
        """Make a new recovery key; the one printed before opens nothing from now on."""
        with self._context.write("new_recovery_key"):
            printed = keys.put_recovery(self._place.key_file, self._key())
        return NewRecoveryKey(
            frozenset({Area.ACCOUNTS}), message="新的恢复密钥已生成", recovery_key=printed
        )

    @needs(Permission.RIGHTS)
    def change_data_key(self, progress: Progress | None = None) -> Changed:
        """Put the store under a new data key; passwords and the recovery key stay as they are.

        For when a copy of the key file and a password may be in wrong hands. Raises StorageProblem
        with the store as it was.
        """
        context, path = self._context, self._place.key_file
        with context.write("change_data_key"):
            self._key()
        key = change_key(
            context.db,
            self._place,
            lambda target, key: keys.write_resealed(path, target, key),
            progress,
        )
        context.session.unlocked = replace(self._unlocked(), key=key)
        return changed(Area.ACCOUNTS, message="数据密钥已更换，请马上备份一次")

    def _give_password(
        self, account_id: str, password: str, action: str, values: dict[str, Any]
    ) -> Changed:
        with self._context.write(action) as writer:
            row = writer.row(account, account_id)
            if not row["active"] and not values:
                raise RuleViolation(f"“{row['name']}”的账户已停用。", "请先启用它。")
            check_password(password, row["login"])
            refuse_reused(writer.connection, account_id, password, "password")
            writer.about(account, account_id)
            now = self._context.clock.now()
            given = {"must_change": 1, "password_changed_at": now, **values}
            writer.update(account, account_id, given)
            remember_password(writer, self._context, account_id, password)
            self._put_slot(account_id, row["login"], password)
        return changed(Area.ACCOUNTS, id=account_id, message=f"已给“{row['name']}”设临时口令")

    def _put_slot(self, account_id: str, login: str, password: str) -> None:
        credentials = Credentials(login, password)
        keys.put_account(self._place.key_file, self._key(), account_id, credentials)

    def _key(self) -> bytes:
        return self._unlocked().key

    def _unlocked(self) -> Unlocked:
        unlocked = self._context.session.unlocked
        if unlocked is None:
            raise RuleViolation("本单位还没有账户。", "请先建立第一个账户。")
        return unlocked


def _clear(writer: Writer) -> None:
    """Take away what a first account that was never finished left: its login is free again."""
    for account_id in writer.connection.execute(select(account.c.id)).scalars().all():
        passwords = select(former_password.c.id).where(former_password.c.account_id == account_id)
        for row_id in writer.connection.execute(passwords).scalars().all():
            writer.remove(former_password, row_id)
        writer.remove(account, account_id)


def _insert(
    writer: Writer,
    context: Context,
    draft: AccountDraft,
    password: str,
    roles: Iterable[AccountRole] = (),
) -> str:
    refuse_taken(writer.connection, draft.login)
    roles = sorted(roles)
    now = context.clock.now()
    account_id = writer.insert(
        account,
        {
            "login": draft.login,
            "name": draft.name,
            "roles": roles,
            "mediator_id": draft.mediator_id or None,
            "active": 1,
            "must_change": int(not roles),
            "password_changed_at": now,
            "created_at": now,
            "last_sign_in_at": None,
        },
    )
    writer.about(account, account_id)
    remember_password(writer, context, account_id, password)
    return account_id


def _row(context: Context, row: RowMapping) -> AccountRow:
    roles = tuple(role for role in AccountRole if role in row["roles"])
    warning = ""
    if row["active"]:
        since = row["last_sign_in_at"] or row["created_at"]
        unused = (context.clock.now() - since).days
        if not roles:
            warning = "还没有角色，请安全管理员给角色。"
        elif unused >= UNUSED_DAYS:
            warning = f"{unused} 天没有登录，不用的账户请停用。"
    return AccountRow(
        id=row["id"],
        revision=row["rev_counter"],
        login=row["login"],
        name=row["name"],
        roles=roles,
        mediator_id=row["mediator_id"] or "",
        mediator_name=row["mediator_name"] or "",
        active=bool(row["active"]),
        must_change=bool(row["must_change"]),
        created_at=row["created_at"],
        last_sign_in_at=row["last_sign_in_at"],
        warning=warning,
    )
