"""The one source of time, so that tests and the demo office can hold it still."""

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


class FixedClock(Clock):
    """A clock that stands where it was set: for the demo office and for tests."""

    def __init__(self, instant: datetime) -> None:
        """Stand at an aware `instant`."""
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant the clock was set to."""
        return self._instant

    def set(self, instant: datetime) -> None:
        """Move to another aware instant."""
        self._instant = instant.astimezone(UTC)


def local(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return the aware instant of a wall-clock time in China."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)
