"""The manual of resources/help as tests read it: its tables, its example files, its commands."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

HELP = Path(__file__).resolve().parent.parent / "resources" / "help"

_EXAMPLE = re.compile(r"示例文件 `([^`]+)`[^\n]*\n\n```(?:json|csv)\n(.*?)```", re.DOTALL)
_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_ROW = re.compile(r"^\| *(.*?) *\|$", re.MULTILINE)
_OPTIONS = re.compile(r"- `(\w+)`：(.+)")


def page(name: str) -> str:
    """Return the text of a page."""
    return (HELP / f"{name}.md").read_text(encoding="utf-8")


def tables(text: str) -> list[list[list[str]]]:
    """Return every table as its rows of cells, the heading first, the ruled line left out."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        rows = [re.split(r" *\| *", row) for row in _ROW.findall(block)]
        if len(rows) > 1:
            found.append([rows[0], *rows[2:]])
    return found


def key_tables(text: str) -> list[dict[str, list[str]]]:
    """Return the tables of keys: key → meaning, how it is written, whether required."""
    return [
        {row[0].strip("`"): row[1:] for row in table[1:]}
        for table in tables(text)
        if table[0][0] == "键"
    ]


def options(text: str) -> dict[str, list[list[str]]]:
    """Return the words listed for each key; a key that stands on a page twice has two lists."""
    found: dict[str, list[list[str]]] = {}
    for key, words in _OPTIONS.findall(text):
        found.setdefault(key, []).append(words.split("、"))
    return found


def examples(name: str) -> dict[str, str]:
    """Return the example files of a page: file name → content."""
    return dict(_EXAMPLE.findall(page(name)))


def all_examples() -> dict[str, str]:
    """Return the example files of the whole manual."""
    return {
        file: content
        for found in sorted(HELP.glob("*.md"))
        for file, content in examples(found.stem).items()
    }


def commands(text: str) -> list[list[str]]:
    """Return the command lines in the shell blocks of a text, without the program's name."""
    lines = [line for block in _SHELL.findall(text) for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("mediation-desk ")]


def wrapped(text: str) -> list[str]:
    """Return the lines that go on with the line before: Markdown puts a space between them."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL).splitlines()
    own = re.compile(r"#|\||-\s|\d+\.\s|$")
    return [
        line
        for before, line in pairwise(prose)
        if before.strip() and not before.startswith(("#", "|")) and not own.match(line.strip())
    ]
