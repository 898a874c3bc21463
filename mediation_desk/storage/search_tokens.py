"""Tokens of the search index: what a text can be found by.

FTS5's own tokenizers find nothing inside a run of Chinese, or miss two-character names, so the
index holds tokens of our own, each with a letter for its kind: `c` one character, `p` two adjacent
ones, `d` three or four digits in a row, `q` a syllable of a name's pinyin, `k` two adjacent ones,
`i` two or three initials in a row, `x` that a name holds letters no pinyin has, `s` the end of a
number from four digits on.
No query asks for the beginning of a token (search_query.py): a million cases have so many of those
that putting them in order takes half a second.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from mediation_desk.storage.pinyin import characters
from mediation_desk.storage.syllables import SYLLABLES

MOST_READINGS = 8
"""Readings of one name that are indexed: 单解 has four, more are noise."""

SHORTEST_TAIL = 4
RUN_OF_DIGITS = (3, 4)
"""How many digits in a row are a token: two are in nearly every case."""

RUN_OF_INITIALS = (2, 3)

LONGEST = 60
"""Characters of a short text whose pinyin is indexed."""

ODD = "x"
_MARKS = re.compile(r"[\W_]+")
_BRACKETS = str.maketrans("〔〕[]【】{}〈〉<>（）", "()()()()()()()")
_DIGITS = re.compile(r"[0-9]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")

SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "曾": "zeng",
    "区": "ou",
    "朴": "piao",
    "翟": "zhai",
    "缪": "miao",
    "乐": "yue",
    "覃": "qin",
    "盖": "ge",
    "任": "ren",
    "华": "hua",
    "宁": "ning",
    "纪": "ji",
    "员": "yun",
    "黑": "he",
    "尉": "wei",
    "那": "na",
    "折": "she",
    "种": "chong",
    "秘": "bi",
    "冼": "xian",
    "召": "shao",
    "祭": "zhai",
    "繁": "po",
    "车": "che",
    "谌": "chen",
    "逄": "pang",
    "幺": "yao",
    "都": "du",
    "卜": "bu",
    "俞": "yu",
}
"""Surnames whose usual reading pypinyin does not give first."""

PAIR_SURNAMES = {
    "长孙": ("zhang", "sun"),
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "令狐": ("ling", "hu"),
    "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"),
}


def fold(text: str) -> str:
    """Return the form texts are compared in: half-width, lower case, one kind of brackets."""
    return _fold_short(text) if len(text) <= LONGEST else _fold(text)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(_BRACKETS)


_fold_short = lru_cache(maxsize=8192)(_fold)
"""The names and places of the newest cases are compared after every letter typed."""


def plain(text: str) -> str:
    """Return a text folded, without the punctuation and blanks that nobody types alike."""
    return bare(fold(text))


def bare(folded: str) -> str:
    """Return a folded text without its punctuation and blanks."""
    return _MARKS.sub("", folded)


def text_tokens(text: str) -> Iterator[str]:
    """Yield the tokens of a long text: its characters, its pairs, its digits in threes and fours.

    They go on across punctuation, as whoever remembers a text does.
    """
    whole = plain(text)
    codes = [code(char) for char in whole]
    yield from map("c".__add__, dict.fromkeys(codes))
    yield from map("p".__add__, dict.fromkeys(map(str.__add__, codes, codes[1:])))
    for digits in _DIGITS.findall(whole):
        for size in RUN_OF_DIGITS:
            yield from pieces("d", digits, size)


def name_tokens(name: str) -> Iterator[str]:
    """Yield what a name or a short phrase can be found by besides its characters: how it is read.

    Its syllables and its initials, single and next to each other, in every usual reading.
    """
    for syllables in readings(name):
        yield from map("q".__add__, syllables)
        yield from map(both, syllables, syllables[1:])
        for size in RUN_OF_INITIALS:
            yield from pieces("i", "".join(part[0] for part in syllables), size)
        if any(one not in SYLLABLES and one.isalpha() for one in syllables):
            yield ODD


def both(first: str, second: str) -> str:
    """Return the token of two adjacent syllables."""
    return f"k{first}0{second}"


def pieces(kind: str, text: str, size: int) -> Iterator[str]:
    """Yield a token of every `size` adjacent characters of a text of ASCII letters or digits."""
    return (kind + text[at : at + size] for at in range(len(text) - size + 1))


def number_tokens(number: str) -> Iterator[str]:
    """Yield every end of a number from four digits on."""
    folded = "".join(char for char in fold(number) if char.isalnum() and char.isascii())
    for at in range(len(folded) - SHORTEST_TAIL + 1):
        yield "s" + folded[at:]


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of a short text, syllable by syllable, its letters as they are."""
    folded = plain(name)[:LONGEST]
    if not _HAN.search(folded):
        return ()
    found = [_heard(char) for char in folded]
    if folded[:2] in PAIR_SURNAMES and len(found) >= 2:
        first, second = PAIR_SURNAMES[folded[:2]]
        found[0], found[1] = (first, *found[0]), (second, *found[1])
    elif folded[:1] in SURNAMES and found:
        found[0] = tuple(dict.fromkeys((SURNAMES[folded[0]], *found[0])))
    spelt = [tuple(part for part in options if part.isascii()) or ("x",) for options in found]
    return tuple(islice(product(*spelt), MOST_READINGS))


@lru_cache(maxsize=8192)
def _heard(char: str) -> tuple[str, ...]:
    """Return every reading of one character, the usual one first."""
    library = characters()
    (options,) = library.pinyin([char], library.Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(options))


@lru_cache(maxsize=8192)
def code(char: str) -> str:
    """Return an ASCII letter or digit as it is, anything else by its code point."""
    return char if char.isascii() and char.isalnum() else f"u{ord(char):x}"
