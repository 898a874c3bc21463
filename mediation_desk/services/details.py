"""Reading cases whole, inside one read, into frozen CaseDetails: one query a table, not a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.codes import (
    OPEN,
    ChosenBy,
    ConfirmationResult,
    Form,
    Origin,
    Performance,
    Role,
    State,
)
from mediation_desk.domain.lifecycle import RULES, Move, Progress, next_move, stage_of, why_not
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import NotFound
from mediation_desk.services.agreement_details import read_agreements
from mediation_desk.services.context import Context
from mediation_desk.services.gathering import gathered
from mediation_desk.services.limits import LimitFacts, limit_of
from mediation_desk.services.parties import read_parties
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.services.record_details import read_records
from mediation_desk.services.record_rows import CaseRecords
from mediation_desk.services.rows import (
    AgreementDetail,
    AssignmentRow,
    CaseDetail,
    ConfirmationRow,
    InvitedRow,
    MoveState,
    PartyRow,
    SessionRow,
)
from mediation_desk.storage.tables.cases import assignment, confirmation, dispute, invited
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.sessions import session

_PLAIN = (
    "id",
    "number",
    "series",
    "title",
    "committee_id",
    "source",
    "source_reference",
    "type",
    "difficulty",
    "risk",
    "occurred_on",
    "place",
    "facts",
    "disputed_matters",
    "claim_fen",
    "people_involved",
    "recorded_by",
    "registered_on",
    "accepted_on",
    "refusal_reason",
    "due_on",
    "extended_to",
    "extension_reason",
    "terminated_on",
    "termination_ground",
    "termination_note",
    "closed_on",
    "deleted_on",
    "deletion_reason",
    "destroyed_on",
    "retention",
    "next_session_at",
    "next_visit_on",
)


def read_case(connection: Connection, context: Context, case_id: str) -> CaseDetail:
    """Return everything of one case.

    Raises NotFound, RuleViolation for a sensitive case without the right.
    """
    found = read_cases(connection, context, [case_id])
    if not found:
        raise NotFound("找不到这个案件。", "请刷新列表后重试。")
    return found[0]


def read_cases(
    connection: Connection, context: Context, case_ids: Sequence[str]
) -> tuple[CaseDetail, ...]:
    """Return everything of those of these cases that there are, in no order.

    Raises RuleViolation where one is sensitive and whoever asks may not see into it.
    """
    query = (
        select(dispute, committee.c.name.label("committee_name"))
        .join(committee, committee.c.id == dispute.c.committee_id)
        .where(dispute.c.id.in_(case_ids))
    )
    rows = connection.execute(query).mappings().all()
    refuse_hidden(connection, context, *case_ids)
    parts = _Parts(
        agreements=read_agreements(connection, context, rows),
        sessions=_sessions(connection, case_ids),
        parties=read_parties(connection, case_ids),
        assignments=_assignments(connection, case_ids),
        invited=_invited(connection, case_ids),
        confirmations=_confirmations(connection, case_ids),
        records=read_records(connection, case_ids),
    )
    held = {one: context.may(one) for one in set(MOVE_RIGHTS.values())}
    return tuple(_detail(context, row, parts, held) for row in rows)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What belongs to the cases that are read, by case; a case without any is not in it."""

    agreements: Mapping[str, AgreementDetail]
    sessions: Mapping[str, tuple[SessionRow, ...]]
    parties: Mapping[str, tuple[PartyRow, ...]]
    assignments: Mapping[str, tuple[AssignmentRow, ...]]
    invited: Mapping[str, tuple[InvitedRow, ...]]
    confirmations: Mapping[str, tuple[ConfirmationRow, ...]]
    records: Mapping[str, CaseRecords]


def _detail(
    context: Context, row: RowMapping, parts: _Parts, held: Mapping[Permission, bool]
) -> CaseDetail:
    case_id, state = row["id"], State(row["state"])
    made = parts.agreements.get(case_id)
    sessions = parts.sessions.get(case_id, ())
    return CaseDetail(
        revision=row["rev_counter"],
        state=state,
        committee_name=row["committee_name"],
        origin=Origin(row["origin"]),
        application_form=Form(row["application_form"]) if row["application_form"] else None,
        requests=tuple(row["requests"]),
        flags=tuple(row["flags"]),
        is_public=bool(row["is_public"]),
        cross_committee=bool(row["cross_committee"]),
        remedies=tuple(row["remedies"]),
        outcome=State(row["outcome"]) if row["outcome"] else None,
        stage=stage_of(state),
        moves=_moves(held, state, made, _hidden(row)),
        next_move=None if _hidden(row) else next_move(state, _progress(sessions, made)),
        parties=parts.parties.get(case_id, ()),
        assignments=parts.assignments.get(case_id, ()),
        invited=parts.invited.get(case_id, ()),
        sessions=sessions,
        agreement=made,
        confirmations=parts.confirmations.get(case_id, ()),
        records=parts.records[case_id],
        **_labels(context, row),
        **_limit(context, row),
        **{name: row[name] for name in _PLAIN},
    )


MOVE_RIGHTS: Mapping[Move, Permission] = {
    Move.REVISE: Permission.REGISTER,
    Move.ACCEPT: Permission.APPROVE,
    Move.REFUSE: Permission.APPROVE,
    Move.ASSIGN: Permission.APPROVE,
    Move.EXTEND: Permission.APPROVE,
    Move.SESSION: Permission.MEDIATE,
    Move.AGREE: Permission.MEDIATE,
    Move.SIGN: Permission.MEDIATE,
    Move.TERMINATE: Permission.MEDIATE,
    Move.PERFORM: Permission.MEDIATE,
    Move.CONFIRM: Permission.MEDIATE,
    Move.CLOSE: Permission.CLOSE,
    Move.STEP_BACK: Permission.APPROVE,
}
"""What the service method behind each move needs (tests/services/test_move_rights.py)."""


