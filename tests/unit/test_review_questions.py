"""What looks odd is asked as a question, and nothing is asked of an ordinary case."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import Form
from mediation_desk.domain.review.facts import Due, ReviewFacts
from mediation_desk.domain.review.questions import Around, Clash, questions
from tests.review_cases import (
    AGREEMENT,
    WRITTEN,
    agreement_changed,
    changed,
    party_changed,
    session_changed,
    signer_changed,
)

ALONE = Around(committee="样板村人民调解委员会", committee_year=11, office_year=30, committees=2)
AT_ONCE = tuple(replace(due, performed_on=date(2025, 3, 10)) for due in AGREEMENT.dues)


def early(day: int) -> Due:
    return Due(1, date(2025, 3, 20), 150_000, date(2025, 3, day), True)


ODD: dict[str, tuple[ReviewFacts, Around]] = {
    "paid_early": (agreement_changed(dues=(early(9),)), ALONE),
    "at_once": (agreement_changed(dues=AT_ONCE), ALONE),
    "same_phone": (party_changed(phone=WRITTEN.parties[0].phone), ALONE),
    "same_number": (party_changed(id_number=WRITTEN.parties[0].id_number), ALONE),
    "mediator_phone": (party_changed(phone="13900000001"), ALONE),
    "same_text": (WRITTEN, replace(ALONE, same_records=("甲", "乙", "丙"))),
    "same_file": (WRITTEN, replace(ALONE, same_files=(("院墙照片", "（2025）004号"),))),
    "one_village": (WRITTEN, replace(ALONE, committee_year=16)),
    "overlap": (
        WRITTEN,
        replace(
            ALONE,
            clashes=(Clash("调样甲", 1, datetime(2025, 3, 6, 9, tzinfo=CHINA), "（2025）004号"),),
        ),
    ),
    "many_a_day": (WRITTEN, replace(ALONE, same_day=5)),
    "often": (WRITTEN, replace(ALONE, often=(("邻样东", 6), ("邻样西", 2)))),
    "at_night": (
        session_changed(
            0,
            held_at=datetime(2025, 3, 6, 3, tzinfo=CHINA),
            ended_at=datetime(2025, 3, 6, 4, tzinfo=CHINA),
        ),
        ALONE,
    ),
    "too_short": (
        session_changed(0, ended_at=datetime(2025, 3, 6, 9, 5, tzinfo=CHINA)),
        ALONE,
    ),
    "one_day": (
        changed(registered_on=date(2025, 3, 10), closed_on=date(2025, 3, 10)),
        ALONE,
    ),
    "signed_after_close": (signer_changed(0, signed_on=date(2025, 4, 2)), ALONE),
}


@pytest.mark.parametrize("code", ODD)
def test_something_odd_is_asked_about(code: str) -> None:
    asked = questions(*ODD[code])
    assert [one.code for one in asked] == [code]
    assert asked[0].sentence.endswith("？"), "a question, not a charge"


def test_nothing_is_asked_about_an_ordinary_case() -> None:
    assert questions(WRITTEN, ALONE) == ()


def test_an_oral_agreement_is_usually_performed_at_once() -> None:
    assert questions(agreement_changed(form=Form.ORAL, dues=AT_ONCE), ALONE) == ()


def test_half_of_very_few_cases_says_nothing() -> None:
    assert questions(WRITTEN, replace(ALONE, committee_year=10, office_year=12)) == ()
