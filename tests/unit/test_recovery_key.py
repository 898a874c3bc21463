"""The printed recovery key survives a copying hand, and a mistake is named by its group."""

import random

import pytest

from mediation_desk.domain import recovery_key
from mediation_desk.errors import InvalidInput

SECRET = bytes(range(100, 120))
PRINTED = recovery_key.write(SECRET)


def told(text: str) -> str:
    with pytest.raises(InvalidInput) as caught:
        recovery_key.read(text)
    return caught.value.fields["recovery_key"]


def test_any_secret_is_printed_in_seven_groups_and_read_back() -> None:
    draw = random.Random(1)
    for _ in range(2000):
        secret = draw.randbytes(recovery_key.SECRET_BYTES)
        printed = recovery_key.write(secret)
        assert [len(group) for group in printed.split("-")] == [6] * 7
        assert recovery_key.read(printed) == secret


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED.lower(),
        PRINTED.replace("-", ""),
        PRINTED.replace("-", "  "),
        f"  {PRINTED.replace('-', '－')}\n",
        PRINTED.replace("0", "O").replace("1", "l"),
        PRINTED.replace("0", "o").replace("1", "I").replace("V", "u"),
        "".join(chr(ord(mark) + 0xFEE0) if mark != "-" else mark for mark in PRINTED),
    ],
)
def test_case_spaces_width_and_misread_letters_do_not_matter(typed: str) -> None:
    assert recovery_key.read(typed) == SECRET


def test_every_single_wrong_character_is_named_by_its_group() -> None:
    for place, mark in enumerate(PRINTED):
        if mark == "-":
            continue
        for other in set(recovery_key.ALPHABET) - {mark}:
            wrong = PRINTED[:place] + other + PRINTED[place + 1 :]
            assert f"第 {place // 7 + 1} 组" in told(wrong)


def test_two_exchanged_groups_are_noticed() -> None:
    groups = PRINTED.split("-")
    for first in range(6):
        swapped = [*groups]
        swapped[first], swapped[first + 1] = swapped[first + 1], swapped[first]
        assert f"第 {first + 1} 组" in told("-".join(swapped))


def test_a_group_that_is_too_short_is_named_and_a_short_run_is_counted() -> None:
    groups = PRINTED.split("-")
    assert "第 3 组" in told("-".join([*groups[:2], groups[2][:5], *groups[3:]]))
    assert "现在写了 41 个" in told(PRINTED.replace("-", "")[:-1])
    assert "现在写了 0 个" in told("")