def _hidden(row: RowMapping) -> str:
    """Return why nothing can be done to a case at all, "" for one in use."""
    if row["destroyed_on"] is not None:
        return "这个案件的内容已依法销毁。"
    return "案件在回收站里，请先恢复。" if row["deleted_on"] is not None else ""


def _moves(
    held: Mapping[Permission, bool], state: State, made: AgreementDetail | None, hidden: str
) -> tuple[MoveState, ...]:
    """Return every move with whether it is possible and, if not, why."""
    moves = []
    for rule in RULES:
        reason = (
            hidden or why_not(rule.move, state) or (_why_not_yet(rule.move, made) if made else "")
        )
        right = MOVE_RIGHTS[rule.move]
        if not reason and not held[right]:
            reason = f"没有权限（需要：{right.label}）。"
        moves.append(MoveState(rule.move, rule.label, not reason, reason))
    return tuple(moves)


def _why_not_yet(move: Move, made: AgreementDetail) -> str:
    if move is Move.CONFIRM and made.effect_on is None:
        return "协议还没有生效，不能申请司法确认：请先登记齐全的签名和盖章。"
    if move is Move.SIGN and made.form is Form.ORAL:
        return "口头协议自达成之日起生效，不需要登记签章。"
    if move is Move.PERFORM and not made.instalments:
        return "这份协议没有约定按期履行的内容，不需要登记履行。"
    return ""


def _progress(sessions: tuple[SessionRow, ...], made: AgreementDetail | None) -> Progress:
    return Progress(
        last_result=sessions[-1].result if sessions else "",
        effective=made is not None and made.effect_on is not None,
        performed=made is not None and made.performance is Performance.FULL,
    )


def _labels(context: Context, row: RowMapping) -> dict[str, Any]:
    label = context.reference.label
    return {
        "type_label": label("types", row["type"]),
        "source_label": label("sources", row["source"]),
        "difficulty_label": label("difficulty", row["difficulty"]),
        "risk_label": label("risk_levels", row["risk"]) if row["risk"] else "",
        "termination_label": label("termination_grounds", row["termination_ground"]),
    }


def _limit(context: Context, row: RowMapping) -> dict[str, Any]:
    if row["accepted_on"] is None:
        return {"limit_on": None, "days_left": None, "limit_label": "", "limit_certain": True}
    facts = LimitFacts(row["type"], row["source"], row["extended_to"])
    limit = limit_of(context, facts, accepted_on=row["accepted_on"])
    limit_on = row["extended_to"] or row["due_on"]
    runs = limit_on is not None and State(row["state"]) in OPEN
    return {
        "limit_on": limit_on,
        "days_left": (limit_on - context.today()).days if runs else None,
        "limit_label": limit.rule_label,
        "limit_certain": limit.certain,
    }


def _assignments(
    connection: Connection, case_ids: Sequence[str]
) -> Mapping[str, tuple[AssignmentRow, ...]]:
    query = (
        select(assignment, mediator.c.name.label("mediator_name"))
        .join(mediator, mediator.c.id == assignment.c.mediator_id)
        .where(assignment.c.case_id.in_(case_ids))
        .order_by(assignment.c.from_on, assignment.c.id)
    )
    return gathered(
        connection.execute(query),
        lambda row: AssignmentRow(
            id=row.id,
            mediator_id=row.mediator_id,
            mediator_name=row.mediator_name,
            role=Role(row.role),
            chosen_by=ChosenBy(row.chosen_by),
            from_on=row.from_on,
            to_on=row.to_on,
            reason=row.reason,
        ),
    )


def _invited(
    connection: Connection, case_ids: Sequence[str]
) -> Mapping[str, tuple[InvitedRow, ...]]:
    query = select(invited).where(invited.c.case_id.in_(case_ids)).order_by(invited.c.position)
    return gathered(
        connection.execute(query),
        lambda row: InvitedRow(
            row.id, row.name, row.organisation, row.relation, bool(row.consented)
        ),
    )


def _sessions(
    connection: Connection, case_ids: Sequence[str]
) -> Mapping[str, tuple[SessionRow, ...]]:
    query = select(session).where(session.c.case_id.in_(case_ids)).order_by(session.c.ordinal)
    return gathered(
        connection.execute(query),
        lambda row: SessionRow(
            id=row.id,
            ordinal=row.ordinal,
            held_at=row.held_at,
            ended_at=row.ended_at,
            place=row.place,
            subject=row.subject,
            present_ids=tuple(row.present),
            absent_note=row.absent_note,
            record=row.record,
            result=row.result,
            next_at=row.next_at,
            recorded_by=row.recorded_by,
        ),
    )


def _confirmations(
    connection: Connection, case_ids: Sequence[str]
) -> Mapping[str, tuple[ConfirmationRow, ...]]:
    query = (
        select(confirmation)
        .where(confirmation.c.case_id.in_(case_ids))
        .order_by(confirmation.c.filed_on, confirmation.c.id)
    )
    return gathered(
        connection.execute(query),
        lambda row: ConfirmationRow(
            id=row.id,
            court=row.court,
            filed_on=row.filed_on,
            result=ConfirmationResult(row.result),
            ruled_on=row.ruled_on,
            docket_number=row.docket_number,
            note=row.note,
        ),
    )
