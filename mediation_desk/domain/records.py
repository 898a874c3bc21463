"""What may be written down around a mediation, and in which states of the case."""

from collections.abc import Mapping

from mediation_desk.domain.codes import Labelled, State
from mediation_desk.errors import RuleViolation


class RecordKind(Labelled):
    """A kind of record beside the sessions; the code is the name of its table."""

    RECUSAL = "recusal", "回避与披露"
    INVESTIGATION = "investigation", "调查"
    PAUSE = "pause", "鉴定评估"
    DELIVERY = "delivery", "送达"
    RECEIPT = "receipt", "收条"
    URGING = "urging", "督促履行"
    FOLLOW_UP = "follow_up", "回访"
    UNDISPUTED = "undisputed", "无争议事实"
    SUPPLEMENT = "supplement", "补充记载"


_S = State
_STATES: Mapping[RecordKind, frozenset[State]] = {
    RecordKind.RECUSAL: frozenset({_S.ACCEPTED, _S.MEDIATING}),
    RecordKind.INVESTIGATION: frozenset(State) - {_S.REFUSED, _S.CLOSED},
    RecordKind.PAUSE: frozenset({_S.ACCEPTED, _S.MEDIATING}),
    RecordKind.DELIVERY: frozenset(State),
    RecordKind.RECEIPT: frozenset({_S.AGREED, _S.CLOSED}),
    RecordKind.URGING: frozenset({_S.AGREED, _S.CLOSED}),
    RecordKind.FOLLOW_UP: frozenset({_S.AGREED, _S.TERMINATED, _S.CLOSED}),
    RecordKind.UNDISPUTED: frozenset({_S.MEDIATING, _S.TERMINATED}),
    RecordKind.SUPPLEMENT: frozenset({_S.CLOSED}),
}
_NEEDS: Mapping[RecordKind, str] = {
    RecordKind.RECUSAL: "受理之后、调解结束之前才登记",
    RecordKind.INVESTIGATION: "已结案的，请用“补充记载”",
    RecordKind.PAUSE: "受理之后、调解结束之前才登记",
    RecordKind.RECEIPT: "达成协议之后才有收条",
    RecordKind.URGING: "达成协议之后才督促履行",
    RecordKind.FOLLOW_UP: "达成协议或终止调解之后才回访",
    RecordKind.UNDISPUTED: "调解中或终止调解以后才记载，达成协议的写在协议书里",
    RecordKind.SUPPLEMENT: "补充记载用于已结案的案件；没有结案的，请直接登记",
}


def why_not(kind: RecordKind, state: State) -> str:
    """Return "" where a kind of record can be made, else the sentence that says why not."""
    if state in _STATES[kind]:
        return ""
    return f"案件现在是“{state.label}”，不能登记{kind.label}：{_NEEDS[kind]}。"


def require_record(kind: RecordKind, state: State) -> None:
    """Raise RuleViolation where a kind of record cannot be made in a state."""
    reason = why_not(kind, state)
    if reason:
        raise RuleViolation(reason)
