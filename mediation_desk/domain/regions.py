"""County-level and higher region codes (GB/T 2260) with the abolished ones flagged.

The data is a sorted text of lines `code name [last-year]`; it is searched in place, so that the
first look-up costs neither a parse nor six thousand objects.
"""

import re
from dataclasses import dataclass

_LINE = re.compile(r"^(?P<code>\d{6})\t(?P<name>[^\t\n]+)(?:\t(?P<last>\d{4}))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Region:
    """One region; `last_year` is the last year the code was in force, None while it still is."""

    code: str
    name: str
    last_year: int | None

    @property
    def abolished(self) -> bool:
        """Tell whether the code is no longer given out."""
        return self.last_year is not None


class RegionTable:
    """Looks region codes up in the text of resources/reference/regions.tsv."""

    def __init__(self, text: str) -> None:
        """Keep the text; lines beginning with # are comments."""
        self._text = "\n" + text

    def find(self, code: str) -> Region | None:
        """Return the region of a six-digit code, None when the table does not know it."""
        if len(code) != 6 or not (code.isascii() and code.isdigit()):
            return None
        at = self._text.find(f"\n{code}\t")
        if at < 0:
            return None
        match = _LINE.match(self._text, at + 1)
        return _region(match) if match else None

    def full_name(self, code: str) -> str:
        """Return province, city and county in one string, "" when unknown: 安徽省宣城市泾县."""
        region = self.find(code)
        if region is None:
            return ""
        parts = [self.find(code[:2] + "0000"), self.find(code[:4] + "00"), region]
        names = [part.name for part in parts if part is not None]
        return "".join(dict.fromkeys(names))

    def children(self, code: str) -> tuple[Region, ...]:
        """Return the regions in force directly below a province (xx0000) or city (xxxx00)."""
        if code.endswith("0000"):
            pattern, own = rf"^{code[:2]}\d\d00\t.*$", code
        else:
            pattern, own = rf"^{code[:4]}\d\d\t.*$", code
        lines = re.findall(pattern, self._text, re.MULTILINE)
        found = (_LINE.match(line) for line in lines if not line.startswith(own))
        regions = (_region(match) for match in found if match)
        return tuple(region for region in regions if not region.abolished)


def _region(match: re.Match[str]) -> Region:
    last = match["last"]
    return Region(match["code"], match["name"], int(last) if last else None)
