"""Places in a year's comparison: means to a tenth, ties sharing a place."""

from mediation_desk.domain.review.yearly import points, standings


def test_means_equal_to_the_tenth_share_a_place_and_the_next_one_is_left_out() -> None:
    scored = [("甲", 90), ("乙", 80), ("乙", 100), ("丙", 70), ("甲", 90), ("甲", 90)]
    made = standings(scored)
    assert [(one.id, one.rank, one.count, one.mean) for one in made] == [
        ("甲", 1, 3, 900),
        ("乙", 1, 2, 900),
        ("丙", 3, 1, 700),
    ]
    assert (made[1].best, made[1].worst) == (100, 80)


def test_a_mean_is_rounded_half_up_and_read_with_one_place() -> None:
    (made,) = standings([("甲", 90), ("甲", 91), ("甲", 91)])
    assert points(made.mean) == "90.7"
