"""When a name may try to sign in again (登录失败锁定): counted in time the machine has run.

The wall clock is not asked, so setting it forward skips nothing and setting it back locks nobody
out for ever. `mark` is the machine's running time; one that is smaller than the last one seen means
a restart, and then only the time since that restart counts. Either way no more time is counted
than has really passed, and a wait ends after at most its own length of running time.
"""

from dataclasses import dataclass, replace

TRIES = 5
"""Failures before a wait."""
FIRST_WAIT = 600.0
LONGEST_WAIT = 9600.0
"""Ten minutes, doubled each time; 160 minutes at most."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Failed sign-ins of one name: since the last wait, waits so far, seconds still to wait."""

    failed: int = 0
    waits: int = 0
    wait: float = 0.0
    mark: float = 0.0

    @property
    def tries_left(self) -> int:
        """How many more failures before the next wait."""
        return TRIES - self.failed


def seen_at(attempts: Attempts, mark: float) -> Attempts:
    """Return the attempts with the time that passed taken off the wait."""
    passed = mark - attempts.mark if mark >= attempts.mark else mark
    return replace(attempts, wait=max(attempts.wait - passed, 0.0), mark=mark)


def failed(attempts: Attempts) -> Attempts:
    """Return the attempts after one more failure; the fifth starts a wait."""
    if attempts.failed + 1 < TRIES:
        return replace(attempts, failed=attempts.failed + 1)
    wait = min(FIRST_WAIT * 2**attempts.waits, LONGEST_WAIT)
    return replace(attempts, failed=0, waits=attempts.waits + 1, wait=wait)
