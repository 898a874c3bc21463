"""What is asked of the search index for what a user typed (search_tokens.py says what it holds).

An answer may hold cases that are not meant, for tokens have no order; it misses none. So whoever
asks compares the words themselves.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from mediation_desk.storage.search_tokens import (
    ODD,
    RUN_OF_DIGITS,
    RUN_OF_INITIALS,
    SHORTEST_TAIL,
    both,
    code,
    pieces,
    plain,
)
from mediation_desk.storage.syllables import SYLLABLES

_RUNS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]+")
_DIGITS = re.compile(r"[0-9]{3,}")
_MOST_PIECES = 24
"""Tokens asked for of one run: a pasted page is found by its beginning."""

_LONGEST = 24
"""Letters that are taken apart into syllables."""

_MOST_WAYS = 16
"""Ways to take letters apart that are told from each other: xian is xian and xi'an."""


def query_of(typed: str) -> str:
    """Return the FTS5 query of what a user typed, "" when nothing in it can be searched."""
    words = (plain(word) for word in typed.split())
    return " AND ".join(_word(bare) for bare in words if bare)


def _word(bare: str) -> str:
    """Return the query of one word; letters may be how a part of it is read, so it is parted."""
    runs = _RUNS.findall(bare)
    if any(_is_letters(run) for run in runs):
        found = _all(
            _any([_text(run), *_spelt(run[:_LONGEST])]) if _is_letters(run) else _text(run)
            for run in runs
        )
    else:
        found = _text(bare)
    if len(bare) >= SHORTEST_TAIL and bare.isascii():
        return _any([found, f"s{bare}"])
    return found


def _is_letters(run: str) -> bool:
    return run.isascii() and run.isalpha()


def _text(bare: str) -> str:
    """Return the query of a piece of text: its pairs, and of its digits what is rarer."""
    bare = bare[: _MOST_PIECES + 1]
    pairs = [f"p{code(one)}{code(two)}" for one, two in pairwise(bare)] or [f"c{code(bare)}"]
    wanted: list[str] = []
    for digits in reversed(list(_DIGITS.finditer(bare))):
        size = min(len(digits[0]), max(RUN_OF_DIGITS))
        wanted += pieces("d", digits[0], size)
        del pairs[digits.start() : digits.end() - 1]
    wanted += pairs
    return _all(wanted)


@lru_cache(maxsize=1024)
def _spelt(letters: str) -> tuple[str, ...]:
    """Return the queries of names read so, or read so from one of their syllables on."""
    first = _any(
        f"q{one}"
        for one in sorted(SYLLABLES | {letters[0]})
        if one.startswith(letters) or letters.startswith(one)
    )
    ways = _ways(letters)
    queries = [_all([ODD, first])]
    queries += [_way(way) for way in ways] if len(ways) <= _MOST_WAYS else [first]
    if len(letters) > 1:
        queries.append(_all(pieces("i", letters, min(len(letters), max(RUN_OF_INITIALS)))))
    return tuple(queries)


def _ways(letters: str) -> list[tuple[str, ...]]:
    """Return the ways letters are syllables one after another, of the last one a beginning.

    One more than _MOST_WAYS where there are that many.
    """
    ways: dict[int, list[tuple[str, ...]]] = {len(letters): []}
    for at in reversed(range(len(letters))):
        rest = letters[at:]
        ways[at] = [(rest,)] if _beginning(rest) else []
        for one in (rest[:size] for size in range(1, len(rest)) if rest[:size] in SYLLABLES):
            ways[at] += [(one, *way) for way in ways[at + len(one)]]
        ways[at] = ways[at][: _MOST_WAYS + 1]
    return ways[0]


def _way(way: tuple[str, ...]) -> str:
    """Return the query of syllables in a row."""
    last = _beginning(way[-1])
    if len(way) == 1:
        return _any(f"q{one}" for one in last)
    pairs = [both(*two) for two in pairwise(way[:-1])]
    return _all([*pairs, _any(both(way[-2], one) for one in last)])


@lru_cache(maxsize=1024)
def _beginning(letters: str) -> tuple[str, ...]:
    """Return the syllables that begin so."""
    return tuple(one for one in sorted(SYLLABLES) if one.startswith(letters))


def _all(queries: Iterable[str]) -> str:
    return _joined(queries, " AND ")


def _any(queries: Iterable[str]) -> str:
    return _joined(queries, " OR ")


def _joined(queries: Iterable[str], word: str) -> str:
    several = tuple(dict.fromkeys(queries))
    return f"({word.join(several)})" if len(several) > 1 else several[0]
