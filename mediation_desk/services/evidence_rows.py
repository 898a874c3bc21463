"""What is told about the evidence and scans of a case, and what is asked for when one is added."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

OPENABLE = frozenset(
    "pdf jpeg png bmp gif tiff webp txt doc docx wps xls xlsx et csv ppt pptx dps ofd"
    " mp3 wav m4a amr aac wma mp4 mov avi wmv mkv 3gp".split()
)
"""What is handed to the system's own programs; anything else can only be saved elsewhere."""

PAGED = frozenset("pdf jpeg png bmp gif tiff webp".split())
"""What has pages that can be shown and bound."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it comes: from the disk (`path`), or pasted (`data`)."""

    name: str
    path: Path | None = None
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """What is known of a piece of evidence; `slot` is the item of the dossier it is filed under.

    An empty `name` takes the file's; `pages` 0 takes what the file says. `paper_id` names the
    printed paper whose signed sheet this is.
    """

    slot: str = "evidence"
    name: str = ""
    source: str = ""
    is_copy: bool = True
    pages: int = 0
    proves: str = ""
    collected_on: date | None = None
    paper_id: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence or a scan in the list.

    `trouble` says what is wrong with its file, "" for nothing. `also_in` are the numbers of other
    cases that have the very same file.
    """

    id: str
    revision: int
    slot: str
    slot_label: str
    name: str
    source: str
    is_copy: bool
    pages: int
    proves: str
    collected_on: date | None
    paper_id: str
    media: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str
    removed_on: date | None
    trouble: str
    also_in: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """The name it is given outside of the program."""
        return f"{self.name}.{self.media}" if self.media else self.name

    @property
    def openable(self) -> bool:
        """Whether the system's own program may be asked to show it."""
        return self.media in OPENABLE

    @property
    def paged(self) -> bool:
        """Whether its pages can be shown here and bound."""
        return self.media in PAGED and self.pages > 0


@dataclass(frozen=True, slots=True)
class BrokenEvidence:
    """A file that is missing or not what was stored: whose, which, and what is wrong."""

    case_number: str
    case_title: str
    name: str
    trouble: str
