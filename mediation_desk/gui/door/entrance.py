"""What the door can do with a closed office, given by the program that puts the parts together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mediation_desk.domain.passwords import Credentials


@dataclass(frozen=True)
class Entrance:
    """`open` returns an app.Desk, `recover` sets a password; both run off the GUI thread.

    `open(None)` is for an office without accounts. Both raise what app.build and app.recover do.
    `rescue` returns the services.recovery.Recovery of whoever gave the credentials. `address` is
    the name by which the windows of this office find each other (gui/single.py).
    """

    open: Callable[[Credentials | None], Any]
    recover: Callable[[str, Credentials], None]
    rescue: Callable[[Credentials | None], Any]
    address: str
