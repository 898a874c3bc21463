"""What an office sets is what is printed, measured on the page; signatures on any sheet."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediation_desk.documents import compose, templates
from mediation_desk.documents.blocks import Signatures
from mediation_desk.documents.facts import CaseFacts
from mediation_desk.documents.papers import Kind, make_paper, make_word, standard
from mediation_desk.documents.pen import A4, K16, MM, Sheet
from mediation_desk.documents.sample import sample_facts
from mediation_desk.documents.signing import label_of
from mediation_desk.domain.dossier import PagePlace
from tests.documents import samples

TOLD = "双方因相邻排水发生争执。"
ROOM = "（本页以下空白）"
OUTER = PagePlace.OUTER


def telling(times: int) -> CaseFacts:
    """Return a case all of whose long fields are `times` sentences long."""
    case, told = replace(sample_facts(), demo=False), TOLD * times or "。"
    assert case.agreement is not None
    assert case.session is not None
    agreement = replace(case.agreement, facts=told)
    session = replace(case.session, record=told)
    return replace(case, facts=told, agreement=agreement, session=session)


def printed(kind: Kind, sheet: Sheet, times: int = 60) -> pdfium.PdfDocument:
    made = make_paper(kind, telling(times), resources=samples.RESOURCES, sheet=sheet)
    return pdfium.PdfDocument(made.data)


def boxes(page: pdfium.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield every visible character of a page with its box: left, bottom, right, top."""
    layer = page.get_textpage()
    for index in range(layer.count_chars()):
        char = layer.get_text_range(index, 1)
        if char.strip():
            yield char, layer.get_charbox(index)


def line_of(page: pdfium.PdfPage, words: str) -> tuple[float, float]:
    """Return where a text on a page begins and ends, x from the left."""
    layer = page.get_textpage()
    found = layer.search(words).get_next()
    assert found is not None, words
    ends = [layer.get_charbox(found[0] + at) for at in (0, found[1] - 1)]
    return ends[0][0], ends[1][2]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("margin", [20, 35])
def test_every_paper_begins_at_the_binding_margin(kind: Kind, margin: int) -> None:
    sheet = replace(A4, left=margin * MM)
    with printed(kind, sheet, times=8) as document:
        for page in document:
            left = min(box[0] for _, box in boxes(page))
            assert margin * MM - 1 < left < margin * MM + 60
            assert max(box[2] for _, box in boxes(page)) < sheet.width - sheet.right + 6


@pytest.mark.parametrize("pitch", [24.0, 26.0, 28.0, 30.0])
def test_running_text_stands_on_the_pitch(pitch: float) -> None:
    with printed(Kind.AGREEMENT, replace(A4, pitch=pitch)) as document:
        feet = {round(box[1], 1) for char, box in boxes(document[1]) if char == "邻"}
    lines = sorted(feet, reverse=True)
    steps = [upper - lower for upper, lower in pairwise(lines)]
    assert min(steps) == pytest.approx(pitch, abs=0.15)
    assert [step / pitch for step in steps] == pytest.approx(
        [round(step / pitch) for step in steps], abs=0.01
    )


@pytest.mark.parametrize("sheet", [A4, K16])
def test_page_numbers_stand_in_the_middle_or_outside(sheet: Sheet) -> None:
    with printed(Kind.AGREEMENT, sheet) as document:
        for number, page in enumerate(document, 1):
            left, right = line_of(page, f"第 {number} 页　共 {len(document)} 页")
            middle = sheet.left + sheet.text_width / 2
            assert (left + right) / 2 == pytest.approx(middle, abs=2)
    with printed(Kind.AGREEMENT, replace(sheet, numbers=OUTER)) as document:
        assert len(document) > 2
        for number, page in enumerate(document, 1):
            left, right = line_of(page, f"第 {number} 页　共 {len(document)} 页")
            if number % 2:
                assert right == pytest.approx(sheet.width - sheet.right, abs=2)
            else:
                assert left == pytest.approx(sheet.left, abs=2)


def test_a_word_file_is_laid_out_by_the_same_settings() -> None:
    sheet = replace(K16, left=35 * MM, pitch=26.0, numbers=OUTER)
    made = make_word(sample_facts(), standard(Kind.AGREEMENT, samples.RESOURCES), sheet)
    document = Document(BytesIO(made))
    section = document.sections[0]
    assert section.left_margin == pytest.approx(Pt(35 * MM), abs=Pt(0.1))
    assert document.styles["Normal"].paragraph_format.line_spacing == Pt(26)
    feet = (section.first_page_footer, section.footer, section.even_page_footer)
    assert [int(foot.paragraphs[0].alignment) for foot in feet] == [2, 2, 0]
    assert all('w:instr="PAGE"' in foot._element.xml for foot in feet)


def signed(kind: Kind) -> bool:
    """Tell whether a paper ends in a signature block."""
    return any(isinstance(one, Signatures) for one in blocks_of(kind, sample_facts()))


def blocks_of(kind: Kind, facts: CaseFacts) -> list:
    template = templates.load(samples.TEMPLATES / f"{kind.value}.toml")
    return compose.compose(template, facts)


SHEETS = [replace(size, pitch=pitch) for size in (A4, K16) for pitch in (24.0, 28.0, 30.0)]


@given(
    kind=st.sampled_from([kind for kind in Kind if signed(kind)]),
    sheet=st.sampled_from(SHEETS),
    times=st.integers(0, 90),
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_signatures_stand_whole_with_text_above_and_pages_say_where_they_end(
    kind: Kind, sheet: Sheet, times: int
) -> None:
    with printed(kind, sheet, times) as document:
        read = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]
        lowest = [end_of(page, sheet.bottom) for page in document]
    for index, words in enumerate(read, 1):
        assert f"第{index}页共{len(read)}页" in words
        if index < len(read) and ROOM not in words:
            assert lowest[index - 1] - sheet.bottom < 4 * sheet.pitch
    for block in blocks_of(kind, telling(times)):
        if isinstance(block, Signatures):
            check_block(block, read)


def end_of(page: pdfium.PdfPage, bottom: float) -> float:
    """Return where the text of a page ends, above the foot."""
    layer = page.get_textpage()
    return min(
        low for _, low, *_ in map(layer.get_rect, range(layer.count_rects())) if low > bottom - 2
    )


def check_block(block: Signatures, read: list[str]) -> None:
    """Check that a block is on one page, below something that is signed."""
    begins = re.sub(r"\s", "", block.groups[0].heading)
    (page,) = [words for words in read if begins in words]
    above, below = page.rsplit(begins, 1)
    assert len(re.sub(r".*（续页）编号：[^号]*号", "", above)) >= 4
    labels = [label_of(one) for group in block.groups for one in group.signers]
    assert all(re.sub(r"\s", "", label) in below for label in labels)
    assert "年月日" in below
