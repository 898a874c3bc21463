"""The wording of a template piece by piece, as a person edits it: fields by their Chinese names.

A template is a tree of plain values (templates.py). Its texts are its pieces; each has a place in
the tree. `{party_name}` of the tree is 【姓名或名称】 for whoever edits; nothing else is changed.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from mediation_desk.documents.fields import FIELDS
from mediation_desk.documents.templates import PLACEHOLDER, Template, placeholders
from mediation_desk.errors import InvalidInput

_SHOWN = re.compile("【([^【】]*)】")
_KINDS = {
    "title": "标题",
    "number": "编号",
    "heading": "小标题",
    "paragraph": "段落",
    "fields": "并排各项",
    "clauses": "逐条",
    "table": "表格",
    "signatures": "签名",
}
_PARTS = {"items": "text", "groups": "heading"}
"""Lists of a block whose members have one text, and what it is called there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a template: where it stands, what it is, how it reads."""

    place: str
    """The steps to it, for instance 4.rows.0.cells.1.text."""
    kind: str
    text: str


def pieces(tree: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Return every text of a template in reading order."""
    return tuple(
        Piece(place, _KINDS.get(block["kind"], ""), shown(text))
        for number, block in enumerate(tree["block"])
        for place, text in _texts(block, str(number))
    )


def with_texts(tree: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the template with other texts at their places.

    Raises InvalidInput, keyed by place, for a 【name】 that is no field.
    """
    made: dict[str, Any] = deepcopy(dict(tree))
    faults: dict[str, str] = {}
    for place, text in texts.items():
        unknown = [name for name in _SHOWN.findall(text) if name not in _KEYS]
        if unknown:
            faults[place] = f"没有名为“{'”“'.join(unknown)}”的填充项，请从“插入填充项”里选。"
            continue
        _put(made, place, kept(text))
    if faults:
        raise InvalidInput(faults)
    made["block"] = [
        block for block in made["block"] if block["kind"] not in _DROPPED or block["text"].strip()
    ]
    return made


def shown(text: str) -> str:
    """Return a template's text as it is edited: fields as 【label】."""
    return PLACEHOLDER.sub(lambda found: f"【{LABELS.get(found[1], found[1])}】", text)


def kept(text: str) -> str:
    """Return an edited text as the template keeps it: 【label】 as {key}."""
    return _SHOWN.sub(lambda found: f"{{{_KEYS[found[1]]}}}", text)


def _labels() -> dict[str, str]:
    """Return what each field is called for whoever edits; equal labels are told apart."""
    found: dict[str, str] = {}
    for key, field in FIELDS.items():
        label, number = field.label, 1
        while label in found.values():
            number += 1
            label = f"{field.label}（{number}）"
        found[key] = label
    return found


LABELS = _labels()
"""Key of a field to its name in 【】."""
_KEYS = {label: key for key, label in LABELS.items()}
_DROPPED = frozenset({"number", "heading", "paragraph"})
"""Blocks that leave the paper when their text is emptied."""


def _texts(block: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    if block.get("text"):
        yield f"{place}.text", block["text"]
    for name, inner in _PARTS.items():
        for number, part in enumerate(block.get(name, ())):
            if isinstance(part, str):
                yield f"{place}.{name}.{number}", part
            elif part[inner]:
                yield f"{place}.{name}.{number}.{inner}", part[inner]
    for at, row in enumerate(block.get("rows", ())):
        for number, cell in enumerate(row["cells"]):
            if cell["text"]:
                yield f"{place}.rows.{at}.cells.{number}.text", cell["text"]


def _put(tree: dict[str, Any], place: str, text: str) -> None:
    """Write a text at its place. Raises InvalidInput for a place that is not there."""
    *way, last = place.split(".")
    spot: Any = tree["block"]
    try:
        for step in way:
            spot = spot[int(step) if isinstance(spot, list) else step]
        at = int(last) if isinstance(spot, list) else last
        if not isinstance(spot[at], str):
            raise TypeError(place)
        spot[at] = text
    except (LookupError, TypeError, ValueError) as error:
        raise InvalidInput({place: "模板里没有这一处文字，没有保存。请重新打开再改。"}) from error


def refuse_gaps(template: Template, standard: Template) -> None:
    """Raise InvalidInput where a wording leaves out a mandatory field the standard one prints."""
    there = set(placeholders(template))
    needed = {*standard.required, "clause"} & set(placeholders(standard))
    gone = [LABELS[key] for key in LABELS if key in needed - there]
    if gone:
        raise InvalidInput(
            {"template": f"必须有的填充项不见了：【{'】【'.join(gone)}】。请放回去再保存。"}
        )
