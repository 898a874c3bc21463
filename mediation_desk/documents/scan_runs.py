"""A pile of scanned sheets taken apart: which pages belong to one paper, by the codes on them.

What bears a code begins a run. A blank side, and a page that could not be read where the paper has
one more, stay with the run before; nothing is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from PIL.Image import Image
from pypdf import PdfReader, PdfWriter

from mediation_desk.documents import qr, scans
from mediation_desk.domain.paper_code import PaperCode, SheetCode

_EDGE = 0.06
_ACROSS = 200
_INK = 215
"""A side is blank when of 200 dots across next to none is darker than this grey."""
_STAINS = 0.0005


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that belong together; `numbers` are those the codes on them name, `code` the first."""

    data: bytes = field(repr=False)
    code: PaperCode | SheetCode | None = None
    numbers: tuple[int, ...] = ()


@dataclass(slots=True)
class _Growing:
    """A run while it grows: its pages' places in the file."""

    code: PaperCode | SheetCode | None
    pages: list[int]
    numbers: list[int]

    def takes(self, code: PaperCode | SheetCode | None, *, blank: bool) -> bool:
        """Tell whether the next page belongs to this run."""
        if code is None:
            return blank or self.code is None or self._lacks_one()
        if not isinstance(code, SheetCode) or not isinstance(self.code, SheetCode):
            return code == self.code
        same = (code.case_id, code.text) == (self.code.case_id, self.code.text)
        return same and code.page not in self.numbers

    def _lacks_one(self) -> bool:
        return isinstance(self.code, SheetCode) and len(self.numbers) < self.code.pages


def take_apart(data: bytes) -> tuple[Run, ...]:
    """Return the runs of a file; one without a code for what cannot be read."""
    try:
        read = [(qr.find(page), _is_blank(page)) for page in scans.pictures(data)]
    except scans.UnreadableScan:
        return (Run(data),)
    runs = _runs(read)
    if len(runs) == 1 and runs[0].pages == sorted(runs[0].pages):
        return (Run(data, runs[0].code, tuple(runs[0].numbers)),)
    whole = scans.as_pdf(data)
    return tuple(Run(_pages(whole, one.pages), one.code, tuple(one.numbers)) for one in runs)


def _runs(read: Sequence[tuple[PaperCode | SheetCode | None, bool]]) -> list[_Growing]:
    runs: list[_Growing] = []
    for at, (code, blank) in enumerate(read):
        if not runs or not runs[-1].takes(code, blank=blank):
            runs.append(_Growing(code, [], []))
        run = runs[-1]
        run.pages.append(at)
        if isinstance(code, SheetCode):
            run.numbers.append(code.page)
        elif isinstance(run.code, SheetCode) and not blank:
            # What could not be read stands where it was scanned.
            run.numbers.append(run.numbers[-1] + 1)
    for run in runs:
        _put_in_order(run)
    return runs


def _put_in_order(run: _Growing) -> None:
    """Sort a run that was fed from behind; only where every page says its number."""
    if len(run.numbers) == len(run.pages):
        pairs = sorted(zip(run.numbers, run.pages, strict=True))
        run.numbers, run.pages = [one for one, _ in pairs], [page for _, page in pairs]


def _pages(whole: bytes, wanted: Sequence[int]) -> bytes:
    """Return some pages of a PDF as one."""
    writer = PdfWriter()
    reader = PdfReader(BytesIO(whole))
    for number in wanted:
        writer.add_page(reader.pages[number])
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _is_blank(page: Image) -> bool:
    """Tell whether a side bears nothing; its edges may be dark from the scanner's lid."""
    width, height = page.size
    across, up = int(width * _EDGE), int(height * _EDGE)
    inside = page.crop((across, up, width - across, height - up))
    small = inside.resize((_ACROSS, max(1, _ACROSS * inside.height // inside.width)))
    dark = sum(small.histogram()[:_INK])
    return dark <= _STAINS * small.width * small.height
