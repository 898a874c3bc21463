"""The few characters in a paper's foot that tell which text it is: 文本 3f9a-1c2b · 第2版.

The first eight digits of the text's hash, in fours so that they can be read out, and the how
manyeth text of this paper it is. Nothing about anybody can be learnt from it.
"""

import re

SHOWN = 8
"""Digits of the hash on a paper."""

_MARK = re.compile(
    r"\s*(?:文本\s*)?([0-9a-f]{4})[-－]([0-9a-f]{4})(?:\s*·?\s*第\s*\d{1,4}\s*版)?\s*",
    re.IGNORECASE,
)


def digits(text_hash: str) -> str:
    """Return the digits as they are printed: 3f9a-1c2b."""
    return f"{text_hash[:4]}-{text_hash[4:SHOWN]}".lower()


def mark(text_hash: str, edition: int) -> str:
    """Return what is printed in the foot, "" for a paper that is not counted."""
    return f"文本 {digits(text_hash)} · 第{edition}版" if edition else ""


def read_mark(typed: str) -> str:
    """Return the beginning of the hash that somebody typed off a sheet, "" for any other text."""
    found = _MARK.fullmatch(typed)
    return f"{found[1]}{found[2]}".lower() if found else ""
