"""Tables an office designs itself (表格设计): columns with conditions, headings, sums, a type map.

A design is data that people exchange: it is read field by field, unknown fields are refused, and
nothing in it is executed. What is wrong with one is said by design_checks.py; design_document.py
turns it into the definition that the engine counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mediation_desk.domain.design_figures import Figure, Narrow
from mediation_desk.domain.statistics import Rows
from mediation_desk.errors import InvalidInput

MOST_COLUMNS, MOST_LEVELS, MOST_TARGETS = 100, 4, 60
MOST_LETTERS = 200
FILE = "design"


@dataclass(frozen=True, slots=True)
class Condition:
    """A column counts only what has one of these codes of a list."""

    narrow: Narrow
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DesignColumn:
    """A column: `path` are the headings above its label; a figure, or the sum of other columns."""

    key: str
    label: str
    path: tuple[str, ...] = ()
    figure: Figure | None = None
    conditions: tuple[Condition, ...] = ()
    sums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One of the official types, and the codes of the office's own types that belong to it."""

    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDesign:
    """A whole table; `targets` map types for rows that are Rows.MAP."""

    title: str
    rows: Rows
    columns: tuple[DesignColumn, ...]
    targets: tuple[Target, ...] = ()
    note: str = ""

    def column(self, key: str) -> DesignColumn | None:
        """Return the column of a key, None when there is none."""
        return next((one for one in self.columns if one.key == key), None)

    def free_key(self) -> str:
        """Return a key no column has."""
        taken = {one.key for one in self.columns}
        return next(f"c{at}" for at in range(1, len(taken) + 2) if f"c{at}" not in taken)


@dataclass(frozen=True, slots=True)
class Option:
    """A code of a list: its words, the code above it, whether it may still be chosen."""

    code: str
    label: str
    parent: str = ""
    retired: bool = False


Options = Mapping[Narrow, Sequence[Option]]
"""What each list offers, retired codes too."""


def covered(narrow: Narrow, codes: Sequence[str], options: Options) -> frozenset[str]:
    """Return every code that is meant; a dispute type means the types below it too."""
    below = [one.code for one in options[narrow] if one.parent in codes]
    return frozenset((*codes, *below))


def map_covered(targets: Sequence[Target], options: Options) -> tuple[frozenset[str], ...]:
    """Return which types each target takes; one named itself goes before the one above it."""
    named = {code for target in targets for code in target.codes}
    return tuple(
        frozenset(
            code
            for code in covered(Narrow.TYPE, target.codes, options)
            if code in target.codes or code not in named
        )
        for target in targets
    )


def to_tree(design: TableDesign) -> dict[str, Any]:
    """Return a design as JSON holds it."""
    return {
        "title": design.title,
        "rows": design.rows.value,
        "columns": [_column_tree(one) for one in design.columns],
        "targets": [{"label": one.label, "codes": list(one.codes)} for one in design.targets],
        "note": design.note,
    }


def _column_tree(column: DesignColumn) -> dict[str, Any]:
    tree: dict[str, Any] = {"key": column.key, "label": column.label, "path": list(column.path)}
    if column.figure is None:
        return tree | {"sums": list(column.sums)}
    conditions = [
        {"narrow": one.narrow.value, "codes": list(one.codes)} for one in column.conditions
    ]
    return tree | {"figure": column.figure.value, "conditions": conditions}


def from_tree(tree: Any) -> TableDesign:
    """Return the design of a tree. Raises InvalidInput naming what is not as it should be."""
    found = _object(tree, "表格", {"title", "rows", "columns", "targets", "note"})
    columns = _list(found, "columns", MOST_COLUMNS)
    return TableDesign(
        title=_text(found, "title"),
        rows=_one_of(Rows, found.get("rows"), "行"),
        columns=tuple(_column(one, at) for at, one in enumerate(columns, start=1)),
        targets=tuple(
            _target(one, at)
            for at, one in enumerate(_list(found, "targets", MOST_TARGETS), start=1)
        ),
        note=_text(found, "note"),
    )


def _column(tree: Any, at: int) -> DesignColumn:
    place = f"第{at}栏"
    fields = {"key", "label", "path", "figure", "conditions", "sums"}
    found = _object(tree, place, fields)
    figure = found.get("figure")
    return DesignColumn(
        key=_text(found, "key"),
        label=_text(found, "label"),
        path=tuple(_texts(found, "path", MOST_LEVELS, place)),
        figure=None if figure is None else _one_of(Figure, figure, f"{place}的统计项"),
        conditions=tuple(_condition(one, place) for one in _list(found, "conditions", len(Narrow))),
        sums=tuple(_texts(found, "sums", MOST_COLUMNS, place)),
    )


def _condition(tree: Any, place: str) -> Condition:
    found = _object(tree, f"{place}的条件", {"narrow", "codes"})
    narrow = _one_of(Narrow, found.get("narrow"), f"{place}的条件")
    return Condition(narrow, tuple(_texts(found, "codes", 1000, place)))


def _target(tree: Any, at: int) -> Target:
    place = f"类型对照第{at}项"
    found = _object(tree, place, {"label", "codes"})
    return Target(_text(found, "label"), tuple(_texts(found, "codes", 1000, place)))


def _object(tree: Any, place: str, fields: set[str]) -> Mapping[str, Any]:
    if not isinstance(tree, dict):
        raise _bad(f"{place}不是一个对象")
    strange = sorted(str(name) for name in tree.keys() - fields)
    if strange:
        raise _bad(f"{place}里有不认识的内容“{_short(strange[0])}”")
    return tree


def _list(tree: Mapping[str, Any], name: str, most: int) -> list[Any]:
    found = tree.get(name, [])
    if not isinstance(found, list) or len(found) > most:
        raise _bad(f"“{name}”应是不超过{most}项的列表")
    return found


def _texts(tree: Mapping[str, Any], name: str, most: int, place: str) -> Iterator[str]:
    for one in _list(tree, name, most):
        if not isinstance(one, str) or len(one) > MOST_LETTERS:
            raise _bad(f"{place}的“{name}”里有不是文字的内容")
        yield one


def _text(tree: Mapping[str, Any], name: str) -> str:
    found = tree.get(name, "")
    if not isinstance(found, str) or len(found) > MOST_LETTERS:
        raise _bad(f"“{name}”应是不超过{MOST_LETTERS}个字的文字")
    return found.strip()


def _one_of(kind: Any, value: Any, place: str) -> Any:
    if not isinstance(value, str) or value not in {one.value for one in kind}:
        raise _bad(f"{place}“{_short(value)}”不存在")
    return kind(value)


def _short(value: Any) -> str:
    words = str(value)[:40]
    return "".join(mark if mark.isprintable() else "�" for mark in words)


def _bad(reason: str) -> InvalidInput:
    return InvalidInput({FILE: f"这不是可以使用的表格定义：{reason}。没有导入。"})
