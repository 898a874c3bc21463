"""What goes into and comes out of the account services: frozen, without any password."""

from dataclasses import dataclass, field
from datetime import datetime

from mediation_desk.domain.rights import AccountRole
from mediation_desk.services.changes import Changed


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account as typed; its roles are given separately, by the security administrator."""

    login: str
    name: str
    mediator_id: str = ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in the list; `warning` says what its state asks for."""

    id: str
    revision: int
    login: str
    name: str
    roles: tuple[AccountRole, ...]
    mediator_id: str
    mediator_name: str
    active: bool
    must_change: bool
    created_at: datetime
    last_sign_in_at: datetime | None
    warning: str

    @property
    def role_labels(self) -> str:
        """The roles in words."""
        return "、".join(role.label for role in self.roles)


@dataclass(frozen=True, slots=True)
class NewRecoveryKey(Changed):
    """The answer that carries a new recovery key: to be printed now, it is never told again."""

    recovery_key: str = field(default="", repr=False)
