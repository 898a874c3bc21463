"""What every service holds: the store, the time, the reference lists, who is acting."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from mediation_desk.clock import Clock
from mediation_desk.services.reference import Reference
from mediation_desk.storage.database import Database
from mediation_desk.storage.journal import Act, Writer, writing


@dataclass(frozen=True)
class Context:
    """Shared by all services of one open office; holds no state of its own."""

    db: Database
    clock: Clock
    reference: Reference
    actor: str

    def write(
        self, action: str, *, reason: str = "", detail: str = ""
    ) -> AbstractContextManager[Writer]:
        """Open the one transaction of a user action."""
        return writing(self.db, self.clock, Act(action, self.actor, reason, detail))

    def today(self) -> date:
        """Return today in China."""
        return self.clock.today()
