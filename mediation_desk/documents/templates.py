"""The wording of each paper, read from resources/templates/*.toml and checked key by key.

A template is data: text with {placeholders} (fields.py), "each" to repeat a block for every party,
applicant, respondent, clause or request, and "only_if". Neighbouring blocks with the same "each"
are repeated together. Nothing in it is executed.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from mediation_desk.documents.blocks import COLUMNS, Align
from mediation_desk.documents.fields import CONDITIONS, FIELDS, REPEATS
from mediation_desk.errors import InvalidInput

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

MOST_LINES = 60
"""No box, gap or indent of a paper is larger."""

KINDS = {
    "title", "number", "heading", "paragraph", "fields", "clauses", "table", "signatures",
    "spacer", "page_break", "blank_below",
}  # fmt: skip
SIGNERS = {
    "parties", "present", "applicants", "mediators", "recorder", "registrar", "invited", "anyone",
    "visited", "visitor", "asked", "investigators", "asked_recorder", "payee", "witness",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled value of a `fields` block."""

    text: str
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class CellSpec:
    """One box of a form."""

    text: str
    span: int
    label: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row of a form."""

    cells: tuple[CellSpec, ...]
    each: str = ""
    only_if: str = ""
    lines: int = 1
    stretch: bool = False
    mark_blank: bool = False
    tail: bool = False


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """Who signs under which heading."""

    of: str
    heading: str


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """One block of a paper before the facts are put in."""

    kind: str
    text: str = ""
    each: str = ""
    only_if: str = ""
    indent: int = 2
    align: str = "justify"
    lines: float = 1.0
    items: tuple[Item, ...] = ()
    rows: tuple[RowSpec, ...] = ()
    groups: tuple[GroupSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A paper's wording; `version` is stored with every issued document."""

    key: str
    title: str
    version: int
    basis: str
    """The law and form it follows."""
    required: tuple[str, ...]
    """Field keys without which the paper should not be issued."""
    blocks: tuple[BlockSpec, ...] = field(repr=False)


@cache
def load(path: Path) -> Template:
    """Return the template in a file. Raises InvalidInput naming what is wrong in it."""
    try:
        return parse(path.read_text(encoding="utf-8"), path.stem)
    except OSError as error:
        raise InvalidInput(
            {"template": f"找不到文书模板“{path.name}”。"}, hint="请重新安装程序或恢复默认模板。"
        ) from error


def tree_of(path: Path) -> dict[str, Any]:
    """Return a template of the program as a tree of plain values."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def parse(source: str, key: str) -> Template:
    """Return the template in TOML text. Raises InvalidInput naming what is wrong in it."""
    try:
        tree = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _refusal(key, f"读不懂（{error}）") from error
    return from_tree(tree, key)


def from_tree(data: Mapping[str, Any], key: str) -> Template:
    """Return the template a tree of plain values describes. Raises InvalidInput for a wrong one."""
    try:
        template = Template(
            key=key,
            title=data["title"],
            version=data["version"],
            basis=data.get("basis", ""),
            required=tuple(data.get("required", ())),
            blocks=tuple(_block(entry) for entry in data["block"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _refusal(key, f"读不懂（{error}）") from error
    for problem in chain(_wrong_values(template), _problems(template)):
        raise _refusal(key, problem)
    return template


def _refusal(key: str, problem: str) -> InvalidInput:
    return InvalidInput(
        {"template": f"文书模板“{key}”有误：{problem}。"}, hint="请改正后重试，或恢复默认模板。"
    )


def _block(entry: Mapping[str, Any]) -> BlockSpec:
    plain = dict(entry)
    items = tuple(
        Item(item) if isinstance(item, str) else Item(**item) for item in plain.pop("items", ())
    )
    rows = tuple(_row(row) for row in plain.pop("rows", ()))
    groups = tuple(GroupSpec(**group) for group in plain.pop("groups", ()))
    return BlockSpec(**plain, items=items, rows=rows, groups=groups)


def _row(entry: Mapping[str, Any]) -> RowSpec:
    plain = dict(entry)
    return RowSpec(cells=tuple(CellSpec(**cell) for cell in plain.pop("cells")), **plain)


def _wrong_values(part: Any) -> Iterator[str]:
    """Yield what is not of its kind: a number for a text, an endless height."""
    for each in fields(part):
        value = getattr(part, each.name)
        if isinstance(value, tuple):
            for inner in value:
                if is_dataclass(inner):
                    yield from _wrong_values(inner)
                elif not isinstance(inner, str):
                    yield f"“{each.name}”里应是文字"
        elif each.type is float and isinstance(value, int | float) and 0 <= value <= MOST_LINES:
            continue
        elif type(value) is not each.type:
            yield f"“{each.name}”的值不对"
        elif each.type is int and not 0 <= value <= MOST_LINES and each.name != "version":
            yield f"“{each.name}”应在 0 到 {MOST_LINES} 之间"
        elif each.name == "align" and value not in set(Align):
            yield f"没有“{value}”这种对齐"


def _problems(template: Template) -> Iterator[str]:
    """Yield what a person who edited the template must put right."""
    for key in (*template.required, *placeholders(template)):
        if key not in FIELDS:
            yield f"没有名为“{key}”的填充项"
    for block in template.blocks:
        if block.kind not in KINDS:
            yield f"没有名为“{block.kind}”的段落种类"
        for each in (block.each, *(row.each for row in block.rows)):
            if each and each not in REPEATS:
                yield f"不能按“{each}”重复"
        tests = [block.only_if, *(r.only_if for r in block.rows), *(i.only_if for i in block.items)]
        for key in tests:
            if key and key not in {*CONDITIONS, *FIELDS}:
                yield f"没有名为“{key}”的条件"
        for row in block.rows:
            if sum(cell.span for cell in row.cells) != COLUMNS:
                yield f"表格一行各栏宽度之和应为{COLUMNS}：{row.cells[0].text}"
        for group in block.groups:
            if group.of not in SIGNERS:
                yield f"没有名为“{group.of}”的签名人"


def placeholders(template: Template) -> Iterator[str]:
    """Yield the key of every placeholder, as often as it stands there."""
    for block in template.blocks:
        parts = [block.text, *(item.text for item in block.items)]
        parts += [cell.text for row in block.rows for cell in row.cells]
        parts += [group.heading for group in block.groups]
        for text in parts:
            yield from PLACEHOLDER.findall(text)
