"""Mediators pasted from a sheet."""

import pytest

from mediation_desk.domain.codes import Sex
from mediation_desk.errors import InvalidInput
from mediation_desk.services.roster import mediators_from_text


def test_every_line_is_a_mediator_whatever_the_order() -> None:
    found = mediators_from_text("调示甲\t男\t13900000001\t主任\n\n 调示乙，副主任，女 ", "示例会")
    told = [(one.name, one.sex, one.position, one.mobile) for one in found]
    assert told == [
        ("调示甲", Sex.MALE, "director", "13900000001"),
        ("调示乙", Sex.FEMALE, "deputy", ""),
    ]
    assert {one.committee_id for one in found} == {"示例会"}


@pytest.mark.parametrize("text", ["调示甲 三十岁", "调示甲\n调示甲"])
def test_what_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        mediators_from_text(text, "示例会")
    assert caught.value.fields["mediators"].endswith("。")
