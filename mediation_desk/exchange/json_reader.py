"""Checking the tree of a JSON file against a shape, every fault named at its place.

A shape is a table of keys, each with the reader of its value. Text is normalised to NFC, amounts
become 分, dates `date`, times aware instants in China. Unknown keys are faults. Nothing is guessed.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Protocol

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.money import parse_yuan
from mediation_desk.errors import InvalidInput
from mediation_desk.exchange.json_text import FILE, shown

MAX_TEXT = 20_000
MAX_ITEMS = 2_000
MAX_FAULTS = 50
MAX_UNKNOWN = 5
YEARS = range(1900, 2200)
"""Dates outside are slips of the keyboard, and would break the computing of limits."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Lists(Protocol):
    """The office's code lists, asked by name ("sources", "types" …)."""

    def match(self, name: str, text: str) -> str | None:
        """Return the code whose code, label or alias is the text, None without one."""

    def labels(self, name: str) -> tuple[str, ...]:
        """Return the labels that may be written, for suggestions."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the file something stands, and where faults are collected (place → sentence)."""

    lists: Lists
    faults: dict[str, str] = field(default_factory=dict)
    place: str = ""

    def inside(self, name: object) -> "Spot":
        """Return the spot of a key or item number below this one."""
        place = f"{self.place}.{shown(name)}" if self.place else shown(name)
        return Spot(self.lists, self.faults, place)

    def fault(self, sentence: str) -> None:
        """Note a fault here; the first one of a place stays."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.setdefault(self.place or FILE, sentence)
        else:
            self.faults.setdefault("…", "错误太多，先列出前面这些，改好后再试。")


Reader = Callable[[Any, Spot], Any]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a shape: how its value is read, whether it must be there, its name inside."""

    reader: Reader
    required: bool = False
    name: str = ""


Shape = Mapping[str, Key]


def read(shape: Shape, tree: Mapping[str, Any], lists: Lists) -> dict[str, Any]:
    """Return the values of a tree by their inside names, keys that are absent left out.

    Raises InvalidInput with the faults of the file, all at once up to MAX_FAULTS.
    """
    spot = Spot(lists)
    values = Record(shape)(tree, spot)
    if spot.faults:
        raise InvalidInput(spot.faults)
    return values


def in_file_words(shape: Shape, place: str) -> str:
    """Return a place in inside names (clauses.0.amount_fen) as the file has it (clauses.0.amount).

    What is no place of the shape comes back as it is.
    """
    reader: Reader | None = Record(shape)
    words = []
    for part in place.split("."):
        if isinstance(reader, Record):
            names = {key.name: name for name, key in reader.shape.items() if key.name}
            part = names.get(part, part)
            reader = reader.shape[part].reader if part in reader.shape else None
        else:
            reader = reader.reader if isinstance(reader, Items) else None
        words.append(part)
    return ".".join(words)


@dataclass(frozen=True, slots=True)
class Record:
    """Reads an object with the keys of a shape; null counts as absent."""

    shape: Shape

    def __call__(self, value: Any, spot: Spot) -> dict[str, Any]:
        """Return the values by their inside names."""
        if not isinstance(value, Mapping):
            spot.fault("这里应是一个对象 { … }，请对照帮助里的示例修改。")
            return {}
        for name in islice((name for name in value if name not in self.shape), MAX_UNKNOWN):
            spot.inside(name).fault(f"没有“{shown(name)}”这一项{_nearest(name, self.shape)}")
        values = {}
        for name, key in self.shape.items():
            given = value.get(name)
            if given is not None:
                values[key.name or name] = key.reader(given, spot.inside(name))
            elif key.required:
                spot.inside(name).fault(f"缺少“{name}”，请补上。")
        return values


@dataclass(frozen=True, slots=True)
class Items:
    """Reads a list."""

    reader: Reader
    least: int = 0

    def __call__(self, value: Any, spot: Spot) -> tuple[Any, ...]:
        """Return the items read."""
        if not isinstance(value, list):
            spot.fault("这里应是一个列表 [ … ]，即使只有一项也要写方括号。")
            return ()
        if len(value) < self.least:
            spot.fault(f"这里至少要有 {self.least} 项，请补上。")
        if len(value) > MAX_ITEMS:
            spot.fault(f"这里有 {len(value)} 项，最多 {MAX_ITEMS} 项，请拆开。")
            return ()
        return tuple(self.reader(part, spot.inside(number)) for number, part in enumerate(value))


