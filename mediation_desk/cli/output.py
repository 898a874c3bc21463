"""Answers on the terminal: plain Chinese lines, or JSON where a script reads them."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk.clock import CHINA
from mediation_desk.errors import AppError, InvalidInput, NotFound, StorageProblem

if TYPE_CHECKING:
    from mediation_desk.services.changes import Changed

UNFORESEEN = 1
BAD_INPUT = 2
STORE = 3
NOT_FOUND = 4


def speak_utf8() -> None:
    """Let the terminal's streams carry Chinese on every platform; odd characters never crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            utf8 = (stream.encoding or "").lower().replace("-", "") == "utf8"
            stream.reconfigure(encoding=None if utf8 else "utf-8", errors="backslashreplace")


def say(line: str) -> None:
    """Print one line and let it be seen at once."""
    print(line, flush=True)


def exit_code(error: AppError) -> int:
    """Return the exit code of a failure."""
    if isinstance(error, StorageProblem):
        return STORE
    return NOT_FOUND if isinstance(error, NotFound) else BAD_INPUT


def tell_error(error: AppError, *, as_json: bool) -> int:
    """Say what went wrong, field by field, and return the exit code."""
    code = exit_code(error)
    fields_of = error.fields if isinstance(error, InvalidInput) else {}
    if as_json:
        told = {"error": error.message, "hint": error.hint, "fields": fields_of, "exit_code": code}
        print(json.dumps(told, ensure_ascii=False), file=sys.stderr)
        return code
    if fields_of:
        print("没有保存，下面这些地方需要修改：", file=sys.stderr)
        for name, sentence in fields_of.items():
            print(f"  {in_words(name)}：{sentence}", file=sys.stderr)
        if error.hint:
            print(error.hint, file=sys.stderr)
    else:
        print(f"没有完成：{error.message}{error.hint}", file=sys.stderr)
    return code


def tell_crash(log: Path) -> int:
    """Say that nobody foresaw this and where its traces are; return the exit code."""
    written = f"详情记在日志里，请把它交给维护人员：{log}" if log.exists() else "日志没有写成。"
    print(
        f"出现了没有预料到的错误，这一步没有完成，已经保存的数据没有受影响。{written}",
        file=sys.stderr,
    )
    return UNFORESEEN


def in_words(place: str) -> str:
    """Return parties.0.name as parties 第1项 name."""
    parts = [f"第{int(part) + 1}项" if part.isdecimal() else part for part in place.split(".")]
    return " ".join(parts)


def plain(value: Any) -> Any:
    """Return rows, dates and codes as JSON can hold them; instants as Chinese wall-clock time."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat(timespec="seconds")
    if isinstance(value, Path):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def tell_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json.dumps(plain(value), ensure_ascii=False, indent=2))


def tell_done(done: "Changed", *, as_json: bool) -> None:
    """Say what a write did, with the id of what was written for programs."""
    if as_json:
        tell_json({"id": done.id, "message": done.message})
    else:
        say(f"{done.message}。")


def tell_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under headings, aligned by the width characters take on a terminal."""
    lines = [list(headings), *([str(cell) for cell in row] for row in rows)]
    widths = [max(width_of(line[column]) for line in lines) for column in range(len(headings))]
    for line in lines:
        padded = (
            cell + " " * (width - width_of(cell)) for cell, width in zip(line, widths, strict=True)
        )
        print("  ".join(padded).rstrip())


def width_of(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)
