"""The code on a blank form: which case and which form it is, and nothing about anybody.

Printed as a QR code and readable as text, so that a hand scanner types it into the search box.
"""

import re
from dataclasses import dataclass
from uuid import UUID

_CODE = re.compile(r"\s*TJT1-([0-9A-F]{32})-([A-Z_]{2,32})-([0-9]{1,6})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A case, a kind of paper, and the version of the wording it was printed with."""

    case_id: str
    kind: str
    version: int


def written(code: PaperCode) -> str:
    """Return the code as it is printed: TJT1-…-APPLICATION-1."""
    return f"TJT1-{UUID(code.case_id).hex.upper()}-{code.kind.upper()}-{code.version}"


def read(text: str) -> PaperCode | None:
    """Return what a scanned or typed code says, None for any other text."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    return PaperCode(str(UUID(found[1])), found[2].lower(), int(found[3]))
