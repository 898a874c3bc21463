"""What every service holds: the store, the time, the reference lists, who is acting."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from mediation_desk.clock import Clock
from mediation_desk.domain.rights import OPEN_OFFICE, AccountRole, Permission, held_by
from mediation_desk.errors import RuleViolation, SignInNeeded
from mediation_desk.services.reference import Reference
from mediation_desk.services.session import Session
from mediation_desk.storage.case_words import TABLES
from mediation_desk.storage.database import Database
from mediation_desk.storage.journal import Act, Writer, writing
from mediation_desk.storage.search import in_use, refresh_case
from mediation_desk.storage.tables.accounts import account
from mediation_desk.storage.tables.cases import dispute

ON_HIDDEN_CASES = frozenset(
    "delete_case restore_case undo_change redo_change keep_case destroy_cases merge_people".split()
)
"""What may be done to a case in the bin; everything else waits until it is taken out."""


@dataclass(frozen=True)
class Context:
    """Shared by all services of one open office; only the session in it changes."""

    db: Database
    clock: Clock
    reference: Reference
    session: Session = field(default_factory=Session)

    @property
    def actor(self) -> str:
        """Who acts, as the journal names them."""
        return self.session.me.signature if self.session.me else self.session.name

    @contextmanager
    def write(self, action: str, *, reason: str = "", detail: str = "") -> Iterator[Writer]:
        """Open the one transaction of a user action; what it did to a case can be searched."""
        with writing(self.db, self.clock, Act(action, self.actor, reason, detail)) as writer:
            yield writer
            # Reading Chinese takes a dictionary: a paper or a session leaves the words as they are.
            check = refresh_case if writer.tables & TABLES else in_use
            for table, row_id in dict.fromkeys(writer.subjects):
                if table != dispute.name:
                    continue
                if not check(writer.connection, row_id) and action not in ON_HIDDEN_CASES:
                    raise RuleViolation(
                        "这个案件在回收站里，或者内容已依法销毁，没有改动。",
                        "在回收站里的，请先恢复再办理。",
                    )

    def today(self) -> date:
        """Return today in China."""
        return self.clock.today()

    def may(self, permission: Permission) -> bool:
        """Tell whether who is signed in held a permission when this action began."""
        return permission in self.session.held

    def require(self, permission: Permission) -> None:
        """Raise unless the permission is held now: SignInNeeded first, then RuleViolation.

        To be asked outside of any read: it looks into the store itself.
        """
        if self.session.locked and permission is not Permission.UNLOCK:
            raise SignInNeeded("已锁定，请输入口令继续。")
        self.session.held = self._held()
        if not self.may(permission):
            raise self.refusal(permission)

    def refusal(self, permission: Permission) -> RuleViolation:
        """Return what somebody without a permission is told."""
        if self.session.me is not None and self.session.me.must_change:
            return RuleViolation("您的口令是临时的或已到期，请先更换口令。")
        return RuleViolation(
            f"没有权限（需要：{permission.label}）。",
            "请让有这项权限的同事办理，或请安全管理员调整权限。",
        )

    def _held(self) -> frozenset[Permission]:
        """Return the permissions held now: a right taken away is gone with the next action."""
        session = self.session
        if session.ended:
            raise SignInNeeded("已退出登录，请重新登录。")
        if session.me is None:
            return OPEN_OFFICE
        query = select(account.c.active, account.c.roles, account.c.must_change)
        with self.db.read() as connection:
            row = connection.execute(query.where(account.c.id == session.me.id)).one_or_none()
        if row is None or not row.active:
            raise SignInNeeded("您的账户已停用，不能继续。")
        if row.must_change:
            return held_by(())
        return held_by(AccountRole(role) for role in row.roles)
