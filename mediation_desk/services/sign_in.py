"""Signing in, locking, leaving, a password of one's own (登录、锁定、退出、改口令).

The key file has let somebody in before the store is open; what happened at the door, refused tries
included, is put into the audit here.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, RowMapping, insert, select, update

from mediation_desk.clock import CHINA
from mediation_desk.domain.passwords import Credentials, check_password
from mediation_desk.domain.rights import AccountRole, Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.account_checks import (
    is_expired,
    login_of,
    refuse_reused,
    remember_password,
)
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.session import Me
from mediation_desk.services.views import put_views
from mediation_desk.storage import keys
from mediation_desk.storage.journal import Act, writing
from mediation_desk.storage.key_slots import Unlocked
from mediation_desk.storage.tables.accounts import account
from mediation_desk.storage.tables.journal import meta

STRANGER = "（未登录）"
"""Who acts, in the audit, before anybody has signed in."""
_MARK = "key_mark"


class SignInService:
    """What the account signed in does about itself."""

    def __init__(self, context: Context, key_file: Path) -> None:
        """Work on the session of `context`."""
        self._context = context
        self._key_file = key_file

    @needs(Permission.PRESENT)
    def me(self) -> Me | None:
        """Return who is signed in, None in an office without accounts."""
        return self._context.session.me

    @needs(Permission.PRESENT)
    def may(self, permission: Permission) -> bool:
        """Tell whether an action would pass the gate, for a button that is greyed otherwise."""
        return self._context.may(permission)

    @needs(Permission.OWN)
    def change_password(self, old: str, new: str) -> Changed:
        """Set a password of one's own. Raises InvalidInput on `old` or `new`."""
        context, me = self._context, self._me()
        check_password(new, me.login, field="new")
        unlocked = self._proved(old, "old")
        with context.write("change_password") as writer:
            refuse_reused(writer.connection, me.id, new, "new")
            writer.about(account, me.id)
            values = {"must_change": 0, "password_changed_at": context.clock.now()}
            writer.update(account, me.id, values)
            remember_password(writer, context, me.id, new)
            keys.change_password(self._key_file, unlocked, new)
        context.session.me = _me_of(_account(context, me.id))
        return changed(Area.ACCOUNTS, id=me.id, message="口令已更换")

    @needs(Permission.OWN)
    def lock(self) -> None:
        """Lock the desk: nothing is answered until the password is given again."""
        self._note("lock")
        self._context.session.locked = True

    @needs(Permission.UNLOCK)
    def unlock(self, password: str) -> None:
        """Open the locked desk. Raises InvalidInput, RuleViolation as signing in does."""
        self._proved(password, "password")
        self._context.session.locked = False
        if self._context.db.writable:
            _put_refusals(self._context, self._key_file)
        self._note("unlock")

    @needs(Permission.UNLOCK)
    def sign_out(self) -> None:
        """Leave; nothing may be asked of this desk afterwards."""
        put_views(self._context)
        self._note("sign_out")
        self._context.session.ended = True
        self._context.session.unlocked = None

    def _note(self, action: str) -> None:
        if not self._context.db.writable:
            return
        with self._context.write(action) as writer:
            writer.about(account, self._me().id)

    def _proved(self, password: str, field: str) -> Unlocked:
        credentials = Credentials(self._me().login, password)
        try:
            context = self._context
            counted = context.db.writable
            return keys.sign_in(self._key_file, credentials, context.clock, counted=counted)
        except InvalidInput as error:
            raise InvalidInput({field: error.fields["password"]}, hint=error.hint) from error

    def _me(self) -> Me:
        me = self._context.session.me
        assert me is not None, "the gate lets nobody here without an account"
        return me


def start(context: Context, key_file: Path, unlocked: Unlocked) -> None:
    """Start the session of whoever the key file let in. Raises RuleViolation for a dead account."""
    row = _account(context, unlocked.account_id)
    if not row["active"]:
        raise RuleViolation("这个账户已停用，不能登录。", "请找系统管理员启用。")
    session = context.session
    session.me, session.unlocked = _me_of(row), unlocked
    if context.db.writable:
        _note_sign_in(context, key_file, row)
    session.me = _me_of(_account(context, row["id"]))
    context.require(Permission.PRESENT)


def _note_sign_in(context: Context, key_file: Path, row: RowMapping) -> None:
    """Put into the audit who came in, who was refused since, and that a password is too old."""
    _put_refusals(context, key_file)
    _compare_mark(context, key_file)
    with context.write("sign_in") as writer:
        writer.about(account, row["id"])
        expired = is_expired(writer.connection, context, row)
        values = {
            "last_sign_in_at": context.clock.now(),
            "must_change": int(row["must_change"] or expired),
        }
        writer.update(account, row["id"], values)


def recover(context: Context, key_file: Path, unlocked: Unlocked, given: Credentials) -> None:
    """Give an account a new password on the strength of the recovery key (忘记口令).

    Raises InvalidInput for a name the office does not have or a password the rule refuses.
    """
    login = login_of(given.login)
    check_password(given.password, login)
    with writing(context.db, context.clock, Act("recover_password", STRANGER)) as writer:
        row = _by_login(writer.connection, login)
        refuse_reused(writer.connection, row["id"], given.password, "password")
        writer.about(account, row["id"])
        values = {"must_change": 0, "password_changed_at": context.clock.now()}
        writer.update(account, row["id"], values)
        remember_password(writer, context, row["id"], given.password)
        keys.put_account(key_file, unlocked.key, row["id"], Credentials(login, given.password))


def _by_login(connection: Connection, login: str) -> RowMapping:
    for row in connection.execute(select(account).where(account.c.active == 1)).mappings():
        if row["login"].casefold() == login.casefold():
            return row
    raise InvalidInput({"login": "没有这个登录名，或者账户已停用，请核对。"})


def _account(context: Context, account_id: str) -> RowMapping:
    with context.db.read() as connection:
        query = select(account).where(account.c.id == account_id)
        row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise NotFound("数据里没有这个账户，不能登录。", "请用其他账户登录，或从备份恢复。")
    return row


def _me_of(row: RowMapping) -> Me:
    return Me(
        id=row["id"],
        login=row["login"],
        name=row["name"],
        roles=frozenset(AccountRole(role) for role in row["roles"]),
        mediator_id=row["mediator_id"] or "",
        must_change=bool(row["must_change"]),
    )


def _put_refusals(context: Context, key_file: Path) -> None:
    """Put the sign-ins refused since last time into the audit, a line each."""
    waiting = keys.refused(key_file)
    for refusal in waiting:
        act = Act("refuse_sign_in", STRANGER, detail=_local(refusal.at))
        with writing(context.db, context.clock, act) as writer:
            if refusal.account_id:
                writer.about(account, refusal.account_id)
    if waiting:
        keys.forget_refused(key_file, len(waiting))


def _compare_mark(context: Context, key_file: Path) -> None:
    """Note in the audit when another copy of the key file was put back: its counters are older."""
    found, new = keys.renew_mark(key_file)
    query = select(meta.c.value).where(meta.c.name == _MARK)
    with context.db.read() as connection:
        known = connection.execute(query).scalar_one_or_none()
    with context.db.write() as connection:
        if known is None:
            connection.execute(insert(meta), {"name": _MARK, "value": new})
        else:
            connection.execute(update(meta).where(meta.c.name == _MARK).values(value=new))
    if known not in (None, found):
        with context.write("key_file_replaced"):
            pass


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
