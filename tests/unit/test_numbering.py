import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain.numbering import (
    DEFAULT_PATTERN,
    SERIES_NORMAL,
    SERIES_ORAL,
    Gap,
    NumberParts,
    NumberPattern,
    gaps,
    normalise_number,
)
from mediation_desk.errors import InvalidInput

DEFAULT = NumberPattern.parse(DEFAULT_PATTERN)


def number(short_name: str, series: str, sequence: int) -> str:
    return DEFAULT.render(year=2025, short_name=short_name, series=series, sequence=sequence)


def test_the_default_pattern_gives_the_numbers_on_the_sample_papers() -> None:
    assert number("泾示", SERIES_NORMAL, 3) == "（2025）泾示人调字第003号"
    assert number("泾示样", SERIES_ORAL, 11) == "（2025）泾示样人调口字第011号"


def test_a_sequence_over_its_width_keeps_growing() -> None:
    assert number("泾示", "", 999) == "（2025）泾示人调字第999号"
    assert number("泾示", "", 1000) == "（2025）泾示人调字第1000号"
    with pytest.raises(ValueError, match="0"):
        number("泾示", "", 0)


def test_other_offices_patterns_work() -> None:
    pattern = NumberPattern.parse("晋医人调字[{年}]{序号:3}号")
    rendered = pattern.render(year=2019, short_name="", series="", sequence=11)
    assert rendered == "晋医人调字[2019]011号"
    plain = NumberPattern.parse("{年}-{序号}")
    assert plain.render(year=2025, short_name="", series="", sequence=7) == "2025-7"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "请填写"),
        ("{年}号", "序号"),
        ("{年}{序号}{序号:3}", "序号"),
        ("{序号:3}", "{年}"),
        ("{年}{月}{序号}", "{月}"),
        ("{年}{序号:0}", "不认识"),
        ("{年}{序号:12}", "不认识"),
        ("{年{序号}", "成对"),
        ("{年}{序号}}", "成对"),
        ("{年}\n{序号}", "换行"),
        ("调" * 60 + "{年}{序号}", "最多"),
    ],
)
def test_a_faulty_pattern_is_refused_with_the_fault_named(text: str, word: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        NumberPattern.parse(text)
    assert word in caught.value.fields["pattern"]


def test_a_paper_number_is_read_back_whatever_its_brackets() -> None:
    wanted = NumberParts(2025, "泾示", "", 3)
    for text in (
        "（2025）泾示人调字第003号",
        "〔2025〕泾示人调字第3号",
        "[2025] 泾示 人调字第００３号",
    ):
        assert DEFAULT.read(text) == wanted
    assert DEFAULT.read("（2025）泾示样人调口字第011号") == NumberParts(2025, "泾示样", "口", 11)
    assert DEFAULT.read("泾示人调字第003号") is None
    assert DEFAULT.read("") is None


@given(
    st.integers(1950, 2100),
    st.text("泾示样医县镇村甲乙", min_size=1, max_size=6),
    st.sampled_from(["", "口"]),
    st.integers(1, 10**6),
)
def test_every_number_reads_back_as_what_it_was_made_from(
    year: int, short_name: str, series: str, sequence: int
) -> None:
    text = DEFAULT.render(year=year, short_name=short_name, series=series, sequence=sequence)
    assert DEFAULT.read(text) == NumberParts(year, short_name, series, sequence)


def test_numbers_are_searched_without_regard_to_brackets_spaces_and_width() -> None:
    wanted = normalise_number("（2025）泾示人调字第003号")
    for text in (
        "〔2025〕泾示人调字第003号",
        " [２０２５]泾示人调字 第００３号",
        "【2025】泾示人调字第003号",
    ):
        assert normalise_number(text) == wanted


def test_gaps_are_named_as_runs() -> None:
    assert gaps([1, 2, 3]) == gaps([]) == ()
    assert gaps([2, 5, 5, 9]) == (Gap(1, 1), Gap(3, 4), Gap(6, 8))
    assert [gap.label for gap in gaps([2, 5])] == ["1", "3—4"]
    assert gaps([40, 42], first=40) == (Gap(41, 41),)
    assert gaps([10**9]) == (Gap(1, 10**9 - 1),)


@given(st.sets(st.integers(1, 300), min_size=1))
def test_gaps_and_numbers_together_fill_the_line(sequences: set[int]) -> None:
    missing = {n for gap in gaps(sequences) for n in range(gap.first, gap.last + 1)}
    assert missing | sequences == set(range(1, max(sequences) + 1))
    assert not missing & sequences
