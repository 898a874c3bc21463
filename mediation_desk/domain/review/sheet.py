"""The county's score sheet (评分表) as data: items of aspects, deductions, grades, vetoes."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediation_desk.domain.review.model import Aspect, Severity
from mediation_desk.errors import InvalidInput

FULL = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the sheet; with `manual` a person must look too, rules find only part of it."""

    code: str
    label: str
    points: int
    aspects: tuple[Aspect, ...]
    manual: bool


@dataclass(frozen=True, slots=True)
class Grade:
    """What a total from `least` on is called."""

    label: str
    least: int


@dataclass(frozen=True, slots=True)
class Veto:
    """What brings the whole dossier to 0 (一票否决); only a person decides that."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A score sheet with its date and source; `tolerance`: points two reviewers may differ by."""

    title: str
    version: str
    status: str
    source: str
    tolerance: int
    deductions: Mapping[Severity, int]
    items: tuple[Item, ...]
    grades: tuple[Grade, ...]
    vetoes: tuple[Veto, ...]

    def grade(self, total: int) -> str:
        """Return what a total is called."""
        return next((one.label for one in self.grades if total >= one.least), "")


def read_sheet(text: str) -> dict[str, Any]:
    """Return the tree of a sheet's TOML text, checked. Raises InvalidInput."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput({"sheet": f"评分表文件读不懂（{error}），没有改动。"}) from error
    parse_sheet(tree)
    return tree


def parse_sheet(document: Mapping[str, Any]) -> ScoreSheet:
    """Return the sheet of a TOML table. Raises InvalidInput naming everything that is wrong."""
    problems = list(_problems(document))
    if problems:
        raise InvalidInput(
            {"sheet": f"评分表有误：{'；'.join(problems)}。"}, hint="没有改动现在的评分表。"
        )
    return ScoreSheet(
        title=document["title"],
        version=document["version"],
        status=document["status"],
        source=document["source"],
        tolerance=document["tolerance"],
        deductions={one: document["deductions"][one.value] for one in Severity},
        items=tuple(
            Item(
                code=row["code"],
                label=row["label"],
                points=row["points"],
                aspects=tuple(Aspect(one) for one in row["aspects"]),
                manual=bool(row.get("manual")),
            )
            for row in document["items"]
        ),
        grades=tuple(
            sorted(
                (Grade(row["label"], row["least"]) for row in document["grades"]),
                key=lambda one: -one.least,
            )
        ),
        vetoes=tuple(Veto(row["code"], row["label"]) for row in document["vetoes"]),
    )


def _problems(document: Mapping[str, Any]) -> Iterator[str]:
    for name in ("title", "version", "status", "source"):
        if not isinstance(document.get(name), str) or not document[name].strip():
            yield f"缺少{name}"
    version = document.get("version")
    if isinstance(version, str) and version.strip() and not _is_day(version):
        yield "version 应写成日期，如 2026-01-01"
    if not _is_points(document.get("tolerance")):
        yield "tolerance（两人允许相差的分数）应是 0 到 100 的整数"
    deductions = document.get("deductions")
    if not isinstance(deductions, Mapping) or not all(
        _is_points(deductions.get(one.value)) for one in Severity
    ):
        yield f"deductions 应写明每一档扣几分（{'、'.join(one.value for one in Severity)}）"
    yield from _item_problems(_rows(document, "items"))
    grades, vetoes = _rows(document, "grades"), _rows(document, "vetoes")
    if not grades or not all(
        isinstance(row.get("label"), str) and _is_points(row.get("least")) for row in grades
    ):
        yield "grades 每一行应有 label 和 least（0 到 100 的整数）"
    elif 0 not in {row["least"] for row in grades}:
        yield "grades 里应有一行 least = 0"
    if not all(_is_code(row.get("code")) and row.get("label") for row in vetoes):
        yield "vetoes 每一行应有 code 和 label"


def _item_problems(items: list[Mapping[str, Any]]) -> Iterator[str]:
    if not items:
        yield "没有评分项目（items）"
        return
    seen: set[str] = set()
    known = {one.value for one in Aspect}
    for number, row in enumerate(items, start=1):
        aspects = row.get("aspects")
        if not (_is_code(row.get("code")) and row.get("label") and _is_points(row.get("points"))):
            yield f"第{number}项应有 code、label 和 points（1 到 100 的整数）"
            return
        if not isinstance(aspects, list) or not set(map(str, aspects)) <= known:
            yield f"“{row['label']}”的 aspects 只能是：{'、'.join(sorted(known))}"
            return
        if seen & set(aspects):
            yield f"“{row['label']}”的 aspects 在别的项目里已经用过"
        seen |= set(aspects)
    codes = [row["code"] for row in items]
    if len(set(codes)) < len(codes):
        yield "项目的 code 有重复"
    total = sum(row["points"] for row in items)
    if total != FULL:
        yield f"各项分数之和是 {total}，应当是 {FULL}"


def _rows(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = document.get(name, [])
    if not isinstance(rows, list):
        return []
    return [row for row in rows if isinstance(row, Mapping)]


def _is_points(value: Any) -> bool:
    return type(value) is int and 0 <= value <= FULL


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.replace("_", "").isalnum()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
