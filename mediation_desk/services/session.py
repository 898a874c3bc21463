"""Who works at this desk: nobody in particular in an open office, else the account signed in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from mediation_desk.domain.rights import OPEN_OFFICE, AccountRole, Permission

if TYPE_CHECKING:
    from mediation_desk.storage.key_slots import Unlocked


@dataclass(frozen=True, slots=True)
class Me:
    """The account signed in. `must_change`: nothing else goes before a new password is set."""

    id: str
    login: str
    name: str
    roles: frozenset[AccountRole]
    mediator_id: str
    must_change: bool

    @property
    def signature(self) -> str:
        """How it stands in the journal: the name people know, and the login that is unique."""
        return f"{self.name}（{self.login}）"


@dataclass
class Session:
    """The desk's state between signing in and out; `me` is None while the office is open."""

    name: str = "本机用户"
    me: Me | None = None
    unlocked: "Unlocked | None" = field(default=None, repr=False)
    held: frozenset[Permission] = OPEN_OFFICE
    """What may be done, as the gate last found it."""
    locked: bool = False
    ended: bool = False
    shown: dict[str, datetime] = field(default_factory=dict)
    """When this session last noted that a case was shown."""
    reasons: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    """Why whole numbers are looked at, by case, and when that was said."""
    to_note: list[tuple[str, str, str]] = field(default_factory=list)
    """Views that wait for another write to end: action, case, detail."""
    index_complete: bool = False
    """Whether the search index was found to hold every case."""
