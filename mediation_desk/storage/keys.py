"""The data key beside the store: who gets it, how, and how often they may try.

A new office has one `open` slot, which holds the key as it is: the store is then protected against
altered bits and stray copies of the database alone, not against somebody who takes the folder. With
the first account the open slot goes; then there is one slot an account and one for the printed
recovery key. There is no other way in.
"""

import logging
import secrets
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mediation_desk.clock import CHINA, Clock
from mediation_desk.domain import recovery_key
from mediation_desk.domain.lockout import Attempts, failed
from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import InvalidInput, RuleViolation, SignInNeeded, StorageProblem
from mediation_desk.storage import key_slots as slots
from mediation_desk.storage.dumps import write_no_dumps
from mediation_desk.storage.key_file import KeyFile, Slot, changing, load, save
from mediation_desk.storage.key_slots import Unlocked
from mediation_desk.storage.sealing import KEY_BYTES, Unopened, private_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sign-in that was refused; `account_id` is "" for a name the office does not have."""

    at: datetime
    account_id: str


def create(path: Path) -> Unlocked:
    """Make a new data key and its side file, open; never replaces one that exists."""
    if path.exists():
        raise StorageProblem("密钥文件已经存在，没有改动它。", "请选择一个空文件夹。")
    key = secrets.token_bytes(KEY_BYTES)
    save(path, KeyFile(slots=[slots.open_slot(key)]))
    return Unlocked(key)


def has_accounts(path: Path) -> bool:
    """Tell whether somebody could sign in here. Raises StorageProblem."""
    return load(path).find("password") is not None


def unlock_open(path: Path, *, counted: bool = True) -> Unlocked:
    """Return the data key of an office without accounts. Raises SignInNeeded, StorageProblem."""
    content = load(path)
    if content.find("open") is None and content.slots:
        raise SignInNeeded("本单位已设账户，请先登录。")
    return _open(content, path)


def already(unlocked: Unlocked) -> Callable[..., Unlocked]:
    """Return what gives the keys of somebody who is signed in, whatever the key file."""
    return lambda *_, **__: unlocked


def sign_in(
    path: Path, credentials: Credentials, clock: Clock, *, counted: bool = True
) -> Unlocked:
    """Return the keys for whoever gives the right name and password.

    Every try counts before it is checked, so that stopping the program wins none; on a medium that
    cannot be written (not `counted`) the waiting that stands in the file still holds. Raises
    InvalidInput on `password`, RuleViolation while the name has to wait; an unknown name takes the
    same time and hears the same words.
    """
    with changing(path) if counted else nullcontext(load(path)) as content:
        name = content.name_of(credentials.login)
        attempts = content.attempts_of(name, clock.running())
        waiting = attempts.wait > 0
        content.attempts[name] = attempts if waiting else failed(attempts)
        content.refused.append([clock.now().isoformat(), name])
        left = content.attempts[name]
    if waiting:
        raise RuleViolation(_locked(left, clock))
    try:
        unlocked = _opened(content.find("password", login=name), credentials.password)
    except Unopened as error:
        log.warning("sign-in refused (%d left)", left.tries_left)
        said = _locked(left, clock) if left.wait else f"还可以再试 {left.tries_left} 次。"
        words = f"用户名或口令不正确，{said}" if counted else "用户名或口令不正确。"
        raise InvalidInput({"password": words}, hint=_HINT) from error
    if counted:
        _forgive(path, name)
    write_no_dumps()
    return unlocked


def recover(path: Path, typed: str) -> Unlocked:
    """Return the keys for whoever has the printed recovery key. Raises InvalidInput."""
    secret = recovery_key.read(typed)
    slot = load(path).find("recovery")
    try:
        if slot is None:
            raise Unopened
        return slots.open_with_private(slot, private_of(secret))
    except Unopened as error:
        log.warning("recovery key refused")
        raise InvalidInput(
            {"recovery_key": "这不是本单位现在的恢复密钥，可能是换新以前打印的。"}
        ) from error


def unlock_with(path: Path, holder: Unlocked) -> Unlocked:
    """Return the keys of another key file (a backup's) for whoever is signed in here."""
    content = load(path)
    if content.find("open") is not None:
        return _open(content, path)
    slot = (
        content.find("password", account=holder.account_id)
        if holder.account_id
        else content.find("recovery")
    )
    try:
        if slot is None:
            raise Unopened
        return slots.open_with_private(slot, holder.private)
    except Unopened as error:
        raise StorageProblem(
            f"密钥文件“{path.name}”不是用您现在的账户写的，打不开，没有改动它。",
            "请用当时的口令登录，或用当时的恢复密钥。",
        ) from error


def put_account(path: Path, key: bytes, account_id: str, credentials: Credentials) -> None:
    """Give an account a slot, in place of the one it had."""
    with changing(path) as content:
        name = content.name_of(credentials.login)
        content.slots = [
            slot
            for slot in content.slots
            if account_id != slot.get("account") and name != slot.get("login")
        ]
        content.slots.append(slots.password_slot(account_id, name, credentials.password, key))
        content.attempts.pop(name, None)


def drop_account(path: Path, account_id: str) -> None:
    """Take an account's slot away: its password opens nothing any more."""
    with changing(path) as content:
        content.slots = [slot for slot in content.slots if slot.get("account") != account_id]


def change_password(path: Path, keys: Unlocked, password: str) -> None:
    """Put the signed-in account under another password; nothing but its own slot is rewritten."""
    with changing(path) as content:
        content.slots = [
            slots.with_password(slot, keys.private, password)
            if slot.get("account") == keys.account_id
            else slot
            for slot in content.slots
        ]


def put_recovery(path: Path, key: bytes) -> str:
    """Make a new recovery key, the only one valid from now; return it as it is printed."""
    secret = secrets.token_bytes(recovery_key.SECRET_BYTES)
    with changing(path) as content:
        content.slots = [slot for slot in content.slots if slot["kind"] != "recovery"]
        content.slots.append(slots.recovery_slot(secret, key))
    return recovery_key.write(secret)


def write_first(path: Path, key: bytes, account_id: str, credentials: Credentials) -> str:
    """Write the key file of an office with one account; return its recovery key as printed."""
    secret = secrets.token_bytes(recovery_key.SECRET_BYTES)
    content = KeyFile()
    name = content.name_of(credentials.login)
    content.slots = [
        slots.password_slot(account_id, name, credentials.password, key),
        slots.recovery_slot(secret, key),
    ]
    save(path, content)
    return recovery_key.write(secret)


def write_resealed(path: Path, target: Path, key: bytes) -> None:
    """Write a copy of a key file in which every slot holds another data key."""
    content = load(path)
    content.slots = [slots.sealed(slot, key) for slot in content.slots]
    save(target, content)


def renew_mark(path: Path) -> tuple[str, str]:
    """Give the file a new random mark; return the old one and the new one."""
    with changing(path) as content:
        old, content.mark = content.mark, secrets.token_hex(8)
        return old, content.mark


def refused(path: Path) -> tuple[Refusal, ...]:
    """Return the sign-ins refused and not yet forgotten, oldest first."""
    content = load(path)
    accounts = {slot["login"]: slot["account"] for slot in content.slots if "login" in slot}
    return tuple(
        Refusal(datetime.fromisoformat(at), accounts.get(name, "")) for at, name in content.refused
    )


def forget_refused(path: Path, count: int) -> None:
    """Forget the oldest refusals, once they stand in the store's audit."""
    with changing(path) as content:
        del content.refused[:count]


def _open(content: KeyFile, path: Path) -> Unlocked:
    try:
        key = bytes.fromhex((content.find("open") or {})["key"])
    except (KeyError, ValueError) as error:
        raise StorageProblem(
            f"密钥文件“{path.name}”读不懂，数据打不开，但没有损坏。", "请从备份恢复这个文件。"
        ) from error
    if len(key) != KEY_BYTES:
        raise StorageProblem(f"密钥文件“{path.name}”不完整。", "请从备份恢复这个文件。")
    return Unlocked(key)


def _opened(slot: Slot | None, password: str) -> Unlocked:
    if slot is None:
        slots.pretend(password)
        raise Unopened
    return slots.open_with_password(slot, password)


def _forgive(path: Path, name: str) -> None:
    """Take back the count of a try that was right."""
    with changing(path) as content:
        content.attempts.pop(name, None)
        own = [one for one in content.refused if one[1] == name]
        content.refused.remove(own[-1])


def _locked(attempts: Attempts, clock: Clock) -> str:
    until = (clock.now() + timedelta(seconds=attempts.wait)).astimezone(CHINA)
    return f"这个用户名已锁定至 {until:%H:%M}，在那之前不能登录。"


_HINT = (
    "请检查大小写和输入法。忘记口令请找安全管理员重设，或用打印的恢复密钥；"
    "口令确实没错而一直打不开的，密钥文件可能已损坏，请从备份恢复。"
)
