"""What the roll-up (汇总) gives back: places and their standing, the sum, the lines behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.periods import Period
from mediation_desk.domain.statistics import Basis
from mediation_desk.services.statistics_rows import StatisticsTable
from mediation_desk.services.statistics_shares import Share


class Standing(Labelled):
    """How a place stands with one table of one period."""

    THERE = "there", "已报"
    LATE = "late", "迟报"
    MISSING = "missing", "缺报"
    OTHER_RULES = "other_rules", "口径不同，没有并入"
    OWN = "own", "本单位"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which table of which period is rolled up, counted which way."""

    key: str
    period: Period
    basis: Basis


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is to report; `known` once a file of it came in."""

    id: str
    name: str
    known: bool
    active: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place's line: how it stands, what came in and when; `why` says what is wrong with it."""

    place: Place
    standing: Standing
    received_id: str = ""
    submitted_at: datetime | None = None
    submitted_by: str = ""
    received_at: datetime | None = None
    seal: str = ""
    versions: int = 0
    why: str = ""

    @property
    def id(self) -> str:
        """The place's id, by which a list finds the line again."""
        return self.place.id


@dataclass(frozen=True, slots=True)
class Part:
    """One place's report, or this office's own table, on its way into the sum."""

    place: Place
    table: StatisticsTable
    shares: Mapping[str, Share]
    facts: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ReportedCase:
    """A case behind a figure of the sum, as its office told of it; `added` is what it adds."""

    id: str
    place: str
    number: str
    type_label: str = ""
    source_label: str = ""
    accepted_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    added: int = 0


@dataclass(frozen=True, slots=True)
class Twins:
    """Two reported cases that may be one; `kept` is the one that counts, None before a decision."""

    one: ReportedCase
    other: ReportedCase
    why: str
    kept: str | None = None

    @property
    def id(self) -> str:
        """Both ids, by which a list finds the pair again."""
        return f"{self.one.id} {self.other.id}"

    @property
    def dropped(self) -> str:
        """The id of the case that does not count, "" without one."""
        if not self.kept:
            return ""
        return self.other.id if self.kept == self.one.id else self.one.id


@dataclass(frozen=True, slots=True)
class Rollup:
    """A table rolled up: the places' lines, the sum (None while nothing can be summed), twins."""

    wanted: Wanted
    title: str
    lines: tuple[PlaceLine, ...]
    table: StatisticsTable | None
    twins: tuple[Twins, ...]
    parts: tuple[Part, ...] = field(default=(), repr=False)

    @property
    def sentence(self) -> str:
        """应报 N 个单位，已报 M 个，缺报 K 个 …"""
        due = [one for one in self.lines if one.standing is not Standing.OWN]
        missing = [one for one in due if one.standing is Standing.MISSING]
        apart = [one for one in due if one.standing is Standing.OTHER_RULES]
        told = f"应报 {len(due)} 个单位，已报 {len(due) - len(missing)} 个"
        told += f"，缺报 {len(missing)} 个" if missing else "，没有缺报"
        told += f"，{len(apart)} 个口径不同没有并入" if apart else ""
        open_ones = sum(one.kept is None for one in self.twins)
        dropped = sum(bool(one.dropped) for one in self.twins)
        told += f"；疑似重复 {open_ones} 对待认定" if open_ones else ""
        told += f"；认定重复 {dropped} 件，已减去" if dropped else ""
        return told + "。"
