"""What the services about claims write alike: states, steps, what a claim must be for them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.subsidy_rows import ClaimState, StepKind
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.subsidy import subsidy_claim, subsidy_line, subsidy_step


def require(writer: Writer, claim_id: str, *states: ClaimState) -> RowMapping:
    """Return a claim that is in one of these states, which this write is about.

    Raises NotFound, RuleViolation.
    """
    head = writer.row(subsidy_claim, claim_id)
    state = ClaimState(head["state"])
    if state not in states:
        wanted = "或".join(f"“{one.label}”" for one in states)
        raise RuleViolation(f"这份申报{state.label}，只有{wanted}的才可以这样办，没有改动。")
    writer.about(subsidy_claim, claim_id)
    return head


def move(
    writer: Writer, claim_id: str, state: ClaimState, facts: dict[str, Any] | None = None
) -> None:
    """Put a claim into a state."""
    writer.update(subsidy_claim, claim_id, {"state": state, **(facts or {})})


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a claim, or to one of its cases, and why."""

    kind: StepKind
    reason: str = ""
    case_id: str = ""


def add_step(context: Context, writer: Writer, claim_id: str, step: Step) -> None:
    """Put down a step of a claim: when, and by whom."""
    facts = {
        "claim_id": claim_id,
        "at": context.clock.now(),
        "by": context.actor,
        "kind": step.kind,
        "case_id": step.case_id,
        "reason": step.reason.strip(),
    }
    writer.insert(subsidy_step, facts)


def line_of(connection: Connection, claim_id: str, case_id: str) -> str:
    """Return the id of a case's line in a claim. Raises NotFound."""
    query = select(subsidy_line.c.id).where(
        subsidy_line.c.claim_id == claim_id, subsidy_line.c.case_id == case_id
    )
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("这份申报里没有这个案件，没有改动。", "请刷新后重试。")
    return str(found)


def need_reason(reason: str, sentence: str) -> None:
    """Raise InvalidInput with the sentence where no reason was given."""
    if not reason.strip():
        raise InvalidInput({"reason": sentence})
