"""Each form as it was read through against the field's reference: its words and its first page.

The files in golden/papers were looked at by eye. After a change that is meant, write them anew with
`python -m tests.documents.test_golden_papers` and read every line of the difference.
"""

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from mediation_desk.documents import compose, templates, text
from mediation_desk.documents.papers import Kind, make_paper
from mediation_desk.documents.sample import sample_facts
from tests.documents import samples

GOLDEN = Path(__file__).parents[1] / "golden" / "papers"
SCALE = 0.6
MOST = 0.005
"""Part of the pixels that may differ (reliability.md H9)."""


def words(kind: Kind) -> str:
    template = templates.load(samples.TEMPLATES / f"{kind.value}.toml")
    return text.render(compose.compose(template, sample_facts()))


def first_page(kind: Kind) -> Image.Image:
    made = make_paper(kind, sample_facts(), resources=samples.RESOURCES)
    with pdfium.PdfDocument(BytesIO(made.data)) as document:
        return document[0].render(scale=SCALE).to_pil().convert("L")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_form_reads_as_it_was_read_through(kind: Kind) -> None:
    assert words(kind) == (GOLDEN / f"{kind.value}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_form_looks_as_it_was_looked_at(kind: Kind) -> None:
    with Image.open(GOLDEN / f"{kind.value}.png") as kept:
        wanted = kept.convert("L")
    page = first_page(kind)
    assert page.size == wanted.size
    far = ImageChops.difference(page, wanted).point(lambda grey: 255 if grey > 64 else 0)
    assert sum(value > 0 for value in far.tobytes()) <= MOST * page.width * page.height


if __name__ == "__main__":
    for each in Kind:
        (GOLDEN / f"{each.value}.txt").write_text(words(each), encoding="utf-8")
        first_page(each).quantize(16).save(GOLDEN / f"{each.value}.png", optimize=True)
