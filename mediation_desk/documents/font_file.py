"""A font's tables read at once: ReportLab takes them number by number, half a second a font.

The tables are those of ReportLab's own reading, which a test compares; the fonts are the ones in
resources/fonts, with a format 12 character map.
"""

import sys
from array import array
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Any
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import ttfonts

_UNICODE_FULL = (3, 10)
"""Platform and encoding of the map that holds rare characters too."""


class FontFace(ttfonts.TTFontFace):
    """A face whose widths, places and characters are read in three gulps."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N803 - ReportLab's name
        """Read the font; raises TTFError for one that cannot be embedded."""
        super().extractInfo(0)
        self._read_metrics()
        self._read_places()
        self._read_characters()

    def get_table(self, tag: str) -> Any:
        """Return a table; of the outlines, eight megabytes, only what is asked for is copied."""
        if tag == "glyf":
            return _Outlines(self._ttf_data, self.get_table_pos(tag)[0])
        return super().get_table(tag)

    def _read_metrics(self) -> None:
        (count,) = unpack_from(">H", self.get_table("hhea"), 34)
        table = self.get_table("hmtx")
        pairs = _numbers("H", table[: 4 * count])
        self._advances = list(map(self._pdfScale, pairs[::2]))
        bearings = _numbers("H", table[4 * count :])[: self.numGlyphs - count]
        last = self._advances[-1]
        self._advances += [last] * len(bearings)
        self.hmetrics = _Metrics([*pairs[::2], *[last] * len(bearings)], pairs[1::2] + bearings)
        self.defaultWidth = self._advances[0]

    def _read_places(self) -> None:
        (long,) = unpack_from(">H", self.get_table("head"), 50)
        places = _numbers("I" if long else "H", self.get_table("loca"))
        self.glyphPos: Any = places if long else [place << 1 for place in places]

    def _read_characters(self) -> None:
        table = self.get_table("cmap")
        (count,) = unpack_from(">H", table, 2)
        maps = {
            (platform, encoding): start
            for platform, encoding, start in iter_unpack(">HHL", table[4 : 4 + 8 * count])
        }
        start = maps[_UNICODE_FULL]
        (groups,) = unpack_from(">L", table, start + 12)
        glyphs: dict[int, int] = {}
        for first, last, glyph in iter_unpack(">LLL", table[start + 16 :][: 12 * groups]):
            if first == last:
                glyphs[first] = glyph
            else:
                more = range(glyph, glyph + last - first + 1)
                glyphs.update(zip(range(first, last + 1), more, strict=True))
        widths = dict(zip(glyphs, map(self._advances.__getitem__, glyphs.values()), strict=True))
        for known in (glyphs, widths):
            if 0x20 in known:
                known[0xA0] = known[0x20]
        self.charToGlyph, self.charWidths = glyphs, widths


class _Metrics:
    """Advance and left bearing of each glyph; thirty thousand pairs at once keep Python busy."""

    def __init__(self, advances: list[float], bearings: "array[int]") -> None:
        """Hold both, by glyph."""
        self._advances, self._bearings = advances, bearings

    def __getitem__(self, glyph: int) -> tuple[float, int]:
        return self._advances[glyph], self._bearings[glyph]


class _Outlines:
    """The outlines of a face, sliced where they lie."""

    def __init__(self, file: bytes, start: int) -> None:
        """Look into the bytes of a font file, at the table that begins at `start`."""
        self._file, self._start = file, start

    def __getitem__(self, part: slice) -> bytes:
        return self._file[self._start + part.start : self._start + part.stop]


def _numbers(size: str, table: bytes) -> "array[int]":
    """Return the numbers of a table, which are written high byte first."""
    found = array(size, table)
    if sys.byteorder == "little":
        found.byteswap()
    return found


class Font(ttfonts.TTFont):
    """A font that ReportLab can draw with, read by FontFace."""

    def __init__(self, path: Path) -> None:
        """Read the file; the font is called as it is."""
        self.fontName, self.face = path.stem, FontFace(str(path))
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = rl_config.ttfAsciiReadable
        self.shapable = False
