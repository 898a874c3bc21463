"""Claims as rows: what each mediator gets of one, what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.identity import mask_card
from mediation_desk.services.context import Context
from mediation_desk.services.subsidy_pricing import candidates_of, in_force, lines_of, price
from mediation_desk.services.subsidy_rows import (
    CaseSubsidy,
    ClaimDetail,
    ClaimName,
    ClaimRow,
    ClaimState,
    ClaimStep,
    PayRow,
    StepKind,
    SubsidyRow,
)
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.subsidy import subsidy_claim, subsidy_line, subsidy_step


def row_of(connection: Connection, context: Context, head: RowMapping) -> ClaimRow:
    """Return a claim for the list."""
    return _row(connection, head, lines_of(connection, context, head))


def detail_of(connection: Connection, context: Context, head: RowMapping) -> ClaimDetail:
    """Return a claim with its cases, its people and its history; card numbers are masked."""
    lines = lines_of(connection, context, head)
    return ClaimDetail(
        row=_row(connection, head, lines),
        lines=lines,
        people=pay_rows(connection, lines),
        steps=_steps(connection, head["id"]),
    )


def of_case(connection: Connection, context: Context, case_id: str) -> CaseSubsidy:
    """Return how a case stands: as its claim holds it, else what it would come to alone."""
    query = (
        select(subsidy_claim)
        .join(subsidy_line, subsidy_line.c.claim_id == subsidy_claim.c.id)
        .where(subsidy_line.c.case_id == case_id)
    )
    head = connection.execute(query).mappings().one_or_none()
    sample = in_force(connection, context)[1]
    if head is None:
        found = candidates_of(connection, context, dispute.c.id == case_id)
        lines = price(connection, context, found)
        return CaseSubsidy(None, lines[0] if lines else None, sample)
    lines = lines_of(connection, context, head)
    name = ClaimName(head["id"], head["period"], ClaimState(head["state"]))
    return CaseSubsidy(name, next(line for line in lines if line.id == case_id), sample)


def pay_rows(
    connection: Connection, lines: Sequence[SubsidyRow], *, whole_cards: bool = False
) -> tuple[PayRow, ...]:
    """Return the lines of the pay sheet, by committee and name."""
    sums: dict[str, _Sum] = {}
    for line in lines:
        for share in line.assessment.shares:
            one = sums.setdefault(share.mediator_id, _Sum())
            one.amount += share.amount_fen
            one.cut += share.cut_fen
            one.cases += 1
            tier = line.assessment.tier
            one.tiers[tier] = one.tiers.get(tier, 0) + 1
    query = (
        select(
            mediator.c.id,
            mediator.c.name,
            mediator.c.bank_name,
            mediator.c.bank_card,
            committee.c.name.label("committee_name"),
        )
        .join(committee, committee.c.id == mediator.c.committee_id)
        .where(mediator.c.id.in_(list(sums)))
        .order_by(committee.c.position, committee.c.id, mediator.c.name, mediator.c.id)
    )
    return tuple(
        _pay_row(row, sums[row.id], whole_card=whole_cards) for row in connection.execute(query)
    )


@dataclass(slots=True)
class _Sum:
    """What a mediator's shares add up to."""

    cases: int = 0
    amount: int = 0
    cut: int = 0
    tiers: dict[str, int] = field(default_factory=dict)


def _pay_row(row: Any, total: _Sum, *, whole_card: bool) -> PayRow:
    return PayRow(
        mediator_id=row.id,
        name=row.name,
        committee_name=row.committee_name,
        cases=total.cases,
        tiers="、".join(f"{tier} {number}" for tier, number in total.tiers.items()),
        amount_fen=total.amount,
        cut_fen=total.cut,
        bank_name=row.bank_name,
        bank_card=row.bank_card if whole_card else mask_card(row.bank_card),
    )


def _row(connection: Connection, head: Mapping[Any, Any], lines: Sequence[SubsidyRow]) -> ClaimRow:
    whose = select(committee.c.name).where(committee.c.id == head["committee_id"])
    returned = (
        select(subsidy_step.c.reason)
        .where(subsidy_step.c.claim_id == head["id"], subsidy_step.c.kind == StepKind.RETURNED)
        .order_by(subsidy_step.c.at.desc(), subsidy_step.c.id.desc())
        .limit(1)
    )
    return ClaimRow(
        committee_name=connection.execute(whose).scalar_one_or_none() or "",
        state=ClaimState(head["state"]),
        revision=head["rev_counter"],
        cases=len(lines),
        paid_fen=sum(line.assessment.paid_fen for line in lines),
        why=connection.execute(returned).scalar_one_or_none() or "",
        **{name: head[name] for name in _PLAIN},
    )


_PLAIN = "id period first_on last_on paid_on note".split()


def _steps(connection: Connection, claim_id: str) -> tuple[ClaimStep, ...]:
    query = (
        select(subsidy_step, dispute.c.number)
        .outerjoin(dispute, dispute.c.id == subsidy_step.c.case_id)
        .where(subsidy_step.c.claim_id == claim_id)
        .order_by(subsidy_step.c.at, subsidy_step.c.id)
    )
    return tuple(
        ClaimStep(row.at, row.by, StepKind(row.kind), row.number or "", row.reason)
        for row in connection.execute(query)
    )
