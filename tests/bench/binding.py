"""A dossier of sixty pages with eight scans, against the same papers and scans merely joined.

The floor draws nothing and numbers nothing: it is what reading and writing so many pages costs.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter

from mediation_desk.app import Desk, build
from mediation_desk.paths import find
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from tests import factories
from tests.bench.measure import Row, once

PAGES, SCANS = 60, 8
LONGEST_MS = 10_000
_POINTS = (1654, 2339)
"""A4 at 200 dots an inch."""


def run(folder: Path, scans: int = SCANS) -> list[Row]:
    """Return the row of one dossier, bound for the first time after the start."""
    desk = build(find(folder / "binding"))
    case_id = _case(desk, scans)
    made = desk.dossiers.build(case_id)
    mine = once(lambda: desk.dossiers.build(case_id))
    parts = [_pages(made.data), *(desk.evidence.pages(one.id) for one in _scans(desk, case_id))]
    bare = once(lambda: _joined(parts))
    desk.close()
    name = f"dossier, {made.pages} pages with {scans} scans"
    return [Row(name, mine, "the same pages joined by pypdf", bare, LONGEST_MS / bare)]


def _case(desk: Desk, scans: int) -> str:
    """Return a case whose papers and scans make about PAGES pages."""
    case = factories.mediating(desk, factories.set_up(desk))
    record = "双方陈述各自的主张，调解员逐项核对事实并释明法律。\n" * 30
    for number in range(16 if scans == SCANS else 1):
        result = "agreed" if number == 15 else "continue"
        session = factories.session_draft(case, record=record, result=result)
        desk.sessions.record(case.id, session)
    draft = factories.agreement_draft(case, signatures=factories.signatures(case))
    desk.agreements.conclude(case.id, draft)
    files = [Incoming(f"扫描{one}.jpg", data=_scan(one)) for one in range(scans)]
    desk.evidence.add(case.id, files, EvidenceDraft())
    return case.id


def _scan(shade: int) -> bytes:
    """Return a page as a scanner gives it: paper, dirt and lines of writing, all of it grey."""
    page = Image.effect_noise(_POINTS, 20 + shade)
    kept = BytesIO()
    page.convert("RGB").save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _scans(desk: Desk, case_id: str) -> list:
    return [one for one in desk.evidence.rows(case_id) if one.paged]


def _pages(data: bytes) -> bytes:
    """Return the dossier without its scans: what the floor joins them to."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(data)).pages:
        if "/XObject" not in page["/Resources"]:
            writer.add_page(page)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _joined(parts: list[bytes]) -> None:
    writer = PdfWriter()
    for part in parts:
        writer.append(BytesIO(part))
    writer.write(BytesIO())
