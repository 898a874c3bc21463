"""Drawing dossiers by lot, handing them to two people each, and what their marks come to."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain.review.panel import (
    Candidate,
    draw,
    hand_out,
    mark_total,
    ranks,
    verdict,
)
from mediation_desk.errors import RuleViolation


def candidates(*counts: tuple[str, str, int]) -> list[Candidate]:
    """Return so many cases of each mediator and type."""
    return [
        Candidate(f"{lead}-{kind}-{at}", f"第{at}号", frozenset({lead}), lead, kind)
        for lead, kind, count in counts
        for at in range(count)
    ]


OFFICE = candidates(("甲", "neighbour", 60), ("甲", "traffic", 20), ("乙", "neighbour", 20))


def test_the_same_seed_draws_the_same_dossiers_in_whatever_order_they_come() -> None:
    once, again = draw(OFFICE, 10, 2025), draw(OFFICE[::-1], 10, 2025)
    assert once == again
    assert len(once) == 10
    assert draw(OFFICE, 10, 2026) != once


def test_the_dossiers_drawn_on_every_machine_are_these() -> None:
    # A later version of this program must draw the same, or an old draw cannot be repeated.
    few = candidates(("甲", "neighbour", 4), ("乙", "traffic", 3))
    assert [one.id for one in draw(few, 40, 7)] == DRAWN


DRAWN = ["乙-traffic-1", "甲-neighbour-2", "甲-neighbour-1"]
"""Worked out with sha256sum and pencil."""


@given(st.integers(1, 10**9), st.integers(5, 100))
def test_mediators_and_types_are_drawn_by_their_share(seed: int, percent: int) -> None:
    found = Counter((one.lead, one.type_group) for one in draw(OFFICE, percent, seed))
    assert sum(found.values()) == -(-100 * percent // 100)
    for stratum, size in ((("甲", "neighbour"), 60), (("甲", "traffic"), 20)):
        assert abs(found[stratum] - size * percent / 100) <= 2


def test_one_case_is_drawn_however_few_there_are() -> None:
    assert len(draw(OFFICE[:3], 10, 1)) == 1
    assert draw([], 10, 1) == ()


def test_every_dossier_has_two_reviewers_who_did_not_mediate_it() -> None:
    reviewers = {"a1": "甲", "a2": "乙", "a3": "", "a4": ""}
    drawn = hand_out(OFFICE, reviewers, 1)
    by_id = {one.id: one for one in OFFICE}
    for one in drawn:
        assert len(set(one.reviewers)) == 2
        assert not {reviewers[who] for who in one.reviewers} & by_id[one.id].mediators
    load = Counter(who for one in drawn for who in one.reviewers)
    assert max(load.values()) - min(load.values()) <= 80


def test_the_work_is_shared_evenly_where_everybody_may_do_it() -> None:
    load = Counter(
        who for one in hand_out(OFFICE, dict.fromkeys("abc", ""), 5) for who in one.reviewers
    )
    assert max(load.values()) - min(load.values()) <= 1


def test_a_dossier_without_two_who_may_review_it_is_named() -> None:
    with pytest.raises(RuleViolation, match="第0号"):
        hand_out(OFFICE, {"a1": "甲", "a2": ""}, 1)


@pytest.mark.parametrize(
    ("totals", "settled", "total", "difference"),
    [
        ((90,), None, None, 0),
        ((90, 85), None, 88, 5),
        ((90, 80), None, 85, 10),
        ((90, 79), None, None, 11),
        ((90, 79), 82, 82, 11),
        ((0, 0), None, 0, 0),
    ],
)
def test_near_marks_are_averaged_and_distant_ones_wait(totals, settled, total, difference) -> None:
    found = verdict(totals, 10, settled)
    assert (found.total, found.difference) == (total, difference)


def test_a_veto_leaves_nothing() -> None:
    assert mark_total({"a": 50, "b": 40}, 100, vetoed=False) == 90
    assert mark_total({"a": 50, "b": 40}, 100, vetoed=True) == 0


def test_equal_totals_share_their_place() -> None:
    assert ranks([88, None, 95, 88, 70]) == (2, None, 1, 2, 4)
