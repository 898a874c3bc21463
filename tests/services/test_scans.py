"""Scanned sheets come home: read however they lie, filed to case and paper, strays kept."""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageFilter
from pypdf import PdfReader, PdfWriter

from mediation_desk.app import Desk
from mediation_desk.documents import qr
from mediation_desk.documents.scans import as_pdf, pictures
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.services.evidence_rows import Incoming
from mediation_desk.storage.redaction import destroy_case
from tests.factories import DAY, closed_case, photo, registered, set_up


@pytest.fixture
def case(desk: Desk) -> str:
    return closed_case(desk, set_up(desk)).id


def printed(desk: Desk, case: str, kind: str) -> tuple[str, bytes]:
    """Print a paper; return its id and its bytes."""
    paper = desk.papers.issue(case, kind).id
    return paper, desk.papers.content(paper)


def photographed(data: bytes, *, turned: float = 0, scale: float = 1, page: int = 0) -> bytes:
    """Return a page as a telephone sees it: askew, grainy, unsharp."""
    sheet = list(pictures(data))[page].convert("L")
    size = (round(sheet.width * scale), round(sheet.height * scale))
    turned_sheet = sheet.resize(size).rotate(turned, expand=True, fillcolor=230)
    grain = Image.frombytes(
        "L", turned_sheet.size, random.Random(7).randbytes(turned_sheet.width * turned_sheet.height)
    )
    seen = Image.blend(turned_sheet, grain, 0.15).filter(ImageFilter.GaussianBlur(0.5))
    kept = BytesIO()
    seen.save(kept, "JPEG", quality=70)
    return kept.getvalue()


def joined(*files: bytes) -> bytes:
    """Return one PDF of the pages of several."""
    writer = PdfWriter()
    for data in files:
        for page in PdfReader(BytesIO(data)).pages:
            writer.add_page(page)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def blank_side() -> bytes:
    kept = BytesIO()
    Image.new("L", (850, 1200), 247).save(kept, "PDF")
    return kept.getvalue()


def come_in(desk: Desk, *files: bytes) -> str:
    scans = desk.scans.read([Incoming(f"IMG_{n}.jpg", data=data) for n, data in enumerate(files)])
    return desk.scans.take_in(scans).message


def signed(desk: Desk, case: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.slot, one.paper_id) for one in desk.evidence.rows(case)]


@pytest.mark.parametrize(("turned", "scale"), [(0, 1), (5, 1), (90, 0.8), (180, 0.75), (268, 1)])
def test_a_photo_of_a_signed_sheet_finds_its_case_and_its_paper(
    desk: Desk, case: str, turned: float, scale: float
) -> None:
    paper, data = printed(desk, case, "notice")
    message = come_in(desk, photographed(data, turned=turned, scale=scale))
    assert message.startswith("已归档 1 份")
    assert signed(desk, case) == [("当事人权利义务告知书（签名件）第1页", "notice", paper)]
    assert not desk.evidence.rows(case)[0].is_copy


def test_one_pdf_of_a_pile_is_taken_apart_by_the_papers_on_it(desk: Desk, case: str) -> None:
    other = registered(desk, desk.office.committees()[0].id).id
    notice, first = printed(desk, case, "notice")
    application, second = printed(desk, other, "application")
    blank = desk.paper_files.blank(case, "investigation")
    pile = joined(blank_side(), first, blank_side(), second, blank)
    assert come_in(desk, pile).startswith("已归档 3 份")
    found = {
        (name, paper): row
        for row in desk.evidence.rows(case)
        for name, paper in [(row.name, row.paper_id)]
    }
    assert set(found) == {("当事人权利义务告知书（签名件）", notice), ("调查记录（手写）", "")}
    pages = {row.name: row.pages for row in found.values()}
    assert pages["当事人权利义务告知书（签名件）"] == len(PdfReader(BytesIO(first)).pages) + 1
    assert [row.paper_id for row in desk.evidence.rows(other)] == [application]
    assert [stray.pages for stray in desk.scans.strays()] == [1]


