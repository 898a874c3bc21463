"""Chinese lines: what may stand at their ends, how they are filled, and how long that takes."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation_desk.documents.blocks import Align
from mediation_desk.documents.fonts import fonts_at
from mediation_desk.documents.zh_text import NOT_FIRST, NOT_LAST, Style, clean, set_lines
from tests.documents import samples

STYLE = Style(fonts_at(samples.FONTS).body, 14, 28, indent=2, align=Align.JUSTIFY)
WIDTH = 444.0


def lines(text: str) -> list[str]:
    return [line.text for line in set_lines(text, STYLE, WIDTH)]


def width(line: object) -> float:
    text = line.text.rstrip(" ")  # type: ignore[attr-defined]
    return STYLE.chain.measure(text) * 14 + line.spacing * (len(text) - 1)  # type: ignore[attr-defined]


WORDS = st.text(st.sampled_from("甲乙丙丁戊，。；：“”（）《》、1234ab "), max_size=400)


@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_no_character_is_lost_or_added(text: str) -> None:
    assert "".join(lines(text)) == clean(text)


@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_no_line_is_wider_than_its_room(text: str) -> None:
    for line in set_lines(text, STYLE, WIDTH):
        assert line.x + width(line) <= WIDTH + 0.5


def test_closing_marks_never_begin_and_opening_marks_never_end_a_line() -> None:
    for shift in range(40):
        told = "甲" * shift + "原告说：“双方同意（见《协议书》）。”随后，各自离开、不再争执；" * 12
        printed = lines(told)
        assert not any(line[0] in NOT_FIRST for line in printed[1:])
        assert not any(line[-1] in NOT_LAST for line in printed[:-1])


def test_full_lines_reach_the_right_margin() -> None:
    filled = set_lines("因相邻排水发生争执，经现场查看。" * 20, STYLE, WIDTH)[:-1]
    assert all(abs(line.x + width(line) - WIDTH) < 0.5 for line in filled)


def test_numbers_and_identity_numbers_stay_on_one_line() -> None:
    for shift in range(40):
        told = "甲" * shift + "身份号码341823196805179074，付22,406.35元。"
        assert any("341823196805179074" in line for line in lines(told))
        assert any("22,406.35" in line for line in lines(told))


def test_a_word_longer_than_the_line_is_cut_to_fill_it() -> None:
    printed = lines("a" * 1000)
    assert "".join(printed) == "a" * 1000
    assert len(printed) < 25


@pytest.mark.parametrize("unit", ["，", "“", "甲", "a", "a,", " ", "＿", "\n", "（）"])
def test_time_grows_with_length_only(unit: str) -> None:
    set_lines(unit * 100, STYLE, WIDTH)
    start = time.perf_counter()
    set_lines(unit * 100_000, STYLE, WIDTH)
    assert time.perf_counter() - start < 5
