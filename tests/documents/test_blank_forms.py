"""A form to be filled in by hand: room to write, whose it is, and a code that tells the case."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.documents import compose, qr, templates, text
from mediation_desk.documents.blank import blank_facts
from mediation_desk.documents.papers import Kind, make_blank, standard
from mediation_desk.documents.pen import A4, K16
from mediation_desk.documents.scans import pictures
from mediation_desk.domain.paper_code import PaperCode, SheetCode, read, written
from tests.documents import samples

NUMBER = "（2025）泾示人调字第006号"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_blank_form_prints_with_no_stray_word_in_its_blanks(kind: Kind) -> None:
    template = templates.load(samples.TEMPLATES / f"{kind.value}.toml")
    words = text.render(compose.compose(template, blank_facts(NUMBER, samples.TOWN)))
    for stray in ("None", "{", "}", "0.00", "、、", "；；"):
        assert stray not in words
    for sheet in (A4, K16):
        assert make_blank(blank_facts(NUMBER, samples.TOWN), template, samples.FONTS, sheet)


def test_what_takes_long_to_write_has_lines_of_its_own() -> None:
    template = templates.load(samples.TEMPLATES / "application.toml")
    words = text.render(compose.compose(template, blank_facts(NUMBER, samples.TOWN)))
    assert words.count("＿" * 25) >= 6


def test_the_code_is_drawn_in_the_corner_of_every_page() -> None:
    form = replace(blank_facts(NUMBER, samples.TOWN), requests=("",) * 30)
    coded = replace(form, code=PaperCode(str(uuid4()), "application", 1))
    template = standard(Kind.APPLICATION, samples.RESOURCES)
    bare, with_code = (
        list(pictures(make_blank(facts, template, samples.FONTS, A4)))[:2]
        for facts in (form, coded)
    )
    assert qr.find(bare[0]) is None
    assert [qr.find(page) for page in with_code] == [coded.code, coded.code]


@given(st.sampled_from(list(Kind)), st.integers(1, 99_999))
def test_a_code_says_again_what_was_put_into_it(kind: Kind, version: int) -> None:
    code = PaperCode(str(uuid4()), kind.value, version)
    assert read(written(code)) == code
    assert read(f"  {written(code).lower()}\n") == code
    sheet = SheetCode(str(uuid4()), "3f9a1c2b", min(version, 99), 99)
    assert read(written(sheet)) == sheet


@pytest.mark.parametrize(
    "typed",
    ["", "TJT1-12-A-1", "车样甲", f"TJT1-{'G' * 32}-COVER-1", f"TJT2-{'A' * 32}-3F9A1C2B-3.2"],
)
def test_other_words_are_no_code(typed: str) -> None:
    assert read(typed) is None
