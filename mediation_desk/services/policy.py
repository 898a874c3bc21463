"""The office's security policy (安全策略): how work is shared, how long passwords live, idle lock.

Kept with the other settings, changed by the security administrator alone.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from mediation_desk.domain.rights import Duties
from mediation_desk.errors import InvalidInput
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.office import setting

_PREFIX = "policy."
LONGEST_IDLE = 60


@dataclass(frozen=True, slots=True)
class Policy:
    """Passwords expire after `password_days` (0: never); the desk locks after `idle_minutes`.

    [U] 90 days and ten minutes are customary, not law; an office changes them.
    """

    duties: Duties = Duties.SMALL
    password_days: int = 90
    idle_minutes: int = 10


def read_policy(connection: Connection) -> Policy:
    """Return the policy in force."""
    query = select(setting.c.name, setting.c.value).where(setting.c.name.startswith(_PREFIX))
    found = {row.name.removeprefix(_PREFIX): row.value for row in connection.execute(query)}
    if "duties" in found:
        found["duties"] = Duties(found["duties"])
    return Policy(**found)


def check_policy(policy: Policy) -> None:
    """Raise InvalidInput for a policy that protects nobody or locks everybody out."""
    problems: dict[str, str] = {}
    if policy.password_days and not 7 <= policy.password_days <= 366:
        problems["password_days"] = "口令有效期请写 7 到 366 天，或写 0 表示不限。"
    if not 1 <= policy.idle_minutes <= LONGEST_IDLE:
        problems["idle_minutes"] = f"自动锁定请写 1 到 {LONGEST_IDLE} 分钟。"
    if problems:
        raise InvalidInput(problems)


def put_policy(writer: Writer, policy: Policy) -> None:
    """Write the policy, a setting each."""
    for name, value in asdict(policy).items():
        query = select(setting.c.id).where(setting.c.name == _PREFIX + name)
        standing = writer.connection.execute(query).scalar_one_or_none()
        if standing:
            writer.update(setting, standing, {"value": value})
        else:
            writer.insert(setting, {"name": _PREFIX + name, "value": value})
