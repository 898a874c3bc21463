"""Tokens of the search index: what a text can be found by, and what a query asks for.

FTS5's own tokenizers find nothing inside a run of Chinese, or miss two-character names, so the
index holds tokens of our own, each with a letter for its kind: `c` one character, `p` two adjacent
ones, `y` a name's full pinyin, `i` its initials, `q` one syllable, `f` a syllable with near sounds
folded together, `s` the end of a number from four digits on.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

from mediation_desk.storage.pinyin import characters

MOST_READINGS = 8
"""Readings of one name that are indexed: 单解 has four, more are noise."""

SHORTEST_TAIL = 4
PHRASE = 8
"""Syllables that the pinyin of a phrase goes on for; a query is rarely longer."""

LONGEST = 60
"""Characters of a short text whose pinyin is indexed."""

_BRACKETS = str.maketrans("〔〕[]【】{}〈〉<>（）", "()()()()()()()")
_RUNS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]+")
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
    return unicodedata.normalize("NFKC", text).lower().translate(_BRACKETS)


def text_tokens(text: str) -> Iterator[str]:
    """Yield the tokens of a long text: every character and every pair inside its runs."""
    for run in _plain_runs(fold(text)):
        codes = [_code(char) for char in run]
        yield from map("c".__add__, dict.fromkeys(codes))
        yield from map("p".__add__, dict.fromkeys(map(str.__add__, codes, codes[1:])))


def name_tokens(name: str) -> Iterator[str]:
    """Yield what a name can be found by besides its characters: pinyin in every usual reading."""
    for syllables in readings(name):
        yield _token("y", "".join(syllables))
        yield _token("i", "".join(part[0] for part in syllables))
        for part in syllables:
            yield _token("q", part)
            yield _token("f", near(part))


def phrase_tokens(phrase: str) -> Iterator[str]:
    """Yield the pinyin and initials of a short text from each of its characters on."""
    syllables = next(iter(readings(phrase)), ())
    for at in range(len(syllables)):
        ahead = syllables[at : at + PHRASE]
        yield _token("y", "".join(ahead))
        yield _token("i", "".join(part[0] for part in ahead))
        yield _token("q", syllables[at])


def number_tokens(number: str) -> Iterator[str]:
    """Yield every end of a number from four digits on."""
    folded = "".join(char for char in fold(number) if char.isalnum() and char.isascii())
    for at in range(len(folded) - SHORTEST_TAIL + 1):
        yield _token("s", folded[at:])


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of a short text, syllable by syllable, its letters as they are."""
    folded = "".join(_plain_runs(fold(name)))[:LONGEST]
    if not _HAN.search(folded):
        return ()
    found = [_heard(char) for char in folded]
    if folded[:2] in PAIR_SURNAMES and len(found) >= 2:
        first, second = PAIR_SURNAMES[folded[:2]]
        found[0], found[1] = (first, *found[0]), (second, *found[1])
    elif folded[:1] in SURNAMES and found:
        found[0] = tuple(dict.fromkeys((SURNAMES[folded[0]], *found[0])))
    plain = [tuple(part for part in options if part.isascii()) or ("x",) for options in found]
    return tuple(islice(product(*plain), MOST_READINGS))


@lru_cache(maxsize=8192)
def _heard(char: str) -> tuple[str, ...]:
    """Return every reading of one character, the usual one first."""
    library = characters()
    (options,) = library.pinyin([char], library.Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(options))


def near(syllable: str) -> str:
    """Return a syllable with the sounds folded that dialects do not tell apart."""
    for sound, plain in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(sound):
            syllable = plain + syllable[2:]
    if syllable.startswith("n") and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    return re.sub(r"(an|en|in)g$", r"\1", syllable)


def query_of(text: str) -> str:
    """Return the FTS5 query of what a user typed, "" when nothing in it can be searched."""
    runs = (run for part in _plain_runs(fold(text)) for run in _RUNS.findall(part))
    return " AND ".join(_part(run) for run in runs)


def _part(plain: str) -> str:
    """Return the query of one run of letters, of digits or of other characters."""
    found = [_all_pairs(plain)]
    if plain.isascii() and plain.isalpha():
        found += [f"{_token('y', plain)}*", f"{_token('i', plain)}*", _token("q", plain)]
    if plain.isascii() and plain.isdigit() and len(plain) >= SHORTEST_TAIL:
        found.append(_token("s", plain))
    return f"({' OR '.join(found)})" if len(found) > 1 else found[0]


def _all_pairs(plain: str) -> str:
    if len(plain) == 1:
        return _token("c", plain)
    pairs = dict.fromkeys(plain[at : at + 2] for at in range(min(len(plain) - 1, 24)))
    joined = " AND ".join(_token("p", pair) for pair in pairs)
    return f"({joined})" if len(pairs) > 1 else joined


def _plain_runs(folded: str) -> Iterable[str]:
    """Return the runs of characters that can be searched; punctuation and blanks part them."""
    return (run for run in re.split(r"[\W_]+", folded) if run)


def _token(kind: str, text: str) -> str:
    """Return a token FTS5 takes as one word."""
    return kind + "".join(map(_code, text))


@lru_cache(maxsize=8192)
def _code(char: str) -> str:
    """Return an ASCII letter or digit as it is, anything else by its code point."""
    return char if char.isascii() and char.isalnum() else f"u{ord(char):x}"