@dataclass(frozen=True, slots=True)
class Closed:
    """Reads one of a closed set, by code or by Chinese label."""

    codes: type[Labelled]

    def __call__(self, value: Any, spot: Spot) -> Labelled:
        """Return the member."""
        members = list(self.codes)
        for member in members:
            if isinstance(value, str) and value.strip() in (member.value, member.label):
                return member
        spot.fault(_choices(value, [member.label for member in members]))
        return members[0]


@dataclass(frozen=True, slots=True)
class Listed:
    """Reads a code of one of the office's lists, by code, label or alias."""

    name: str

    def __call__(self, value: Any, spot: Spot) -> str:
        """Return the code."""
        found = spot.lists.match(self.name, value) if isinstance(value, str) else None
        if found is None:
            spot.fault(_choices(value, spot.lists.labels(self.name)))
            return ""
        return found


def text(value: Any, spot: Spot) -> str:
    """Return text in NFC without spaces around it; numbers are refused (they lose zeros)."""
    if not isinstance(value, str):
        spot.fault("这里应是文字，请加上英文双引号。")
        return ""
    if len(value) > MAX_TEXT:
        spot.fault(f"文字超过 {MAX_TEXT} 字，请精简。")
        return ""
    if any(unicodedata.category(mark) in ("Cs", "Cc") and mark not in "\n\r\t" for mark in value):
        spot.fault("文字里有看不见的控制字符或残缺的字符，请重新输入这一项。")
        return ""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()


def filled(value: Any, spot: Spot) -> str:
    """Return text that must not be empty."""
    found = text(value, spot)
    if isinstance(value, str) and not found:
        spot.fault("这一项不能是空的，请填写。")
    return found


def yes_no(value: Any, spot: Spot) -> bool:
    """Return true/false, also written 是/否."""
    if isinstance(value, bool):
        return value
    words = {"是": True, "否": False}
    if isinstance(value, str) and value.strip() in words:
        return words[value.strip()]
    spot.fault("这里应写 true 或 false（也可以写“是”或“否”）。")
    return False


def whole_number(value: Any, spot: Spot) -> int:
    """Return a number that is zero or more."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
        spot.fault("这里应是不小于 0 的整数，不加引号。")
        return 0
    return value


def yuan(value: Any, spot: Spot) -> int:
    """Return 分 from 元: text like "10800.00" or a whole number."""
    if isinstance(value, Decimal):
        # A number such as 1e999999999 must not be written out to be looked at.
        if value.adjusted() > 15 or value != value.to_integral_value():
            spot.fault(f'带小数的金额请写成文字，如 "{shown(value)}"，以免丢失分。')
            return 0
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        spot.fault('金额请写成文字，如 "10800.00"，单位为元。')
        return 0
    try:
        return parse_yuan(str(value), field="amount")
    except InvalidInput as error:
        spot.fault(error.message)
        return 0


def day(value: Any, spot: Spot) -> date:
    """Return a date written 2025-03-03."""
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
            raise ValueError(value)
        found = date.fromisoformat(value.strip())
    except ValueError:
        spot.fault(f"日期“{shown(value)}”看不懂，请写成 2025-03-03 的样子，并核对这一天是否存在。")
        return date.min
    _check_year(found, spot)
    return found


def moment(value: Any, spot: Spot) -> datetime:
    """Return a time in China written 2025-03-06 19:30."""
    try:
        if not isinstance(value, str):
            raise ValueError(value)
        found = datetime.strptime(value.strip().replace("T", " "), "%Y-%m-%d %H:%M")
    except ValueError:
        spot.fault(f"时间“{shown(value)}”看不懂，请写成 2025-03-06 19:30 的样子（24 小时制）。")
        return datetime(1, 1, 2, tzinfo=CHINA)
    _check_year(found.date(), spot)
    return found.replace(tzinfo=CHINA)


def _check_year(found: date, spot: Spot) -> None:
    if found.year not in YEARS:
        spot.fault(f"年份 {found.year} 不对，应在 {YEARS[0]} 到 {YEARS[-1]} 之间，请核对。")


def _choices(value: Any, labels: Iterable[str]) -> str:
    known = list(labels)
    near = difflib.get_close_matches(shown(value), known, n=3, cutoff=0.4)
    offered = near or known[:12]
    more = "等" if len(offered) < len(known) and not near else ""
    lead = "是不是" if near else "可以写"
    mark = "？" if near else "。"
    return f"不认识“{shown(value)}”，{lead}：{'、'.join(offered)}{more}{mark}"


def _nearest(name: str, shape: Shape) -> str:
    near = difflib.get_close_matches(shown(name), list(shape), n=1, cutoff=0.5)
    if near:
        return f"，是不是“{near[0]}”？"
    return f"，可用的有：{'、'.join(shape)}。"
