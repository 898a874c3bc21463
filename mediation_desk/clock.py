"""The one source of time, so that tests and the demo office can hold it still."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Mainland China has one time zone and no summer time; a fixed offset needs no zone data."""


class Clock:
    """The machine's clock: instants in UTC, days as people in China read them."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return today's date in China."""
        return self.now().astimezone(CHINA).date()

    def running(self) -> float:
        """Return seconds since the machine started; nobody can set this one."""
        return time.monotonic()


class FixedClock(Clock):
    """A clock that stands where it was set: for the demo office and for tests."""

    def __init__(self, instant: datetime) -> None:
        """Stand at an aware `instant`."""
        self._instant = instant.astimezone(UTC)
        self._running = 0.0

    def now(self) -> datetime:
        """Return the instant the clock was set to."""
        return self._instant

    def set(self, instant: datetime) -> None:
        """Move to another aware instant."""
        self._instant = instant.astimezone(UTC)

    def running(self) -> float:
        """Return how long the machine is taken to have run."""
        return self._running

    def run(self, seconds: float) -> None:
        """Let the machine run on; the clock on the wall is not moved."""
        self._running += seconds

    def restart(self) -> None:
        """Take the machine as just started."""
        self._running = 0.0


def local(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return the aware instant of a wall-clock time in China."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)
