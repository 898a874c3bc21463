"""The life of a case: one table of states and moves, the only place that says what is allowed.

Every service asks `require`, every button asks `why_not`; nobody else decides. Going back is a move
like any other: allowed, with a reason, recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mediation_desk.domain.codes import State
from mediation_desk.errors import RuleViolation


class Move(StrEnum):
    """Something a user can do to a case."""

    REVISE = "revise"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASSIGN = "assign"
    EXTEND = "extend"
    SESSION = "session"
    AGREE = "agree"
    SIGN = "sign"
    TERMINATE = "terminate"
    PERFORM = "perform"
    CONFIRM = "confirm"
    CLOSE = "close"
    STEP_BACK = "step_back"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: a move, where it starts, where it leads (None: stays)."""

    move: Move
    label: str
    starts: frozenset[State]
    leads_to: State | None
    needs: str


def _rule(move: Move, label: str, starts: Iterable[State], to: State | None, needs: str) -> Rule:
    return Rule(move, label, frozenset(starts), to, needs)


_S = State
RULES: tuple[Rule, ...] = (
    _rule(
        Move.REVISE,
        "修改登记",
        (_S.REGISTERED, _S.ACCEPTED, _S.MEDIATING),
        None,
        "达成协议或终止后登记内容不再改动；确需改动请先退回上一步",
    ),
    _rule(Move.ACCEPT, "受理", (_S.REGISTERED,), _S.ACCEPTED, "只有待受理的案件可以受理"),
    _rule(Move.REFUSE, "不予受理", (_S.REGISTERED,), _S.REFUSED, "只有待受理的案件可以不予受理"),
    _rule(
        Move.ASSIGN,
        "指派调解员",
        (_S.ACCEPTED, _S.MEDIATING),
        _S.MEDIATING,
        "先受理，再指派调解员；达成协议或终止后不再改派",
    ),
    _rule(
        Move.EXTEND,
        "延长期限",
        (_S.ACCEPTED, _S.MEDIATING),
        None,
        "受理之后、达成协议或终止之前才可以延长调解期限",
    ),
    _rule(Move.SESSION, "记录调解", (_S.MEDIATING,), None, "先指派调解员，再记录调解"),
    _rule(
        Move.AGREE, "达成协议", (_S.MEDIATING,), _S.AGREED, "先指派调解员，调解中的案件才能达成协议"
    ),
    _rule(Move.SIGN, "登记签章", (_S.AGREED,), None, "先达成协议，再登记签名和盖章"),
    _rule(
        Move.TERMINATE,
        "终止调解",
        (_S.ACCEPTED, _S.MEDIATING),
        _S.TERMINATED,
        "受理之后、达成协议之前才可以终止调解",
    ),
    _rule(Move.PERFORM, "登记履行", (_S.AGREED, _S.CLOSED), None, "先达成协议，再登记履行情况"),
    _rule(
        Move.CONFIRM,
        "司法确认",
        (_S.AGREED, _S.CLOSED),
        None,
        "先达成协议并生效，再登记司法确认",
    ),
    _rule(
        Move.CLOSE,
        "结案",
        (_S.AGREED, _S.TERMINATED, _S.REFUSED),
        _S.CLOSED,
        "达成协议、终止调解或不予受理之后才能结案",
    ),
    _rule(
        Move.STEP_BACK,
        "退回上一步",
        (_S.REFUSED, _S.ACCEPTED, _S.MEDIATING, _S.AGREED, _S.TERMINATED, _S.CLOSED),
        None,
        "刚登记的案件没有上一步",
    ),
)
_BY_MOVE = {rule.move: rule for rule in RULES}

_BACK: dict[State, State] = {
    State.REFUSED: State.REGISTERED,
    State.ACCEPTED: State.REGISTERED,
    State.MEDIATING: State.ACCEPTED,
    State.AGREED: State.MEDIATING,
    State.TERMINATED: State.MEDIATING,
}

_BACK_MEANS: dict[State, str] = {
    State.REFUSED: "不予受理的理由会清空，历史里保留。",
    State.ACCEPTED: "受理日期和期限会清空；编号仍归本案，重新受理时继续使用。",
    State.MEDIATING: "现任调解员的指派到今天为止，调解记录保留。",
    State.AGREED: "现有协议会标记为撤回并留在历史里，可以重新登记。",
    State.TERMINATED: "终止的原因和已告知的途径会清空，历史里保留。",
    State.CLOSED: "结案日期会清空。",
}

STAGES: tuple[tuple[str, frozenset[State]], ...] = (
    ("登记", frozenset({State.REGISTERED, State.REFUSED})),
    ("受理", frozenset({State.ACCEPTED})),
    ("调解", frozenset({State.MEDIATING})),
    ("结果", frozenset({State.AGREED, State.TERMINATED})),
    ("结案", frozenset({State.CLOSED})),
)
"""The stages a user sees, in order."""


def label_of(move: Move) -> str:
    """Return the words on the button."""
    return _BY_MOVE[move].label


def why_not(move: Move, state: State) -> str:
    """Return "" when the move is allowed, else the sentence a greyed button shows."""
    rule = _BY_MOVE[move]
    if state in rule.starts:
        return ""
    return f"案件现在是“{state.label}”，不能{rule.label}：{rule.needs}。"


def require(move: Move, state: State) -> State:
    """Return the state after the move. Raises RuleViolation when it is not allowed."""
    reason = why_not(move, state)
    if reason:
        raise RuleViolation(reason)
    return _BY_MOVE[move].leads_to or state


def before(state: State, *, outcome: State | None = None, assigned: bool = True) -> State:
    """Return the state one step back; a closed case returns to its `outcome`.

    A case that ended before a mediator was `assigned` returns to accepted. Raises RuleViolation
    where there is no step back.
    """
    reason = why_not(Move.STEP_BACK, state)
    if reason:
        raise RuleViolation(reason)
    if state is State.CLOSED:
        return outcome or State.AGREED
    back = _BACK[state]
    return State.ACCEPTED if back is State.MEDIATING and not assigned else back


def means_going_back(state: State) -> str:
    """Return what a step back from a state does, in a sentence; "" where there is none."""
    return _BACK_MEANS.get(state, "")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a case has come within its state.

    `last_result` is that of the last session ("" before the first); `effective` and `performed`
    are about its agreement.
    """

    last_result: str = ""
    effective: bool = False
    performed: bool = False


_AFTER_SESSION = {"agreed": Move.AGREE, "failed": Move.TERMINATE}
_NEXT = {
    State.REGISTERED: Move.ACCEPT,
    State.ACCEPTED: Move.ASSIGN,
    State.TERMINATED: Move.CLOSE,
    State.REFUSED: Move.CLOSE,
}


def next_move(state: State, progress: Progress) -> Move | None:
    """Return the step that comes next as a rule, None when nothing is left to do."""
    if state is State.MEDIATING:
        return _AFTER_SESSION.get(progress.last_result, Move.SESSION)
    if state is State.AGREED:
        if not progress.effective:
            return Move.SIGN
        return Move.CLOSE if progress.performed else Move.PERFORM
    if state is State.CLOSED:
        return Move.PERFORM if progress.effective and not progress.performed else None
    return _NEXT[state]


def stage_of(state: State) -> int:
    """Return the index into STAGES of the stage a state belongs to."""
    return next(index for index, (_, states) in enumerate(STAGES) if state in states)
