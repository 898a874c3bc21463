"""The code on a sheet: which case and which paper it is of, and nothing about anybody.

Printed as a QR code, so that a scanned sheet finds its case and the paper it was printed from, and
readable as text, so that a hand scanner types it into the search box. A blank form names its kind;
a printed paper names the beginning of its text's hash, which tells one version from another. Both
keep to what a QR code writes shortest where they can: the smaller the code, the less it disturbs.
"""

import re
from dataclasses import dataclass, replace
from uuid import UUID

_BLANK = re.compile(r"\s*TJT1-([0-9A-F]{32})-([A-Z_]{2,32})-([0-9]{1,6})\s*", re.IGNORECASE)
_SHEET = re.compile(
    r"\s*TJT2-([0-9A-F]{32})-([0-9A-F]{8})-([0-9]{1,4})\.([0-9]{1,4})\s*", re.IGNORECASE
)
TEXT = 8
"""Characters of a text's hash on a sheet: enough to tell apart the papers of one case."""


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A blank form: a case, a kind of paper, and the version of the wording it was printed with."""

    case_id: str
    kind: str
    version: int

    def on(self, _page: int, _pages: int) -> "PaperCode":
        """Return the code of one of its pages: all bear the same."""
        return self


@dataclass(frozen=True, slots=True)
class SheetCode:
    """A page of a printed paper: a case, the beginning of the text's hash, page of pages."""

    case_id: str
    text: str
    page: int = 1
    pages: int = 1

    def on(self, page: int, pages: int) -> "SheetCode":
        """Return the code of one of its pages."""
        return replace(self, page=page, pages=pages)


def written(code: PaperCode | SheetCode) -> str:
    """Return the code as it is printed: TJT1-…-APPLICATION-1, TJT2-…-3F9A1C2B-1.3."""
    case = UUID(code.case_id).hex.upper()
    if isinstance(code, SheetCode):
        return f"TJT2-{case}-{code.text[:TEXT].upper()}-{code.page}.{code.pages}"
    return f"TJT1-{case}-{code.kind.upper()}-{code.version}"


def read(text: str) -> PaperCode | SheetCode | None:
    """Return what a scanned or typed code says, None for any other text."""
    if found := _BLANK.fullmatch(text):
        return PaperCode(str(UUID(found[1])), found[2].lower(), int(found[3]))
    if found := _SHEET.fullmatch(text):
        code = SheetCode(str(UUID(found[1])), found[2].lower(), int(found[3]), int(found[4]))
        return code if 1 <= code.page <= code.pages else None
    return None
