"""Settings of the office (counting basis and the like) and imported working days."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.calendar import CalendarRow, DayKind, parse_calendar_csv
from mediation_desk.domain.dossier import NumberPlace, PagePlace
from mediation_desk.domain.retention import PERMANENT, YEARS
from mediation_desk.domain.review.sheet import read_sheet
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.exchange.table_text import decode_table
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.office import calendar_day, setting

DEFAULTS: Mapping[str, Any] = {
    "statistics_year_start": "12-01",
    "success_denominator": "decided",
    "count_oral": True,
    "statistics_checks": {},
    "paper_size": "A4",
    "binding_mm": 0,
    "line_pitch": 28,
    "page_number": PagePlace.CENTER.value,
    "bin_days": 90,
    "retention_default": "long",
    "retention_years": dict(YEARS),
    "soon_days": 3,
    "silent_days": 7,
    "due_days": 7,
    "confirmation_days": 10,
    "follow_up_days": 15,
    "review_sheet": "",
    "letter_days": 15,
    "line_days": 7,
    "report_hours": 6,
    "zero_from": "",
    "number_place": "top",
    "sweep_days": 0,
    "rollup_days": 10,
}
"""First day of the statistical year (12-01 of the year before), denominator of the success rate
(decided 成功+未成功 | accepted 受理 | mediated 调解), whether oral agreements count, relations of
the tables (table.equation) that are off or of another severity; the sheet the papers
are printed on (A4 | 16K), its binding margin in mm (0: the size's own), points from line to line
of running text, where a paper's page numbers stand; days the bin gives a case back;
retention (codes.toml) of a case nobody gave one, years of each period; how many days before a
limit, after the last step, before a payment and before the end of the thirty days for judicial
confirmation the desk begins to warn, and how long after an agreement took effect somebody should
visit; the county's own score sheet of the dossier review (empty: the one that came along,
resources/reference/review.toml); where the page numbers of a dossier
are stamped.

Of linkage: after how many days a letter without a day of its own, and a line of the front desk, are
overdue; hours for reporting a major dispute; the month from which villages owe zero reports, "" for
none; after how many days a village is to be swept again, 0 for no cycle. Of the roll-up: until how
many days after the end of a period a report of another office is in time.

