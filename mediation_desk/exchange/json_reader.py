"""JSON as people and scripts write it, turned into plain values, every fault named at its place.

`parse` gives the tree of a file, `read` checks it against a shape: a table of keys and readers.
Text is normalised to NFC, amounts become 分, dates `date`, times aware instants in China. Unknown
keys are faults. Nothing is guessed.
"""

import difflib
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.money import parse_yuan
from mediation_desk.errors import InvalidInput

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
MAX_TEXT = 20_000
MAX_ITEMS = 2_000


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
        place = f"{self.place}.{name}" if self.place else str(name)
        return Spot(self.lists, self.faults, place)

    def fault(self, sentence: str) -> None:
        """Note a fault here; the first one stays."""
        self.faults.setdefault(self.place or "文件", sentence)


Reader = Callable[[Any, Spot], Any]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a shape: how its value is read, whether it must be there, its name inside."""

    reader: Reader
    required: bool = False
    name: str = ""


Shape = Mapping[str, Key]


def parse(data: bytes) -> dict[str, Any]:
    """Return the object a JSON file holds. Raises InvalidInput in words for everything else."""
    if len(data) > MAX_BYTES:
        raise _bad(f"文件太大（{len(data)} 字节），最多 {MAX_BYTES} 字节，请拆开后再试。")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad("文件不是 UTF-8 编码，请在编辑器里“另存为”，编码选 UTF-8 后再试。") from error
    try:
        tree = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise _bad(
            f"文件第 {error.lineno} 行第 {error.colno} 个字符处不是正确的 JSON，"
            "请检查引号、逗号和括号是否配对（都要用英文半角）。"
        ) from error
    except (RecursionError, ValueError) as error:
        raise _bad("文件嵌套太深或数字太长，请对照帮助里的示例修改。") from error
    if not isinstance(tree, dict):
        raise _bad("文件最外层应是一个对象，即以 { 开头、以 } 结尾，请对照帮助里的示例修改。")
    if _depth(tree) > MAX_DEPTH:
        raise _bad(f"文件嵌套超过 {MAX_DEPTH} 层，请对照帮助里的示例修改。")
    return tree


def read(shape: Shape, tree: Mapping[str, Any], lists: Lists) -> dict[str, Any]:
    """Return the values of a tree by their inside names, keys that are absent left out.

    Raises InvalidInput with all faults of the file at once.
    """
    spot = Spot(lists)
    values = record(shape)(tree, spot)
    if spot.faults:
        raise InvalidInput(spot.faults)
    return dict(values)


def record(shape: Shape) -> Reader:
    """Return a reader of an object with the keys of `shape`."""

    def reader(value: Any, spot: Spot) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            spot.fault("这里应是一个对象 { … }，请对照帮助里的示例修改。")
            return {}
        for name in value:
            if name not in shape:
                spot.inside(name).fault(f"没有“{name}”这一项{_nearest(name, shape)}")
        values = {}
        for name, key in shape.items():
            given = value.get(name)
            if given is None:
                if key.required:
                    spot.inside(name).fault(f"缺少“{name}”，请补上。")
                continue
            values[key.name or name] = key.reader(given, spot.inside(name))
        return values

    return reader


def items(reader: Reader, *, least: int = 0) -> Reader:
    """Return a reader of a list."""

    def whole(value: Any, spot: Spot) -> tuple[Any, ...]:
        if not isinstance(value, list):
            spot.fault("这里应是一个列表 [ … ]，即使只有一项也要写方括号。")
            return ()
        if len(value) < least:
            spot.fault(f"这里至少要有 {least} 项，请补上。")
        if len(value) > MAX_ITEMS:
            spot.fault(f"这里有 {len(value)} 项，最多 {MAX_ITEMS} 项，请拆开。")
            return ()
        return tuple(reader(part, spot.inside(number)) for number, part in enumerate(value))

    return whole


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
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, Decimal):
        spot.fault(f'带小数的金额请写成文字，如 "{value}"，以免丢失分。')
        return 0
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
        if not isinstance(value, str) or len(value.strip()) != 10:
            raise ValueError(value)
        return date.fromisoformat(value.strip())
    except ValueError:
        spot.fault(f"日期“{_shown(value)}”看不懂，请写成 2025-03-03 的样子，并核对这一天是否存在。")
        return date.min


def moment(value: Any, spot: Spot) -> datetime:
    """Return a time in China written 2025-03-06 19:30."""
    try:
        if not isinstance(value, str):
            raise ValueError(value)
        found = datetime.strptime(value.strip().replace("T", " "), "%Y-%m-%d %H:%M")
        return found.replace(tzinfo=CHINA)
    except ValueError:
        spot.fault(f"时间“{_shown(value)}”看不懂，请写成 2025-03-06 19:30 的样子（24 小时制）。")
        return datetime(1, 1, 2, tzinfo=CHINA)


def closed(codes: type[Labelled]) -> Reader:
    """Return a reader of one of a closed set, by code or by Chinese label."""

    def reader(value: Any, spot: Spot) -> Labelled:
        members = list(codes)
        for member in members:
            if isinstance(value, str) and value.strip() in (member.value, member.label):
                return member
        spot.fault(_choices(value, [member.label for member in members]))
        return members[0]

    return reader


def listed(name: str) -> Reader:
    """Return a reader of a code of one of the office's lists, by code, label or alias."""

    def reader(value: Any, spot: Spot) -> str:
        found = spot.lists.match(name, value) if isinstance(value, str) else None
        if found is None:
            spot.fault(_choices(value, spot.lists.labels(name)))
            return ""
        return found

    return reader


def _choices(value: Any, labels: Iterable[str]) -> str:
    known = list(labels)
    near = difflib.get_close_matches(str(value), known, n=3, cutoff=0.4)
    shown = near or known[:12]
    more = "等" if len(shown) < len(known) and not near else ""
    lead = "是不是" if near else "可以写"
    mark = "？" if near else "。"
    return f"不认识“{_shown(value)}”，{lead}：{'、'.join(shown)}{more}{mark}"


def _nearest(name: str, shape: Shape) -> str:
    near = difflib.get_close_matches(name, list(shape), n=1, cutoff=0.5)
    if near:
        return f"，是不是“{near[0]}”？"
    return f"，可用的有：{'、'.join(shape)}。"


def _shown(value: Any) -> str:
    words = str(value)
    return words if len(words) <= 40 else words[:40] + "…"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _bad(f"“{twice}”在同一个对象里写了两次，请只留一个。")
    return found


def _constant(word: str) -> Any:
    raise _bad(f"文件里有“{word}”，它不是数，请改掉。")


def _depth(tree: Any) -> int:
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        value, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(value, dict):
            waiting.extend((part, depth + 1) for part in value.values())
        elif isinstance(value, list):
            waiting.extend((part, depth + 1) for part in value)
    return deepest


def _bad(sentence: str) -> InvalidInput:
    return InvalidInput({"文件": sentence})
