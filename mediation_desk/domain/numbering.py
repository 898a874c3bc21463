"""Case and agreement numbers (案号, 编号): patterns, searching, gaps.

A pattern is an office's own text with the tokens {年} {简称} {类别} {序号:3}. Numbers are never
reused; a sequence that outgrows its width keeps growing.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from mediation_desk.errors import InvalidInput

DEFAULT_PATTERN = "（{年}）{简称}人调{类别}字第{序号:3}号"
"""As the 2010 forms have it; the exact form is local."""

SERIES_NORMAL = ""
SERIES_ORAL = "口"

MAX_PATTERN = 60
MAX_WIDTH = 9

_TOKEN = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"序号(?::([1-9]))?")
_BRACKETS = str.maketrans("〔〕[]【】{}〈〉<>", "()()()()()()")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What a number was made from."""

    year: int
    short_name: str
    series: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of sequence numbers nobody has: first to last, both missing."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """Return 5 or 5—7."""
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A checked pattern; make it with `parse`."""

    text: str
    width: int

    @classmethod
    def parse(cls, text: str, *, field: str = "pattern") -> "NumberPattern":
        """Return the pattern of a text. Raises InvalidInput on `field` naming the fault."""
        fault, width = _check(text)
        if fault:
            raise InvalidInput({field: fault})
        return cls(text.strip(), width)

    def render(self, *, year: int, short_name: str, series: str, sequence: int) -> str:
        """Return the number. Raises ValueError for a sequence below one."""
        if sequence < 1:
            raise ValueError(sequence)
        values = {"年": f"{year:04d}", "简称": short_name, "类别": series}
        number = f"{sequence:0{self.width}d}"
        return _TOKEN.sub(lambda token: values.get(token[1], number), self.text)

    def read(self, number: str) -> NumberParts | None:
        """Return the parts of a number written by hand or elsewhere, None when it does not fit.

        Brackets, width and spaces do not matter. A series is looked for only among the usual ones.
        """
        kinds = {
            "年": r"(?P<year>\d{4})",
            "简称": r"(?P<name>.*?)",
            "类别": f"(?P<series>{SERIES_ORAL}?)",
        }
        seen: set[str] = set()
        pattern = ""
        for index, piece in enumerate(_TOKEN.split(self.text)):
            if index % 2 == 0:
                pattern += re.escape(normalise_number(piece))
            elif piece in seen:
                pattern += r".*?"
            else:
                seen.add(piece)
                pattern += kinds.get(piece, r"(?P<sequence>\d+)")
        match = re.fullmatch(pattern, normalise_number(number), re.ASCII)
        if match is None:
            return None
        found = {"name": "", "series": "", **match.groupdict()}
        return NumberParts(
            int(found["year"]), found["name"], found["series"], int(found["sequence"])
        )


def normalise_number(text: str) -> str:
    """Return the form numbers are compared and searched in: half-width, one kind of brackets."""
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return _SPACE.sub("", folded).upper()


def gaps(sequences: Iterable[int], *, first: int = 1) -> tuple[Gap, ...]:
    """Return the runs missing between `first` and the highest sequence given."""
    found: list[Gap] = []
    expected = first
    for sequence in sorted(set(sequences)):
        if sequence > expected:
            found.append(Gap(expected, sequence - 1))
        expected = max(expected, sequence + 1)
    return tuple(found)


def _check(text: str) -> tuple[str, int]:
    """Return the fault ("" when there is none) and the width of the sequence."""
    tokens = _TOKEN.findall(text)
    rest = _TOKEN.sub("", text)
    sequences = [match for token in tokens if (match := _SEQUENCE.fullmatch(token))]
    unknown = [t for t in tokens if t not in ("年", "简称", "类别") and not _SEQUENCE.fullmatch(t)]
    if not text.strip():
        return "请填写编号规则。", 0
    if len(text) > MAX_PATTERN:
        return f"编号规则最多{MAX_PATTERN}个字。", 0
    if "{" in rest or "}" in rest:
        return "编号规则里的大括号没有成对。", 0
    if any(unicodedata.category(char).startswith("C") for char in rest):
        return "编号规则里有换行或者看不见的字符。", 0
    if unknown:
        return (
            f"编号规则里不认识“{{{unknown[0]}}}”，可用：{{年}}、{{简称}}、{{类别}}、{{序号:3}}。",
            0,
        )
    if len(sequences) != 1:
        return "编号规则里应有且只有一个{序号}。", 0
    if "年" not in tokens:
        return "编号规则里应有{年}，否则不同年份的编号会重复。", 0
    return "", int(sequences[0][1] or 1)
