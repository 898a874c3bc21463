"""Five failures make a name wait, in time the machine has run, whatever the clock on the wall."""

from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain.lockout import (
    FIRST_WAIT,
    LONGEST_WAIT,
    TRIES,
    Attempts,
    failed,
    seen_at,
)


def after_failures(number: int, mark: float = 0.0) -> Attempts:
    attempts = Attempts(mark=mark)
    for _ in range(number):
        attempts = failed(attempts)
    return attempts


def test_the_fifth_failure_starts_ten_minutes_and_the_next_five_twenty() -> None:
    assert after_failures(TRIES - 1).wait == 0
    assert after_failures(TRIES - 1).tries_left == 1
    assert after_failures(TRIES).wait == FIRST_WAIT == 600
    again = seen_at(after_failures(TRIES), 600)
    assert again.wait == 0
    for _ in range(TRIES):
        again = failed(again)
    assert again.wait == 1200


def test_the_wait_never_grows_beyond_its_longest() -> None:
    assert after_failures(100 * TRIES).wait == LONGEST_WAIT


def test_a_restart_counts_only_the_time_since_it() -> None:
    locked = after_failures(TRIES, mark=50_000)
    assert seen_at(locked, 50_100).wait == 500
    assert seen_at(locked, 100).wait == 500
    assert seen_at(seen_at(locked, 100), 200).wait == 400


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 5000)), max_size=30))
def test_no_more_time_is_counted_than_has_passed_and_none_is_lost_for_ever(steps) -> None:
    attempts, mark, passed = after_failures(3 * TRIES, mark=100.0), 100.0, 0.0
    start = attempts.wait
    for restarted, seconds in steps:
        mark = seconds if restarted else mark + seconds
        passed += seconds
        attempts = seen_at(attempts, mark)
        assert attempts.wait >= start - passed - 1e-6
    assert seen_at(attempts, mark + start).wait == 0
