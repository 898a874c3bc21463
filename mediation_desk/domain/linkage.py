"""Linkage (联动): letters with other bodies, lines of the front desk, sweeps, zero reports.

What other bodies are called, kinds of venues and of sweeps are data (reference/linkage.toml).
"""

from collections.abc import Iterator
from datetime import date

from mediation_desk.domain.codes import Labelled


class Direction(Labelled):
    """Which way a letter went."""

    IN = "in", "来函"
    OUT = "out", "去函"


class LetterKind(Labelled):
    """What a letter is for (委派 before a court dockets the case, 委托 after: TYTJ 19)."""

    DELEGATED = "delegated", "委派"
    ENTRUSTED = "entrusted", "委托"
    TRANSFERRED = "transferred", "移送"
    INVITED = "invited", "邀请"
    ASSIGNED = "assigned", "交办"
    GUIDED = "guided", "引导"
    FEEDBACK = "feedback", "反馈"


UNANSWERED = (LetterKind.GUIDED, LetterKind.FEEDBACK)
"""Letters nobody waits for an answer to."""


class LetterResult(Labelled):
    """What the answer to a letter said (回执: 成功、不成功、退回)."""

    AGREED = "agreed", "成功"
    FAILED = "failed", "不成功"
    RETURNED = "returned", "退回"
    OTHER = "other", "其他"
    VOID = "void", "作废"


class LineKind(Labelled):
    """What somebody at the door came with; none of these is a case (案件)."""

    VISIT = "visit", "来访"
    INQUIRY = "inquiry", "咨询"
    HAZARD = "hazard", "隐患"


class LineState(Labelled):
    """What became of it."""

    OPEN = "open", "待处理"
    ANSWERED = "answered", "已解答"
    SETTLED = "settled", "已化解"
    REFERRED = "referred", "已引导"
    CASE = "case", "已立案"
    VOID = "void", "作废"


class Effect(Labelled):
    """What a prevention record says was prevented (STAT-B: 预防效果)."""

    DISPUTE = "dispute", "预防纠纷"
    SUICIDE = "suicide", "防止民间纠纷引起自杀"
    CRIME = "crime", "防止民间纠纷转化为刑事案件"
    PETITION = "petition", "防止群体性上访"
    BRAWL = "brawl", "防止群体性械斗"


class ReportKind(Labelled):
    """Why others had to be told of a case."""

    MAJOR = "major", "重大纠纷报告"
    ESCALATION = "escalation", "防止激化报告"


class MonthState(Labelled):
    """How a village stands with its report of a month."""

    ZERO = "zero", "零报告"
    CASES = "cases", "有纠纷"
    MISSING = "missing", "未报"
    CLASH = "clash", "不符"
    AHEAD = "ahead", ""


def month_of(day: date) -> str:
    """Return the month of a day as 2025-12; text order is time order."""
    return f"{day:%Y-%m}"


def months_of(year: int) -> tuple[str, ...]:
    """Return the twelve months of a year."""
    return tuple(f"{year:04d}-{month:02d}" for month in range(1, 13))


def months_from(first: str, last: str) -> Iterator[str]:
    """Yield the months from `first` to `last`, both included."""
    year, month = (int(part) for part in first.split("-"))
    while (found := f"{year:04d}-{month:02d}") <= last:
        yield found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
