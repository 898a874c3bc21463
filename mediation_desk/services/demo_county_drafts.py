"""What was typed for a planned case of the demo county: the drafts the services take."""

from collections.abc import Sequence
from datetime import timedelta

from mediation_desk.clock import local
from mediation_desk.domain.codes import (
    ClauseKind,
    ConfirmationResult,
    Form,
    Origin,
    PartyKind,
    Side,
    Signer,
    Willingness,
)
from mediation_desk.services.demo_county_plan import COUNTY, TODAY, PlannedCase
from mediation_desk.services.drafts import (
    AgreementDraft,
    AnswerDraft,
    CaseDraft,
    ClauseDraft,
    ConfirmationDraft,
    PartyDraft,
    SessionDraft,
    SignatureDraft,
)
from mediation_desk.services.rows import CommitteeRow

ASSIGNED = "按分工指派"
"""Why a mediator got a case: a lead who was not suggested wants one line."""

GROUND = "divergence"
"""Why the failed ones were terminated: the parties are too far apart."""

_STATUS_QUO = "forest_land.boundary"
"""The type of the plan whose parties must be told to leave the land as it is."""


def registration_of(plan: PlannedCase, committee: CommitteeRow) -> CaseDraft:
    """Return the registration."""
    own = plan.source == "own_initiative"
    first, second = plan.parties[:2]
    return CaseDraft(
        committee_id=committee.id,
        type=plan.type,
        source=plan.source,
        facts=f"（演示数据）{first}与{second}发生争执，请求调解。",
        registered_on=plan.accepted_on,
        parties=tuple(_party(plan, number) for number in range(len(plan.parties))),
        origin=Origin.INITIATIVE if own else Origin.APPLICATION,
        application_form=None if own else Form.ORAL,
        difficulty=plan.difficulty,
        place=committee.township + committee.village or COUNTY,
        recorded_by=plan.mediator,
    )


def _party(plan: PlannedCase, number: int) -> PartyDraft:
    firm = number == 1 and plan.with_firm
    return PartyDraft(
        name=plan.parties[number],
        side=Side.APPLICANT if number == 0 else Side.RESPONDENT,
        kind=PartyKind.LEGAL if firm else PartyKind.NATURAL,
        willingness=Willingness.WILLING,
        special_groups=("elderly",) if plan.elderly and number == 0 else (),
    )


def answers_of(plan: PlannedCase) -> tuple[AnswerDraft, ...]:
    """Return the answers to what is asked before acceptance."""
    told = AnswerDraft("land_status_quo", "已告知双方保持现状。")
    return (told,) if plan.type == _STATUS_QUO else ()


def sessions_of(plan: PlannedCase, party_ids: Sequence[str]) -> tuple[SessionDraft, ...]:
    """Return the sessions, spread from acceptance to the end, the last one deciding."""
    gap = (plan.ended_on - plan.accepted_on) / plan.sessions
    days = [plan.accepted_on + gap * held for held in range(1, plan.sessions + 1)]
    last = "failed" if plan.failed else "agreed"
    return tuple(
        SessionDraft(
            held_at=local(day, 8 + held, 30),
            place="村委会" if plan.oral else "调解室",
            record="（演示数据）双方到场，讲清事实，商量解决办法。",
            present_ids=tuple(party_ids),
            result=last if held == plan.sessions else "continue",
            recorded_by=plan.mediator,
        )
        for held, day in enumerate(days, start=1)
    )


def agreement_of(plan: PlannedCase, party_ids: Sequence[str], lead_id: str) -> AgreementDraft:
    """Return the agreement; a written one with every signature and the seal."""
    day = plan.ended_on
    signatures = (
        *(SignatureDraft(Signer.PARTY, day, who) for who in party_ids),
        SignatureDraft(Signer.MEDIATOR, day, lead_id),
        SignatureDraft(Signer.SEAL, day),
    )
    return AgreementDraft(
        form=Form.ORAL if plan.oral else Form.WRITTEN,
        reached_on=day,
        facts=f"（演示数据）{plan.parties[0]}与{plan.parties[1]}的争执。",
        clauses=(_clause(plan, party_ids),),
        performed_on_spot=plan.on_spot,
        signatures=() if plan.oral else signatures,
    )


def _clause(plan: PlannedCase, party_ids: Sequence[str]) -> ClauseDraft:
    payee, payer = plan.parties[:2]
    if plan.amount_fen:
        return ClauseDraft(
            content=f"{payer}给付{payee}{plan.amount_fen // 100}元。",
            kind=ClauseKind.PAYMENT,
            debtor_id=party_ids[1],
            creditor_id=party_ids[0],
            amount_fen=plan.amount_fen,
            due_on=plan.due_on,
            manner="现金",
        )
    return ClauseDraft(
        content=f"{payer}停止妨碍{payee}的行为并恢复原状。",
        debtor_id=party_ids[1],
        due_on=plan.due_on,
    )


def confirmation_of(plan: PlannedCase) -> ConfirmationDraft:
    """Return the application to the court; ten days later it has ruled."""
    filed = plan.filed_on or plan.ended_on
    ruled = filed + timedelta(days=10)
    known = ruled <= TODAY
    return ConfirmationDraft(
        court=f"{COUNTY}人民法院",
        filed_on=filed,
        result=ConfirmationResult.VALID if known else ConfirmationResult.PENDING,
        ruled_on=ruled if known else None,
    )