def test_pages_photographed_one_by_one_stand_in_their_order(desk: Desk, case: str) -> None:
    paper, data = printed(desk, case, "notice")
    count = len(PdfReader(BytesIO(data)).pages)
    assert count > 1, "the notice has two pages"
    message = come_in(desk, *(photographed(data, page=page) for page in reversed(range(count))))
    assert "缺" not in message
    assert [name for name, _, bound in signed(desk, case) if bound == paper] == [
        f"当事人权利义务告知书（签名件）第{number}页" for number in range(1, count + 1)
    ]
    assert "这次缺第1页" in come_in(desk, photographed(data, page=1, scale=0.9))


def test_a_pile_fed_from_behind_is_put_in_order(desk: Desk, case: str) -> None:
    paper, data = printed(desk, case, "notice")
    pages = [photographed(data, page=page) for page in (1, 0)]
    come_in(desk, joined(*map(as_pdf, pages)))
    row = next(one for one in desk.evidence.rows(case) if one.paper_id == paper)
    assert [qr.find(page).page for page in pictures(desk.evidence.pages(row.id))] == [1, 2]


def test_what_has_no_code_waits_with_its_picture_and_is_filed_by_hand(
    desk: Desk, case: str
) -> None:
    paper, _ = printed(desk, case, "notice")
    assert "1 份没有找到案件" in come_in(desk, photo())
    stray = desk.scans.strays()[0]
    assert (stray.why, stray.pages) == ("没有读到识别码", 1)
    assert desk.scans.pages(stray.id).startswith(b"%PDF")
    target = desk.scans.targets()[0]
    assert (target.paper_id, target.slot) == (paper, "notice")
    desk.scans.file(stray.id, target)
    assert desk.scans.strays() == ()
    assert desk.scans.targets() == ()
    row = desk.evidence.rows(case)[0]
    assert (row.paper_id, desk.evidence.content(row.id)) == (paper, photo())
    desk.undo.undo(desk.undo.last().write_id)
    assert (len(desk.scans.strays()), desk.evidence.rows(case)) == (1, ())


def test_a_case_is_found_by_words_for_what_was_never_printed(desk: Desk, case: str) -> None:
    come_in(desk, photo())
    number = desk.cases.show(case).number
    target = desk.scans.targets(number)[0]
    assert (target.case_id, target.paper_id, target.slot) == (case, "", "evidence")
    desk.scans.file(desk.scans.strays()[0].id, target)
    assert [row.name for row in desk.evidence.rows(case)] == ["IMG_0"]


def test_nothing_is_kept_twice_and_nothing_goes_without_a_word(desk: Desk, case: str) -> None:
    _, data = printed(desk, case, "notice")
    sheet, stranger = photographed(data), photo()
    come_in(desk, sheet, stranger)
    with pytest.raises(InvalidInput, match="以前都收过"):
        come_in(desk, sheet, stranger)
    assert "2 份以前收过" in come_in(desk, sheet, stranger, photo(2))
    files = list((desk.paths.data / "attachments").iterdir())
    assert len(files) == 3


def test_a_sheet_of_another_office_or_of_a_case_in_the_bin_waits(desk: Desk, case: str) -> None:
    other = registered(desk, desk.office.committees()[0].id).id
    _, data = printed(desk, other, "application")
    desk.bin.delete(other, "重复登记")
    come_in(desk, photographed(data))
    assert "回收站" in desk.scans.strays()[0].why
    desk.scans.drop(desk.scans.strays()[0].id)
    with pytest.raises(NotFound):
        desk.scans.pages("nothing")


def test_a_destroyed_case_takes_its_filed_stray_along(desk: Desk, case: str) -> None:
    come_in(desk, photo())
    stray = desk.scans.strays()[0]
    desk.scans.file(stray.id, desk.scans.targets(desk.cases.show(case).number)[0])
    secret = desk._context.db.look(
        lambda raw: raw.execute("SELECT secret FROM evidence").fetchone()
    )[0]
    with desk._context.write("destroy_cases") as writer:
        destroy_case(writer, case, {"destroyed_on": DAY})
    lines = desk._context.db.look(
        lambda raw: raw.execute("SELECT before, after FROM change").fetchall()
    )
    assert not any(secret in str(line) for line in lines)