All [U]: an office changes them, and every table prints them."""

DAYS = (
    "soon_days",
    "silent_days",
    "due_days",
    "confirmation_days",
    "follow_up_days",
    "letter_days",
    "line_days",
)
PAPER_SETTINGS = ("paper_size", "binding_mm", "line_pitch", "page_number")
"""What every paper is laid out by."""
MOST_DAYS = 90
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

_ALLOWED: Mapping[str, tuple[Any, ...]] = {
    "paper_size": ("A4", "16K"),
    "binding_mm": (0, 20, 25, 30, 35),
    "line_pitch": (24, 26, 28, 30),
    "page_number": tuple(one.value for one in PagePlace),
    "success_denominator": ("decided", "accepted", "mediated"),
    "count_oral": (True, False),
    "number_place": tuple(one.value for one in NumberPlace),
}


class SettingsService:
    """Reads and changes settings; imports calendars for years the library lacks."""

    def __init__(self, context: Context) -> None:
        """Work on the settings of `context`."""
        self._context = context

    @needs(Permission.PRESENT)
    def get(self, name: str) -> Any:
        """Return a setting, its default when the office never changed it."""
        with self._context.db.read() as connection:
            return values_of(connection, [name])[name]

    @needs(Permission.SET_UP)
    def set(self, name: str, value: Any) -> Changed:
        """Change a setting. Raises InvalidInput for a value that cannot be."""
        _check(name, value, self._context)
        with self._context.write("change_setting", detail=name) as writer:
            put_setting(writer, name, value)
        return changed(Area.SETTINGS, message="设置已保存")

    @needs(Permission.SET_UP)
    def set_papers(self, values: Mapping[str, Any]) -> Changed:
        """Change how papers and dossiers are laid out, all or none. Raises InvalidInput."""
        for name, value in values.items():
            _check(name, value, self._context)
        with self._context.write("change_setting", detail=",".join(values)) as writer:
            for name, value in values.items():
                put_setting(writer, name, value)
        return changed(Area.SETTINGS, message="文书的版式已保存，从下一份文书起使用")

    @needs(Permission.SET_UP)
    def set_days(self, days: Mapping[str, int]) -> Changed:
        """Change how many days ahead the desk warns, all or none. Raises InvalidInput."""
        for name, value in days.items():
            _check(name, value, self._context)
        with self._context.write("change_setting", detail=",".join(days)) as writer:
            for name, value in days.items():
                put_setting(writer, name, value)
        return changed(Area.SETTINGS, Area.CASES, message="提醒天数已保存")

    @needs(Permission.PRESENT)
    def days(self) -> tuple[CalendarRow, ...]:
        """Return the imported days, in order."""
        query = select(calendar_day).order_by(calendar_day.c.day)
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
        return tuple(CalendarRow(row.day, DayKind(row.kind), row.name) for row in rows)

    @needs(Permission.SET_UP)
    def import_days(self, text: str) -> Changed:
        """Take a table of days (date, 放假/上班, name), replacing the same days. All or nothing."""
        days = parse_calendar_csv(text)
        with self._context.write("import_days", detail=str(len(days))) as writer:
            standing = {
                row.day: row.id
                for row in writer.connection.execute(select(calendar_day.c.id, calendar_day.c.day))
            }
            for day in days:
                values = {"day": day.day, "kind": day.kind, "name": day.name}
                if day.day in standing:
                    writer.update(calendar_day, standing[day.day], values)
                else:
                    writer.insert(calendar_day, values)
        self.load_days()
        return changed(Area.SETTINGS, Area.CASES, message=f"已导入 {len(days)} 天")

    @needs(Permission.SET_UP)
    def import_days_file(self, data: bytes) -> Changed:
        """Take a table as Excel or WPS saves it (.csv in UTF-8 or GB 18030)."""
        return self.import_days(decode_table(data))

    @needs(Permission.PRESENT)
    def load_days(self) -> None:
        """Put the imported days into the calendar the deadlines use."""
        self._context.reference.use_days(self.days())


def put_setting(writer: Writer, name: str, value: Any) -> None:
    """Write one setting, whether the office had changed it before or not."""
    query = select(setting.c.id).where(setting.c.name == name)
    found = writer.connection.execute(query).scalar_one_or_none()
    if found:
        writer.about(setting, found)
        writer.update(setting, found, {"value": value})
    else:
        writer.about(setting, writer.insert(setting, {"name": name, "value": value}))


def values_of(connection: Connection, names: Sequence[str]) -> dict[str, Any]:
    """Return settings as they stand, their defaults where the office never changed them."""
    query = select(setting.c.name, setting.c.value).where(setting.c.name.in_(names))
    kept = {row.name: row.value for row in connection.execute(query)}
    return {name: kept.get(name, DEFAULTS[name]) for name in names}


def _check(name: str, value: Any, context: Context) -> None:
    if name not in DEFAULTS:
        raise InvalidInput({"name": f"没有“{name}”这项设置。"})
    if name == "review_sheet" and value:
        read_sheet(str(value))
    if name in _ALLOWED and value not in _ALLOWED[name]:
        raise InvalidInput({name: "这个值不在可选范围内，没有改动。"})
    if name == "bin_days" and not (isinstance(value, int) and 1 <= value <= 3650):
        raise InvalidInput({name: "回收站保留天数请填 1 到 3650。"})
    if name == "retention_default" and not context.reference.has("retention", value):
        raise InvalidInput({name: "请选择默认的保管期限。"})
    if name == "retention_years" and not _are_years(value, context):
        raise InvalidInput({name: "每种保管期限请填 1 到 200 年；“永久”不填年数。"})
    if name == "statistics_checks":
        raise InvalidInput({name: "勾稽关系由负责上报报表的人在“统计”页设置。"})
    if name in DAYS and not (type(value) is int and 1 <= value <= MOST_DAYS):
        raise InvalidInput({name: f"请写 1 到 {MOST_DAYS} 天，没有改动。"})
    if name == "report_hours" and not (type(value) is int and 1 <= value <= 240):
        raise InvalidInput({name: "请写 1 到 240 小时，没有改动。"})
    if name == "rollup_days" and not (type(value) is int and 1 <= value <= 366):
        raise InvalidInput({name: "请写 1 到 366 天，没有改动。"})
    if name == "sweep_days" and not (type(value) is int and 0 <= value <= 366):
        raise InvalidInput({name: "请写 1 到 366 天；不要求就写 0。"})
    if name == "zero_from" and value and not _MONTH.fullmatch(str(value)):
        raise InvalidInput({name: "请写成“年-月”，如 2025-12；不要求就留空。"})
    if name == "statistics_year_start":
        try:
            month, day = (int(part) for part in str(value).split("-"))
            date(2001, month, day)
        except ValueError as error:
            raise InvalidInput({name: "统计年度首日请写成“月-日”，如 12-01。"}) from error


def _are_years(value: Any, context: Context) -> bool:
    return isinstance(value, Mapping) and all(
        code != PERMANENT
        and context.reference.has("retention", code)
        and isinstance(years, int)
        and 1 <= years <= 200
        for code, years in value.items()
    )
