"""The password rule takes what 等保 asks for and says in words what is missing."""

import pytest

from mediation_desk.domain.passwords import check_password, normal
from mediation_desk.errors import InvalidInput


@pytest.mark.parametrize("password", ["Lantern-47-hill", "水沟Ditch2025!!", "abcdefg123小桥"])
def test_a_password_of_ten_characters_and_three_kinds_is_taken(password: str) -> None:
    check_password(password, "wang")


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("", "至少 10 个"),
        ("Ab1!Ab1!x", "至少 10 个"),
        ("abcdefghij12", "至少有 3 种"),
        ("x" * 300 + "A1!", "至少 10 个"),
        ("Aa1Aa1Aa1Aa1", "重复"),
        (" Lantern-47-hill", "空格"),
        ("Lantern-WANG-47", "登录名"),
    ],
)
def test_a_weak_password_is_refused_in_words(password: str, word: str) -> None:
    with pytest.raises(InvalidInput, match=word):
        check_password(password, "wang")


def test_two_ways_of_typing_the_same_letters_are_one_password() -> None:
    assert normal("Café-2025-x") == normal("Cafe\u0301-2025-x")
