from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain.money import (
    capital,
    format_yuan,
    parse_yuan,
    split_by_weights,
    split_evenly,
)
from mediation_desk.errors import InvalidInput

DIGITS = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_four(words: str) -> int:
    total, digit = 0, 0
    for char in words:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            total += digit * PLACES[char]
            digit = 0
    return total + digit


def read_capital(words: str) -> int:
    """Read 人民币…元…角…分 by splitting at the unit words, without our tables."""
    words = words.removeprefix("人民币").removesuffix("整")
    yuan_words, separator, rest = words.rpartition("元")
    if not separator:
        yuan_words, rest = "", words
    upper, yi, lower = yuan_words.rpartition("亿")
    yuan = 0
    for part, factor in ((upper if yi else "", 10**8), (lower, 1)):
        high, _, low = part.rpartition("万")
        yuan += (read_four(high) * 10**4 + read_four(low)) * factor
    fen = yuan * 100
    for unit, factor in (("角", 10), ("分", 1)):
        head, found, tail = rest.partition(unit)
        if found:
            fen += DIGITS[head[-1]] * factor
            rest = tail
    return fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.5", 123450),
        ("１２３４．５", 123450),
        ("1，234.50元", 123450),
        ("￥80", 8000),
        ("人民币 80 元整", 8000),
        ("1.2万", 1200000),
        ("1.2万元", 1200000),
        ("0", 0),
        (".05", 5),
        ("0.10", 10),
        ("3.", 300),
        ("568 116.35", 56811635),
        ("1.23456万", 1234560),
        ("2亿", 20000000000),
        ("12.500万", 12500000),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "请填写"),
        ("   ", "请填写"),
        ("-5", "负数"),
        ("－5", "负数"),
        ("1.234", "到分"),
        ("1.2345678万", "到分"),
        ("无", "看不懂"),
        ("/", "看不懂"),
        ("1,23", "看不懂"),
        ("1.2.3", "看不懂"),
        ("1e5", "看不懂"),
        ("十元", "看不懂"),
        ("12元5角", "看不懂"),
        ("٣", "看不懂"),
        ("9" * 20, "过大"),
    ],
)
def test_what_is_not_an_amount_is_refused_in_words(text: str, word: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_yuan(text, field="claim")
    assert word in caught.value.fields["claim"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("1.50", "壹元伍角"),
        ("10.00", "壹拾元整"),
        ("1234.5", "壹仟贰佰叁拾肆元伍角"),
        ("100001", "壹拾万零壹元整"),
        ("1010.10", "壹仟零壹拾元零壹角"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("10000000.01", "壹仟万元零壹分"),
        ("1000000000000", "壹万亿元整"),
        ("1200000000000", "壹万贰仟亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("480000", "肆拾捌万元整"),
        ("31030.50", "叁万壹仟零叁拾元零伍角"),
    ],
)
def test_capitals_follow_the_payment_rules(text: str, words: str) -> None:
    assert capital(parse_yuan(text)) == f"人民币{words}"


@given(st.one_of(st.integers(0, 10**15), st.integers(0, 10**7)))
def test_capitals_read_back_as_the_same_amount(fen: int) -> None:
    words = capital(fen)
    assert read_capital(words) == fen
    assert "零零" not in words


@given(st.integers(0, 10**15))
def test_a_printed_amount_reads_back_as_itself(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen


def test_amounts_are_printed_with_separators() -> None:
    assert format_yuan(123450) == "1,234.50"
    assert format_yuan(0) == "0.00"
    assert format_yuan(-5) == "-0.05"


def test_capital_refuses_a_negative_amount() -> None:
    with pytest.raises(ValueError, match="-1"):
        capital(-1)


def test_the_wages_of_three_workers_are_split_to_the_last_fen() -> None:
    owed = [860000, 720000, 620000]
    assert split_by_weights(1200000, owed) == (469091, 392727, 338182)
    assert split_by_weights(1000000, owed) == (390909, 327273, 281818)


def test_an_even_split_gives_the_odd_fen_to_the_first() -> None:
    assert split_evenly(100, 3) == (34, 33, 33)
    assert split_evenly(2, 4) == (1, 1, 0, 0)
    for weights in ([], [0, 0], [1, -1]):
        with pytest.raises(ValueError, match="100"):
            split_by_weights(100, weights)


@given(
    st.integers(0, 10**13),
    st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any),
)
def test_shares_add_up_and_are_never_a_whole_fen_off(total: int, weights: list[int]) -> None:
    shares = split_by_weights(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(total * weight, sum(weights))) < 1
