from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from mediation_desk.domain.codes import Sex
from mediation_desk.domain.identity import (
    age_on,
    check_credit_code,
    check_resident_id,
    is_minor,
    mask_id,
    mask_phone,
    mask_text,
    upgrade,
)
from mediation_desk.domain.regions import RegionTable
from mediation_desk.errors import InvalidInput

TODAY = date(2025, 11, 30)
GOOD = """
341823194603089012 34182319481115902X 341823197002149036 341823197306229051 341823197809019048
341823196805179074 341823197108209092 341823196201039118 34182319850911913X 341823196507299158
341823196704189177 341823196901059216 341823197506259239 341823198212129089 341823197903109197
341823195609309105 341823199002149254 341823198007209477 341823195806209293 341823196303159495
341823196908129459 341823197107079126 341823199605199314 341823194501119145 341823197603309330
341823201203019413 34182319660606942X 11010519491231002X
""".split()
WOMEN = {"34182319481115902X", "341823197809019048", "341823198212129089", "34182319660606942X"}


def own_check_digit(body: str) -> str:
    """GB 11643 from its published weights, independent of any library."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return "10X98765432"[total % 11]


def refusal(text: str, today: date = TODAY) -> str:
    with pytest.raises(InvalidInput) as caught:
        check_resident_id(text, today=today)
    assert set(caught.value.fields) == {"id_number"}
    assert caught.value.fields["id_number"].endswith("。")
    return caught.value.fields["id_number"]


@pytest.fixture(scope="module")
def regions() -> RegionTable:
    path = Path(__file__).parents[2] / "resources" / "reference" / "regions.tsv"
    return RegionTable(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", GOOD)
def test_every_number_of_the_demo_office_is_accepted(number: str) -> None:
    found = check_resident_id(number, today=TODAY)
    assert found.number == number
    assert found.birth_date == date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert found.region_code == number[:6]
    assert not found.old_form
    assert found.warnings == ()
    if number in WOMEN:
        assert found.sex is Sex.FEMALE


def test_full_width_digits_spaces_and_a_small_x_are_folded() -> None:
    found = check_resident_id(" ３４1823 19481115　902ｘ ", today=TODAY)
    assert found.number == "34182319481115902X"
    assert found.sex is Sex.FEMALE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "请填写"),
        ("341823197002149037", "校验位"),
        ("341823197013309030", "出生日期不存在"),
        ("34182319700214903", "17位"),
        ("34182319700230903X", "出生日期不存在"),
        ("3418231970021490AX", "只能是数字"),
        ("34182319700214903Y", "第18位"),
        ("34182317000101901X", "年份"),
    ],
)
def test_a_wrong_number_is_refused_with_the_fault_named(text: str, word: str) -> None:
    assert word in refusal(text)


def test_a_birth_after_today_is_refused() -> None:
    assert "晚于今天" in refusal("341823201203019413", today=date(2012, 2, 29))
    assert check_resident_id("341823201203019413", today=date(2012, 3, 1)).sex is Sex.MALE


def test_an_old_fifteen_digit_number_is_taken_with_a_warning_and_its_long_form() -> None:
    found = check_resident_id("341823700214903", today=TODAY)
    assert found.old_form
    assert found.number == "341823700214903"
    assert found.upgraded == "341823197002149036" == upgrade("341823700214903")
    assert found.birth_date == date(1970, 2, 14)
    assert "341823197002149036" in found.warnings[0]
    assert "出生日期不存在" in refusal("341823701314903")


def test_an_unknown_or_abolished_region_is_only_a_warning(regions: RegionTable) -> None:
    def numbered(region: str) -> str:
        body = region + "19700214903"
        return body + own_check_digit(body)

    def warned(region: str) -> tuple[str, ...]:
        return check_resident_id(numbered(region), today=TODAY, regions=regions).warnings

    assert warned("341823") == warned("341882") == ()
    assert "广德县" in warned("341822")[0]
    assert "999999" in warned("999999")[0]


@given(st.from_regex(r"[1-8]\d{16}", fullmatch=True))
def test_our_arithmetic_and_the_library_agree_on_check_digits(body: str) -> None:
    assert ric.calc_check_digit(body + "0") == own_check_digit(body)


@given(st.sampled_from(GOOD), st.integers(0, 16), st.integers(0, 9))
def test_one_mistyped_digit_never_passes(number: str, place: int, digit: int) -> None:
    mistyped = number[:place] + str(digit) + number[place + 1 :]
    if mistyped != number:
        assert refusal(mistyped)


@pytest.mark.parametrize(
    "code",
    ["91341823MA9YYYY09P", "91341823MA8YYYY07B", "93341823MA7YYYY05Q", "91350100M000100Y43"],
)
def test_a_social_credit_code_is_accepted_folded(code: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code.lower())
    assert check_credit_code(f" {wide} ").number == code
    assert check_credit_code(code).warnings == ()


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("", "请填写"),
        ("91341823MA9YYYY09", "17位"),
        ("91341823MA9YYYY09I", "I"),
        ("91341823MA9YYYY09N", "校验位"),
        ("9134A823MA9YYYY09P", "行政区划"),
        ("91341823MA9YYYY18M", "校验位"),
    ],
)
def test_a_wrong_social_credit_code_is_refused(code: str, word: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_credit_code(code)
    assert word in caught.value.fields["credit_code"]


def test_a_code_with_a_right_last_digit_but_a_wrong_body_is_refused() -> None:
    chars = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = [pow(3, place, 31) for place in range(17)]
    body = "91341823MA9YYYY08"
    total = sum(chars.index(char) * weight for char, weight in zip(body, weights, strict=True))
    with pytest.raises(InvalidInput):
        check_credit_code(body + chars[-total % 31])


def test_numbers_are_masked_in_the_middle() -> None:
    assert mask_id("341823194603089012") == "341823********9012"
    assert mask_phone("13805632716") == "138****2716"
    assert mask_id("12345678") == "********"
    assert mask_phone("6022716") == "*****16"
    assert mask_phone("") == mask_id("") == ""


def test_a_person_comes_of_age_on_the_eighteenth_birthday() -> None:
    birth = date(2012, 3, 1)
    assert age_on(birth, date(2030, 2, 28)) == 17
    assert is_minor(birth, date(2030, 2, 28))
    assert not is_minor(birth, date(2030, 3, 1))
    assert age_on(date(2004, 2, 29), date(2022, 2, 28)) == 17
    assert age_on(date(2004, 2, 29), date(2022, 3, 1)) == 18


def test_numbers_inside_a_text_are_masked_and_others_stay() -> None:
    masked = mask_text("男，341823196805179074，旧证341823680517907，赔1500元，2025年10月17日。")
    assert masked == "男，341823********9074，旧证341823*****7907，赔1500元，2025年10月17日。"
    assert mask_text("电话13800001234、0563-5022123") == "电话138****1234、056*****2123"
