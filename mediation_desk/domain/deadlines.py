"""Limits of mediation, the thirty days for judicial confirmation, days left.

The day on which a period begins is not counted (民事诉讼法 art 85, 民法典 art 201). Limits of
mediation are shown as they fall; only the court's thirty days move over days off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mediation_desk.domain.calendar import Dated, WorkCalendar
from mediation_desk.domain.codes import Labelled
from mediation_desk.errors import InvalidInput

CONFIRMATION_DAYS = 30
"""Act art 33; 民事诉讼法 art 205."""

COURT_REPLY_WORKDAYS = 3
"""在线调解规则 art 12."""

GENERAL = "general"


class Unit(Labelled):
    """How days are counted."""

    CALENDAR = "calendar", "日"
    WORKING = "working", "个工作日"


class Start(Labelled):
    """The day a limit begins on."""

    ACCEPTED = "accepted", "受理之日"
    APPLIED = "applied", "收到申请之日"


@dataclass(frozen=True, slots=True)
class LimitRule:
    """One line of deadlines.toml; `overrun` says what an exceeded limit means."""

    code: str
    label: str
    days: int
    unit: Unit
    start: Start
    extendable: bool
    pausable: bool
    status: str
    source: str
    overrun: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The limit of a case: `raw_due_on` by the rule alone, `due_on` with the extension."""

    due_on: date
    raw_due_on: date
    rule_label: str
    certain: bool


@dataclass(frozen=True, slots=True)
class ConfirmationWindow:
    """The thirty days: `safe_on` as they fall, `last_on` moved over days off."""

    safe_on: date
    last_on: date
    certain: bool


def parse_limit_rules(document: Mapping[str, Any]) -> dict[str, LimitRule]:
    """Return the rules of deadlines.toml by code. Raises InvalidInput naming the faulty rule."""
    found: dict[str, LimitRule] = {}
    for row in document.get("rules", ()):
        rule = _parse_rule(row)
        if rule.code in found:
            raise _broken(rule.code, "代码重复")
        found[rule.code] = rule
    if GENERAL not in found:
        raise _broken(GENERAL, "缺少一般纠纷的期限")
    return found


def choose_rule(
    rules: Mapping[str, LimitRule], *, type_rule: str = "", court_rule: str = ""
) -> LimitRule:
    """Return the rule of the court's commission, else of the dispute type, else the general one."""
    for code in (court_rule, type_rule):
        if code and code in rules:
            return rules[code]
    return rules[GENERAL]


def mediation_limit(
    rule: LimitRule,
    started_on: date,
    *,
    calendar: WorkCalendar,
    extended_to: date | None = None,
    paused_days: int = 0,
) -> Deadline:
    """Return when mediation must end.

    `started_on` is the day `rule.start` names. `paused_days` (鉴定, 评估) are counted in the
    rule's own unit and only where the rule allows a pause. An extension never shortens the limit.
    """
    days = rule.days + (paused_days if rule.pausable else 0)
    if rule.unit is Unit.WORKING:
        raw = calendar.add_workdays(started_on, days)
    else:
        raw = Dated(started_on + timedelta(days=days), certain=True)
    if extended_to is not None and extended_to > raw.day:
        return Deadline(extended_to, raw.day, rule.label, certain=True)
    return Deadline(raw.day, raw.day, rule.label, raw.certain)


def check_extension(rule: LimitRule, deadline: Deadline, extended_to: date) -> None:
    """Raise InvalidInput on `extended_to` unless the rule allows it and the day is later."""
    if not rule.extendable:
        raise InvalidInput({"extended_to": f"“{rule.label}”不能延长。{rule.overrun}"})
    if extended_to <= deadline.due_on:
        raise InvalidInput(
            {"extended_to": f"延长后的日期应晚于现在的期限{deadline.due_on.isoformat()}。"}
        )


def confirmation_window(effect_on: date, calendar: WorkCalendar) -> ConfirmationWindow:
    """Return the last days for the joint application to court (Act art 33; 民事诉讼法 art 85)."""
    safe = effect_on + timedelta(days=CONFIRMATION_DAYS)
    last = calendar.roll_forward(safe)
    return ConfirmationWindow(safe, last.day, last.certain)


def court_reply_due(received_on: date, calendar: WorkCalendar) -> Dated:
    """Return the day by which a court's commission must be answered (three working days)."""
    return calendar.add_workdays(received_on, COURT_REPLY_WORKDAYS)


def days_left(due_on: date, today: date) -> int:
    """Return the days until a limit: 0 on its last day, negative once it has passed."""
    return (due_on - today).days


def _parse_rule(row: Mapping[str, Any]) -> LimitRule:
    code = str(row.get("code") or "")
    days = row.get("days")
    if not code.isascii() or not code:
        raise _broken(code, "缺少代码")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 3650:
        raise _broken(code, "天数应是1到3650的整数")
    texts = {key: row.get(key) for key in ("label", "status", "source", "overrun")}
    empty = [key for key, text in texts.items() if not isinstance(text, str) or not text.strip()]
    if empty:
        raise _broken(code, f"缺少{'、'.join(empty)}")
    try:
        unit, start = Unit(row.get("unit", "")), Start(row.get("start", ""))
    except ValueError:
        raise _broken(code, "单位应是calendar或working，起点应是accepted或applied") from None
    return LimitRule(
        code=code,
        days=days,
        unit=unit,
        start=start,
        extendable=bool(row.get("extendable")),
        pausable=bool(row.get("pausable")),
        **{key: str(text) for key, text in texts.items()},
    )


def _broken(code: str, what: str) -> InvalidInput:
    return InvalidInput({"期限规则": f"期限规则“{code}”有误：{what}。"})
