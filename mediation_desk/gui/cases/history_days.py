"""The history by days: each day's heading, which can be chosen too, over what was done on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mediation_desk.clock import CHINA
from mediation_desk.gui.agenda.spans import HEADS
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.history_rows import HistoryEntry


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a history, newest action first; `write_id` tells it from the actions' rows."""

    day: date
    entries: tuple[HistoryEntry, ...]

    @property
    def write_id(self) -> str:
        """What the list tells rows apart by."""
        return self.day.isoformat()

    @property
    def words(self) -> str:
        """The day as its heading says it."""
        return f"{self.day.isoformat()} {tr(HEADS[self.day.weekday()])}"


Line = Day | HistoryEntry


def by_day(entries: Sequence[HistoryEntry]) -> tuple[Line, ...]:
    """Return the entries, each day's under the heading of that day in China."""
    return tuple(_lines(entries))


def action_words(entry: HistoryEntry) -> str:
    """Return what was done, and whether it was undone since."""
    return tr("{action}（已撤销）", action=entry.action) if entry.undone else entry.action


def time_words(entry: HistoryEntry) -> str:
    """Return the time of day in China."""
    return f"{entry.at.astimezone(CHINA):%H:%M}"


def _lines(entries: Sequence[HistoryEntry]) -> Iterator[Line]:
    for day, group in groupby(entries, key=lambda entry: entry.at.astimezone(CHINA).date()):
        of_day = tuple(group)
        yield Day(day, of_day)
        yield from of_day


def _when(line: Line) -> str:
    return line.words if isinstance(line, Day) else time_words(line)


def _what(line: Line) -> str:
    return "" if isinstance(line, Day) else action_words(line)


def _who(line: Line) -> str:
    return "" if isinstance(line, Day) else line.actor


def _ink(line: Line) -> str:
    return "accent" if isinstance(line, Day) else ""


LINE_COLUMNS = (
    Column("时间", _when, width=76, ink=_ink),
    Column("操作", _what, width=130),
    Column("操作人", _who, width=110, rank=1),
)
