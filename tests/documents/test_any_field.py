"""Every text field of every paper: printed literally, whole, inside the margins, or named."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from mediation_desk.documents import compose, pdf, text, word
from mediation_desk.documents.dossier_facts import DossierFacts, EntryFacts
from mediation_desk.documents.facts import CaseFacts, ClauseFacts
from mediation_desk.documents.fonts import UnprintableText
from mediation_desk.documents.papers import Kind, make_paper, standard
from mediation_desk.documents.pen import A4, MM
from mediation_desk.documents.sample import sample_facts
from tests.documents import samples
from tests.documents.test_pdf import printable_characters
from tests.documents.test_word import words_of

HOSTILE = (
    "<para><font color=\"[[[getattr(pow,Word('__globals__'))['os'].system('touch hit')]]]\">x"
    "</font></para><img src='file:///etc/passwd'/><img src='http://127.0.0.1/x.png'/>"
    "<a href='http://127.0.0.1/'>y</a><font size=99999>&amp;{{7*7}}{%if%}%(x)s{party_name}"
)
KEPT = {"source_group"}
"""Texts that choose rather than are printed."""


def filled(value: Any, told: Callable[[str], str]) -> Any:
    """Return a tree of facts whose every text went through `told`."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return told(value)
    if isinstance(value, tuple):
        return tuple(filled(part, told) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = (each.name for each in fields(value) if each.name not in KEPT)
        return replace(value, **{name: filled(getattr(value, name), told) for name in names})
    return value


def telling(words: str) -> CaseFacts:
    """Return the sample with these words in every field that has any."""
    return filled(replace(sample_facts(), demo=False), lambda old: words if old else old)


def on_paper(data: bytes) -> str:
    """Return the characters of a PDF without running heads and page numbers."""
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(BytesIO(data)).pages]
    return "".join(re.sub(r"第\d+页共\d+页", "", page) for page in pages)


def blocks_of(kind: Kind, facts: CaseFacts) -> list:
    return compose.compose(standard(kind, samples.RESOURCES), facts)


def drawn(kind: Kind, facts: CaseFacts) -> bytes:
    """Return the paper without number and title in its margins, so that only its blocks count."""
    return pdf.render(blocks_of(kind, facts), pdf.Meta(""), fonts_folder=samples.FONTS)


def check_whole(kind: Kind, words: str) -> bytes:
    """Check that a paper full of these words lacks no character of them; return it."""
    facts = telling(words)
    data = drawn(kind, facts)
    wanted = Counter(re.sub(r"[\s|＿_]", "", text.render(blocks_of(kind, facts))))
    assert not wanted - Counter(re.sub(r"[＿_]", "", on_paper(data)))
    return data


@pytest.mark.parametrize("kind", list(Kind))
def test_hostile_text_in_every_field_is_printed_and_does_nothing(
    kind: Kind, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = check_whole(kind, HOSTILE)
    pages = PdfReader(BytesIO(data)).pages
    assert not any("/Annots" in page or "/XObject" in page["/Resources"] for page in pages)
    assert list(tmp_path.iterdir()) == []


@given(
    kind=st.sampled_from(list(Kind)),
    words=st.text(st.sampled_from(printable_characters()), min_size=1, max_size=120),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_character_of_every_field_is_on_the_paper(kind: Kind, words: str) -> None:
    check_whole(kind, words)


@pytest.mark.parametrize("odd", ["سلام", "שלום", "😀", "ก", "𪚥\U000e0100"])
@pytest.mark.parametrize("kind", [Kind.AGREEMENT, Kind.REGISTRATION, Kind.COVER])
def test_what_no_face_has_is_named_and_nothing_is_printed(kind: Kind, odd: str) -> None:
    with pytest.raises(UnprintableText, match=f"U\\+{ord(odd[-1]):04X}"):
        make_paper(kind, telling(f"甲{odd}"), resources=samples.RESOURCES)


@pytest.mark.parametrize("kind", list(Kind))
def test_very_long_names_stay_whole_and_inside_the_margins(kind: Kind) -> None:
    name = "阿卜杜热合曼·买买提明·" * 18
    facts = telling("甲")
    facts = replace(facts, parties=tuple(replace(one, name=name) for one in facts.parties))
    blocks = blocks_of(kind, facts)
    data = drawn(kind, facts)
    assert on_paper(data).count("曼") >= text.render(blocks).count("曼")
    with pdfium.PdfDocument(data) as document:
        for page in document:
            layer = page.get_textpage()
            boxes = [layer.get_rect(index) for index in range(layer.count_rects())]
            assert min(box[0] for box in boxes) > A4.left - 2
            assert max(box[2] for box in boxes) < A4.width - A4.right + 6
            assert min(box[1] for box in boxes) > A4.bottom - 14 * MM


def test_three_hundred_clauses_are_printed_in_order_and_written_to_word() -> None:
    case = sample_facts()
    assert case.agreement is not None
    clauses = tuple(ClauseFacts(n, f"第{n}项义务按期履行。") for n in range(1, 301))
    facts = replace(case, agreement=replace(case.agreement, clauses=clauses), demo=False)
    read = on_paper(drawn(Kind.AGREEMENT, facts))
    places = [read.index(f"{n}.第{n}项义务") for n in range(1, 301)]
    assert places == sorted(places)
    typed = words_of(word.render(blocks_of(Kind.AGREEMENT, facts), pdf.Meta("样")))
    assert all(f"{n}.第{n}项义务" in typed for n in range(1, 301))


def test_a_catalogue_of_a_thousand_lines_lists_every_one() -> None:
    entries = tuple(EntryFacts(f"材料{n}号", f"{n}—{n}") for n in range(1, 1001))
    facts = replace(sample_facts(), dossier=DossierFacts(entries=entries), demo=False)
    made = make_paper(Kind.CATALOGUE, facts, resources=samples.RESOURCES)
    read = on_paper(made.data)
    assert all(f"材料{n}号" in read for n in range(1, 1001))
    assert made.pages > 20
