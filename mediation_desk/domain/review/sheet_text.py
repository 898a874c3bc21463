"""A score sheet as the text of its TOML file, so that an edited one is a file like any other."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mediation_desk.domain.review.sheet import ScoreSheet

_HEAD = ("version", "status", "source", "title", "tolerance")
_LISTS = ("items", "grades", "vetoes")


def sheet_text(tree: Mapping[str, Any]) -> str:
    """Return a sheet's tree as TOML; what is missing in it is missing in the text too."""
    return "\n".join(_lines(tree)) + "\n"


def tree_of(sheet: ScoreSheet) -> dict[str, Any]:
    """Return the tree of a sheet, as its file has it."""
    return {
        **{name: getattr(sheet, name) for name in _HEAD},
        "deductions": {one.value: cost for one, cost in sheet.deductions.items()},
        "items": [
            {
                "code": one.code,
                "label": one.label,
                "points": one.points,
                "aspects": [aspect.value for aspect in one.aspects],
                "manual": one.manual,
            }
            for one in sheet.items
        ],
        "grades": [{"label": one.label, "least": one.least} for one in sheet.grades],
        "vetoes": [{"code": one.code, "label": one.label} for one in sheet.vetoes],
    }


def _lines(tree: Mapping[str, Any]) -> Iterator[str]:
    for name in _HEAD:
        if tree.get(name) is not None:
            yield f"{name} = {_value(tree[name])}"
    yield from ("", "[deductions]")
    yield from _pairs(tree.get("deductions", {}))
    for name in _LISTS:
        for row in tree.get(name, ()):
            yield from ("", f"[[{name}]]")
            yield from _pairs(row)


def _pairs(row: Mapping[str, Any]) -> Iterator[str]:
    for key, value in row.items():
        if value is not None:
            yield f"{key} = {_value(value)}"


def _value(value: Any) -> str:
    """Return a text, a number, a truth or a list of texts; JSON writes them as TOML does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
