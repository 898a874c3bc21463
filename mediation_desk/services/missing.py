"""What a case still lacks before it can go on as it should (还缺什么), in words.

A hint, never a lock: whoever works on the case decides. What the law forbids is in the moves.
"""

from collections.abc import Callable, Iterator, Mapping

from mediation_desk.domain.codes import (
    AgentKind,
    Capacity,
    ConfirmationResult,
    Decision,
    SessionResult,
    Side,
    State,
    Willingness,
)
from mediation_desk.services.rows import CaseDetail


def missing(case: CaseDetail) -> tuple[str, ...]:
    """Return what is missing to move on from where a case stands; empty when nothing is."""
    return tuple(_OF.get(case.state, _nothing)(case))


def _nothing(_case: CaseDetail) -> Iterator[str]:
    return iter(())


def _registered(case: CaseDetail) -> Iterator[str]:
    if not any(party.side is Side.RESPONDENT for party in case.parties):
        yield "没有被申请人"
    for party in case.parties:
        if party.willingness is Willingness.UNKNOWN:
            yield f"{party.name}还没有表态是否同意调解"
        guarded = any(acting.kind is AgentKind.GUARDIAN for acting in party.agents)
        if party.capacity is not Capacity.FULL and not guarded:
            yield f"{party.name}没有登记监护人"


def _accepted(_case: CaseDetail) -> Iterator[str]:
    yield "还没有指派主办调解员"


def _mediating(case: CaseDetail) -> Iterator[str]:
    gone = {one.mediator_id: one.decision == Decision.WITHDRAW for one in case.records.recusals}
    for part in case.assignments:
        if part.to_on is None and gone.get(part.mediator_id):
            yield f"{part.mediator_name}已回避，请改派"
    if not case.sessions:
        yield "还没有调解记录"
    going_on = not case.sessions or case.sessions[-1].result == SessionResult.CONTINUE
    if going_on and case.next_session_at is None:
        yield "没有约定下次调解的时间"


def _agreed(case: CaseDetail) -> Iterator[str]:
    made = case.agreement
    if made is None:
        return
    if made.missing:
        yield f"协议还缺{'、'.join(made.missing)}"
    owed = sum(1 for due in made.instalments if due.performed_on is None)
    if owed:
        yield f"有 {owed} 项还没有履行"
    since = made.effect_on
    if since is not None and not any(one.visited_on >= since for one in case.records.visits):
        yield "还没有回访"
    if any(one.result is ConfirmationResult.PENDING for one in case.confirmations):
        yield "司法确认还没有结果"


_OF: Mapping[State, Callable[[CaseDetail], Iterator[str]]] = {
    State.REGISTERED: _registered,
    State.ACCEPTED: _accepted,
    State.MEDIATING: _mediating,
    State.AGREED: _agreed,
}
