"""Working days and days off in China: published years, imported years, and honest guesses.

A year nobody has published yet is counted by weekends alone; every answer built on it says so with
`certain=False`, so that a date can be shown as 待国务院公布节假日安排后核对.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mediation_desk.domain.codes import Labelled
from mediation_desk.errors import InvalidInput

_ONE_DAY = timedelta(days=1)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_HEADINGS = {"日期": "date", "类型": "kind", "类别": "kind", "名称": "name", "说明": "name"}


class DayKind(Labelled):
    """What an official notice says of a day that is not as its weekday would have it."""

    OFF = "off", "放假"
    WORK = "work", "调休上班"


_KIND_WORDS = {
    **dict.fromkeys(("off", "holiday", "休", "放假", "休息", "节假日"), DayKind.OFF),
    **dict.fromkeys(("work", "workday", "班", "上班", "调休上班", "补班"), DayKind.WORK),
}


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One line of an imported holiday table."""

    day: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A computed day; `certain` is False when a year without a published table was touched."""

    day: date
    certain: bool


class WorkCalendar:
    """Answers which days are working days. Imported days win over built-in ones."""

    def __init__(
        self, off: Set[date], work: Set[date], *, years: Set[int], rows: Iterable[CalendarRow] = ()
    ) -> None:
        """Take the built-in days and years, then the imported rows.

        An imported year counts as known once it names both 1 January and 1 October: half a table
        is used, but not trusted.
        """
        kinds = {row.day: row.kind for row in rows}
        self._off = (off - kinds.keys()) | {d for d, kind in kinds.items() if kind is DayKind.OFF}
        self._work = (work - kinds.keys()) | {d for d, k in kinds.items() if k is DayKind.WORK}
        touched = {day.year for day in kinds}
        self._years = set(years) | {
            year for year in touched if {date(year, 1, 1), date(year, 10, 1)} <= kinds.keys()
        }

    def knows(self, year: int) -> bool:
        """Tell whether the official table of a year is here."""
        return year in self._years

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on a day; by weekday where the year is unknown."""
        if day in self._work:
            return True
        return day not in self._off and day.weekday() < 5

    def is_day_off(self, day: date) -> bool:
        """Tell whether a day is a weekend or a holiday."""
        return not self.is_workday(day)

    def roll_forward(self, day: date) -> Dated:
        """Return the day itself or the first working day after it (民事诉讼法 art 85)."""
        certain = self.knows(day.year)
        while self.is_day_off(day):
            day += _ONE_DAY
            certain = certain and self.knows(day.year)
        return Dated(day, certain)

    def add_workdays(self, day: date, count: int) -> Dated:
        """Return the `count`-th working day after a day, which itself is not counted."""
        if count < 0:
            raise ValueError(count)
        certain = self.knows(day.year)
        while count:
            day += _ONE_DAY
            certain = certain and self.knows(day.year)
            count -= self.is_workday(day)
        return Dated(day, certain)


def build_calendar(rows: Iterable[CalendarRow] = ()) -> WorkCalendar:
    """Return the calendar of the published years plus the imported rows."""
    from chinese_calendar import constants

    off, work = frozenset(constants.holidays), frozenset(constants.workdays)
    return WorkCalendar(off, work, years=frozenset(day.year for day in off), rows=rows)


def parse_calendar_csv(text: str) -> tuple[CalendarRow, ...]:
    """Return the rows of a CSV text with the headings date,kind,name (日期,类型,名称).

    Raises InvalidInput naming each faulty line.
    """
    lines = csv.reader(text.removeprefix("\ufeff").splitlines())
    headings = [_HEADINGS.get(cell.strip(), cell.strip().lower()) for cell in next(lines, [])]
    if not {"date", "kind"} <= set(headings):
        raise InvalidInput({"第1行": "节假日表的第1行应是标题：日期,类型,名称。"})
    filled = ((n, row) for n, row in enumerate(lines, 2) if any(cell.strip() for cell in row))
    return _parse_rows((n, dict(zip(headings, row, strict=False))) for n, row in filled)


def parse_calendar_rows(rows: Iterable[Mapping[str, object]]) -> tuple[CalendarRow, ...]:
    """Return the rows of a TOML table `days = [{date, kind, name}]`. Raises like the CSV form."""
    return _parse_rows(enumerate(rows, 1))


def _parse_rows(rows: Iterable[tuple[int, Mapping[str, object]]]) -> tuple[CalendarRow, ...]:
    found: dict[date, CalendarRow] = {}
    faults: dict[str, str] = {}
    for number, row in rows:
        day = _read_day(row.get("date"))
        word = str(row.get("kind") or "").strip()
        kind = _KIND_WORDS.get(word.lower())
        if day is None:
            faults[f"第{number}行"] = f"第{number}行的日期“{row.get('date') or ''}”看不懂。"
        elif kind is None:
            faults[f"第{number}行"] = f"第{number}行的类型“{word}”应是“放假”或“调休上班”。"
        elif day in found and found[day].kind is not kind:
            faults[f"第{number}行"] = f"第{number}行的日期{day.isoformat()}与前面的行矛盾。"
        else:
            found[day] = CalendarRow(day, kind, str(row.get("name") or "").strip())
    if faults:
        raise InvalidInput(faults)
    if not found:
        raise InvalidInput({"表格": "节假日表里没有日期。"})
    return tuple(found[day] for day in sorted(found))


def _read_day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", str(value or "")).strip())
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None
