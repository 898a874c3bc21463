"""The bytes of a JSON file, turned into a tree of plain values, or a sentence about what is wrong.

Numbers with a point come as Decimal, so that no 分 is lost; a key written twice is a fault. Files
from strangers are limited in size and depth before anything looks at them.
"""

import json
from decimal import Decimal
from typing import Any

from mediation_desk.errors import InvalidInput

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
FILE = "文件"
"""The place of a fault that belongs to no key."""

_EXAMPLE = "请对照帮助里的示例修改。"


def parse(data: bytes) -> dict[str, Any]:
    """Return the object a JSON file holds. Raises InvalidInput in words for everything else."""
    if len(data) > MAX_BYTES:
        raise _bad(f"文件超过 {MAX_BYTES // 1_000_000} MB，请拆开后再试。")
    tree = _load(_decode(data))
    if not isinstance(tree, dict):
        raise _bad("文件最外层应是一个对象，即以 { 开头、以 } 结尾，" + _EXAMPLE)
    if _deeper_than(tree, MAX_DEPTH):
        raise _bad(f"文件嵌套超过 {MAX_DEPTH} 层，" + _EXAMPLE)
    return tree


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad("文件不是 UTF-8 编码，请在编辑器里“另存为”，编码选 UTF-8 后再试。") from error
    if not text.strip():
        raise _bad("文件是空的，请按帮助里的示例填写。")
    return text


def _load(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=Decimal, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        raise _bad(
            f"文件第 {error.lineno} 行第 {error.colno} 个字符处不是正确的 JSON，"
            "请检查引号、逗号和括号是否配对（都要用英文半角）。"
        ) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise _bad("文件嵌套太深或数字太长，" + _EXAMPLE) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _bad(f"“{shown(name)}”在同一个对象里写了两次，请只留一个。")
        found[name] = value
    return found


def _constant(word: str) -> Any:
    raise _bad(f"文件里有“{word}”，它不是数，请改掉。")


def _deeper_than(tree: Any, most: int) -> bool:
    waiting = [(tree, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > most:
            return True
        parts = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list):
            waiting.extend((part, depth + 1) for part in parts)
    return False


def shown(value: Any) -> str:
    """Return a value as it can stand in a sentence: short, in one line, nothing invisible."""
    if isinstance(value, dict | list):
        return "{ … }" if isinstance(value, dict) else "[ … ]"
    words = str(value).lower() if isinstance(value, bool) else str(value)
    visible = "".join(mark if mark.isprintable() else "�" for mark in words[:40])
    return visible if len(words) <= 40 else visible + "…"


def _bad(sentence: str) -> InvalidInput:
    return InvalidInput({FILE: sentence})
