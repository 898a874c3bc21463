"""Typed text is made fit to be kept; nothing visible is lost, and what was done is said."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain.cleaning import clean, notes_of


@pytest.mark.parametrize(
    ("typed", "kept", "done"),
    [
        ("王\x00样", "王样", "去掉控制字符 1 处"),
        ("\x01甲\x1f乙\x7f丙\x9b", "甲乙丙", "去掉控制字符 4 处"),
        ("\u202egpj.exe\u2066", "gpj.exe", "去掉改变文字方向的符号 2 处"),
        ("\ufeff甲\u200b乙\u00ad", "甲乙", "去掉看不见的符号 3 处"),
        ("甲\ud800乙\udfff", "甲乙", "去掉残缺的字符 2 处"),
        ("e\u0301", "é", "拆开或兼容的字合成标准字 1 处"),
        ("\uf9dc", "隆", "拆开或兼容的字合成标准字 1 处"),
        ("\ue81e一\ue81e", "龴一龴", "旧编码的字换成“龴” 2 处"),
        ("\ue831", "\U000215d7", "旧编码的字换成“\U000215d7” 1 处"),
        ("第一行\r\n第二行\r第三行\u2028", "第一行\n第二行\n第三行\n", ""),
        ("\ud842\udfb7", "𠮷", ""),
    ],
)
def test_what_cannot_be_kept_goes_and_is_named(typed: str, kept: str, done: str) -> None:
    found = clean(typed)
    assert (found.text, notes_of(found.done)) == (kept, done)


@pytest.mark.parametrize(
    "typed",
    [
        "买买提·吐尔逊",
        "𠮷野家㛃𣲗𬱟",
        "全角Ａ１　空格",
        "表情👨\u200d👩\u200d👧",
        "<b>甲</b> & =1+1 %_",
        "一\t二\n三",
        "\ue000",
        "",
    ],
)
def test_what_people_write_stays_as_it_is(typed: str) -> None:
    assert clean(typed) == clean(clean(typed).text)
    assert (clean(typed).text, notes_of(clean(typed).done)) == (typed, "")


def test_the_old_codes_are_those_python_still_decodes() -> None:
    # The 24 characters of GB 18030-2005's private area, as the codec of this Python gives them.
    lead = [0xA6D9 + n for n in range(7)] + [0xA6EC, 0xA6ED, 0xA6F3]
    lead += [0xFE51, 0xFE52, 0xFE53, 0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6C, 0xFE6D, 0xFE76]
    lead += [0xFE7E, 0xFE90, 0xFE91, 0xFEA0]
    for code in lead:
        old = code.to_bytes(2, "big").decode("gb18030")
        assert unicodedata.category(old) in ("Co", "Lo", "Po", "Ps", "Pe")
        new = clean(old).text
        assert unicodedata.category(new) != "Co", hex(code)
        assert len(new) == 1


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_is_cleaning_once_and_the_rest_can_be_kept(typed: str) -> None:
    once = clean(typed)
    again = clean(once.text)
    assert (again.text, again.done) == (once.text, {})
    once.text.encode("utf-8")
    assert "\x00" not in once.text
    assert unicodedata.is_normalized("NFC", once.text)
