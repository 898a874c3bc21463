"""What comes next as a rule, from the door to the end."""

import pytest

from mediation_desk.domain.codes import State
from mediation_desk.domain.lifecycle import Move, Progress, next_move, why_not


@pytest.mark.parametrize(
    ("state", "progress", "move"),
    [
        (State.REGISTERED, Progress(), Move.ACCEPT),
        (State.ACCEPTED, Progress(), Move.ASSIGN),
        (State.MEDIATING, Progress(), Move.SESSION),
        (State.MEDIATING, Progress("continue"), Move.SESSION),
        (State.MEDIATING, Progress("agreed"), Move.AGREE),
        (State.MEDIATING, Progress("failed"), Move.TERMINATE),
        (State.AGREED, Progress("agreed"), Move.SIGN),
        (State.AGREED, Progress("agreed", effective=True), Move.PERFORM),
        (State.AGREED, Progress("agreed", effective=True, performed=True), Move.CLOSE),
        (State.TERMINATED, Progress("failed"), Move.CLOSE),
        (State.REFUSED, Progress(), Move.CLOSE),
        (State.CLOSED, Progress("agreed", effective=True), Move.PERFORM),
        (State.CLOSED, Progress("agreed", effective=True, performed=True), None),
        (State.CLOSED, Progress(), None),
    ],
)
def test_the_next_step_follows_how_far_the_case_has_come(state, progress, move) -> None:
    assert next_move(state, progress) is move
    assert move is None or why_not(move, state) == ""
