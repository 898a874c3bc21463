"""The binding: pages stamped as the catalogue says, scans upright on A4, blank backs unnumbered."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.documents.dossier import Binding, Bound, Part, Section, bind, ranges
from mediation_desk.documents.pen import A4
from mediation_desk.documents.scans import UnreadableScan, as_pdf
from mediation_desk.domain.dossier import NumberPlace
from tests.documents.samples import FONTS
from tests.factories import photo, scan

COVER = Section("卷宗封面", (Part(scan("Cover")),), numbered=False)
INSIDE = [
    Section("申请书", (Part(scan("Application")), Part(scan("Register", pages=2)))),
    Section("证据", (Part(as_pdf(photo()), is_scan=True), Part(scan("Map"), is_scan=True))),
    Section("协议书", (Part(scan("Agreement", pages=3)),)),
]


def bound(*sections: Section, binding: Binding = Binding()) -> Bound:  # noqa: B008
    return bind(sections, title="卷", binding=binding, fonts_folder=FONTS)


def stamps(made: Bound) -> list[str]:
    """Return what is stamped on each page: the last thing drawn on it, "" for a bare one."""
    texts = [page.extract_text().strip() for page in PdfReader(BytesIO(made.data)).pages]
    return [text.splitlines()[-1] if text else "" for text in texts]


def test_the_catalogue_s_ranges_are_the_stamped_numbers() -> None:
    assert ranges(INSIDE) == ("1–3", "4–5", "6–8")
    made = bound(COVER, *INSIDE)
    assert stamps(made) == ["Cover 1", *"12345678"]
    assert (made.pages, made.numbered) == (9, 8)


def test_on_both_sides_every_paper_begins_on_a_sheet_of_its_own() -> None:
    made = bound(COVER, *INSIDE, binding=Binding(duplex=True))
    # Cover, application, and the first two of three: each odd place of the pile is a front.
    assert stamps(made) == ["Cover 1", "", "1", "", "2", "3", "4", "5", "6", "7", "8"]
    assert made.numbered == 8


def test_every_section_has_its_bookmark() -> None:
    made = PdfReader(BytesIO(bound(COVER, *INSIDE).data))
    marks = [(one.title, made.get_destination_page_number(one)) for one in made.outline]
    assert marks == [("卷宗封面", 0), ("申请书", 1), ("证据", 4), ("协议书", 6)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_scan_of_any_size_and_turn_stands_upright_on_a4(turned: int) -> None:
    writer = PdfWriter()
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(1190, 842))
    canvas.drawString(99, 700, "A3 sheet 1")
    canvas.save()
    writer.add_page(PdfReader(drawn).pages[0]).rotate(turned)
    kept = BytesIO()
    writer.write(kept)
    section = Section("图", (Part(kept.getvalue(), is_scan=True),))
    (page,) = PdfReader(BytesIO(bound(section).data)).pages
    sizes = (A4.width, A4.height) if turned in (90, 270) else (A4.height, A4.width)
    assert float(page.mediabox.width) == pytest.approx(sizes[0], abs=1)
    assert "A3 sheet 1" in page.extract_text()
    assert page.rotation == 0


def test_a_tall_picture_keeps_clear_of_the_binding_edge_and_the_number() -> None:
    import pypdfium2 as pdfium

    kept = BytesIO()
    Image.new("RGB", (1000, 1400), "black").save(kept, "PNG")
    made = bound(Section("图", (Part(as_pdf(kept.getvalue()), is_scan=True),)))
    with pdfium.PdfDocument(made.data) as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
    dark = [x for x in range(picture.width) if picture.getpixel((x, picture.height // 2)) < 50]
    assert dark[0] >= 60
    assert dark[-1] <= picture.width - 30
    top = [y for y in range(picture.height) if picture.getpixel((picture.width // 2, y)) < 50]
    assert top[0] >= 50


@pytest.mark.parametrize("place", NumberPlace)
def test_numbers_stand_where_the_office_wants_them(place: NumberPlace) -> None:
    made = bound(*INSIDE, binding=Binding(place, duplex=True))
    spots: list[tuple[str, float, float]] = []

    def note(text: str, _cm: object, tm: list[float], _font: object, _size: float) -> None:
        if text.strip().isdigit():
            spots.append((text.strip(), tm[4], tm[5]))

    for page in PdfReader(BytesIO(made.data)).pages:
        page.extract_text(visitor_text=note)
    places = {number: (x, y) for number, x, y in spots}
    front, back = places["2"], places["3"]
    assert (front[1] > 700) is (place is NumberPlace.TOP)
    assert (front[0] > 500 and back[0] < 100) is (place is not NumberPlace.BOTTOM)


def test_what_a_scanned_pdf_would_do_is_not_taken_over() -> None:
    writer = PdfWriter()
    writer.append(BytesIO(scan()))
    script = {"/S": "/JavaScript", "/JS": "app.alert('x')"}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject(script["/S"]),
            NameObject("/JS"): TextStringObject(script["/JS"]),
        }
    )
    writer.add_attachment("virus.exe", b"MZ")
    writer.add_uri(0, "http://example.invalid/", (0, 0, 99, 99))
    kept = BytesIO()
    writer.write(kept)
    made = bound(Section("材料", (Part(kept.getvalue(), is_scan=True),)))
    for word in (b"JavaScript", b"app.alert", b"EmbeddedFile", b"example.invalid"):
        assert word not in made.data
    assert PdfReader(BytesIO(made.data)).attachments == {}


def test_a_part_that_cannot_be_read_is_named_by_its_place() -> None:
    with pytest.raises(UnreadableScan, match="“证据”里有一份材料读不出来"):
        bound(Section("证据", (Part(b"%PDF-1.4 nothing", is_scan=True),)))


def test_the_same_dossier_has_the_same_bytes() -> None:
    assert bound(COVER, *INSIDE).data == bound(COVER, *INSIDE).data
