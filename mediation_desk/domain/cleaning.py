"""Typed text made fit to be stored, shown, printed and found: what is done is always said.

Nothing a person can see is taken away: only characters that no font draws and that programs
stumble over. Old private codes become the characters GB 18030-2022 gives them, and everything is
composed (NFC), so that a name typed two ways is one name.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\U000e0000-\U000e007f"
_BROKEN = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_KINDS = {
    "控制字符": re.compile(f"[{_CONTROLS}]"),
    "改变文字方向的符号": re.compile(f"[{_DIRECTIONS}]"),
    "看不见的符号": re.compile(f"[{_INVISIBLE}]"),
    "残缺的字符": re.compile(f"[{_BROKEN}]"),
}
_OLD_CODES = {
    0xE78D: "\ufe10",
    0xE78E: "\ufe12",
    0xE78F: "\ufe11",
    0xE790: "\ufe13",
    0xE791: "\ufe14",
    0xE792: "\ufe15",
    0xE793: "\ufe16",
    0xE794: "\ufe17",
    0xE795: "\ufe18",
    0xE796: "\ufe19",
    0xE816: "\U00020087",
    0xE817: "\U00020089",
    0xE818: "\U000200cc",
    0xE81E: "龴",
    0xE826: "龵",
    0xE82B: "龶",
    0xE82C: "龷",
    0xE831: "\U000215d7",
    0xE832: "龸",
    0xE83B: "\U0002298f",
    0xE843: "龹",
    0xE854: "龺",
    0xE855: "\U000241fe",
    0xE864: "龻",
}
"""The 24 characters that GB 18030-2005 kept in the private area and the 2022 edition encodes.

Files that were decoded by the older edition (Python's own codec among them) still hold the private
codes; any other private character is left as it is, and named before printing.
"""

_OLD = re.compile("[" + "".join(map(chr, _OLD_CODES)) + "]")
_SUSPECT = re.compile(
    f"[\r\x0b\x0c\u2028\u2029{_CONTROLS}{_DIRECTIONS}{_INVISIBLE}{_BROKEN}\ue78d-\ue864]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it is stored, and what was done to it: each thing with how often."""

    text: str
    done: Counter[str]


def clean(text: str) -> Cleaned:
    """Return the text without what cannot be kept; cleaning twice is cleaning once."""
    if _SUSPECT.search(text) is None and unicodedata.is_normalized("NFC", text):
        return Cleaned(text, Counter())
    done: Counter[str] = Counter()
    text = _PAIR.sub(_joined, _LINE_ENDS.sub("\n", text))
    for kind, pattern in _KINDS.items():
        text, count = pattern.subn("", text)
        done[f"去掉{kind}"] += count
    done.update(f"旧编码的字换成“{_OLD_CODES[ord(old)]}”" for old in _OLD.findall(text))
    text = _OLD.sub(lambda found: _OLD_CODES[ord(found[0])], text)
    composed = unicodedata.normalize("NFC", text)
    done["拆开或兼容的字合成标准字"] += composed != text
    return Cleaned(composed, +done)


def notes_of(done: Counter[str]) -> str:
    """Return in words what was done to one text or several; "" for nothing."""
    return "，".join(f"{what} {count} 处" for what, count in done.items())


def _joined(found: re.Match[str]) -> str:
    """Join the two halves of one character, as JSON and old programs may hand them over."""
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")
