"""The embedded fonts: loaded when first needed, chosen per character, checked before printing.

仿宋 is the body, 宋 and the small 罕用字 face (DocRare) stand in where it lacks a character, 黑 is
for headings. A face nobody needs is never opened.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from mediation_desk.documents.font_file import Font
from mediation_desk.errors import RuleViolation

BODY = ("DocFangSong", "DocSong", "DocRare")
HEADING = ("DocHei", "DocSong", "DocRare")
_FALLBACK_WIDTH = 1.0
_POOR = {"DocFangSong": frozenset("□■")}
"""Characters a face draws too small to tick."""


class UnprintableText(RuleViolation):
    """Characters that no embedded font has; `found` holds each with the text it stands in."""

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        """Name every character once, with the first place where it occurs."""
        first = dict(reversed(found))
        named = "、".join(f"“{_shown(char)}”（{where}）" for char, where in first.items())
        super().__init__(
            f"以下字无法打印：{named}。",
            "文书没有生成，已录入的内容没有变化；请核对是否录错，或改用字库中有的字。",
        )
        self.found = tuple(found)


class _Kept(dict[str, Any]):
    """What is known of each character, found out when it is first asked for."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        """Ask `find` of a character that is not known yet."""
        super().__init__()
        self._find = find

    def __missing__(self, char: str) -> Any:
        found = self[char] = self._find(char)
        return found


class Chain:
    """Faces in order of preference: which one draws a character, and how wide it is in ems."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        """Open nothing yet; `folder` holds the .ttf files."""
        self._folder = folder
        self._names = names
        self._faces = _Kept(lambda char: self._search(char)[0])
        self._widths = _Kept(lambda char: self._search(char)[1])

    def face(self, char: str) -> str:
        """Return the name of the font that draws `char`."""
        return str(self._faces[char])

    def measure(self, text: str) -> float:
        """Return the advance of `text` in ems."""
        return float(sum(map(self._widths.__getitem__, text)))

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of `text` that no face has, each once, in order."""
        return tuple(c for c in dict.fromkeys(text) if not self._faces[c] and c != "\n")

    def runs(self, text: str) -> Iterable[tuple[str, str]]:
        """Yield (font name, characters) for stretches drawn by one face."""
        for face, chars in groupby(text, self._faces.__getitem__):
            yield face or self._names[0], "".join(chars)

    def _search(self, char: str) -> tuple[str, float]:
        code = ord(char)
        for name in self._names:
            face = _load(self._folder / f"{name}.ttf").face
            if face.charToGlyph.get(code) and char not in _POOR.get(name, ""):
                return name, face.charWidths.get(code, face.defaultWidth) / 1000
        return "", _FALLBACK_WIDTH


class Fonts:
    """The two chains a paper needs."""

    def __init__(self, folder: Path) -> None:
        """`folder` is resources/fonts."""
        self.body = Chain(folder, BODY)
        self.heading = Chain(folder, HEADING)

    def unprintable(self, text: str) -> tuple[str, ...]:
        """Return the characters of `text` that cannot be printed, each once, in order."""
        return self.body.missing(text)


class _Guess(Chain):
    """Widths of any Chinese face: full for Chinese, about half for the rest."""

    def _search(self, char: str) -> tuple[str, float]:
        return "", 0.55 if ord(char) < 0x2E80 else 1.0


@cache
def guessed_fonts() -> Fonts:
    """Return fonts to measure with where the faces are those of whoever opens the file."""
    fonts = Fonts(Path())
    fonts.body = fonts.heading = _Guess(Path(), ())
    return fonts


@cache
def fonts_at(folder: Path) -> Fonts:
    """Return the one set of fonts for a folder; what it has read stays read."""
    return Fonts(folder)


@cache
def _load(path: Path) -> Any:
    """Read a font and make it known to ReportLab."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
    font = Font(path)
    pdfmetrics.registerFont(font)
    return font


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Return the map from glyph codes back to text.

    Takes the place of ReportLab 5.1's own, which writes characters beyond U+FFFF (half of all
    rare name characters) as five digits, so that they print but cannot be searched or copied:
    the format wants UTF-16 pairs and at most 100 lines in a block.
    """
    lines = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
    ]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
        f"<< /Registry ({fontname})\n/Ordering ({fontname})\n/Supplement 0\n>> def\n"
        f"/CMapName /{fontname} def\n/CMapType 2 def\n1 begincodespacerange\n"
        f"<00> <{len(subset) - 1:02X}>\nendcodespacerange"
    )
    parts = [head]
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        parts += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return "\n".join(parts)


def _shown(char: str) -> str:
    """Return the character, or only its code where it would not show."""
    code = f"U+{ord(char):04X}"
    visible = unicodedata.category(char)[0] in "LNPS"
    return f"{char} {code}" if visible else code
