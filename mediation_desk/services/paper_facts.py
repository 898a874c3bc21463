"""From a case's detail to the facts a paper prints."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from mediation_desk.clock import CHINA
from mediation_desk.documents.facts import (
    AgentFacts,
    AgreementFacts,
    CaseFacts,
    ClauseFacts,
    CommitteeFacts,
    DueFacts,
    EndFacts,
    InvitedFacts,
    PartFacts,
    PartyFacts,
    SessionFacts,
)
from mediation_desk.documents.pen import MM, SHEETS, Sheet
from mediation_desk.domain.codes import AgentKind, Role, SessionResult, Sex
from mediation_desk.domain.dossier import PagePlace
from mediation_desk.domain.identity import RESIDENT_CARD, age_on
from mediation_desk.services.context import Context
from mediation_desk.services.letter_paper_facts import letter_facts
from mediation_desk.services.record_paper_facts import record_facts
from mediation_desk.services.rows import (
    AgreementDetail,
    CaseDetail,
    ClauseRow,
    InstalmentRow,
    PartyRow,
    SessionRow,
)
from mediation_desk.services.settings import PAPER_SETTINGS, values_of
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee, office

_CARD = "公民身份号码"
"""What the forms call the number of a resident card."""


def facts_of(
    context: Context, case: CaseDetail, place: Mapping[str, Any], kind: str = "", ordinal: int = 0
) -> CaseFacts:
    """Return everything the papers of a case print.

    `ordinal` is which session or record the paper of a `kind` is about, 0 the last one.
    """
    names = {part.role: part.mediator_name for part in case.assignments if part.to_on is None}
    mediators = [
        part.mediator_name
        for role in (Role.LEAD, Role.CO)
        for part in case.assignments
        if part.role is role and part.to_on is None
    ]
    day = case.agreement.reached_on if case.agreement else case.registered_on
    return CaseFacts(
        number=case.number,
        committee=CommitteeFacts(
            place["name"], place["short_name"], place["address"], place["phone"]
        ),
        parties=tuple(_party(context, row, day) for row in case.parties),
        title=case.title,
        type_label=case.type_label,
        source_label=case.source_label,
        source_group=context.reference.source_group(case.source),
        origin=case.origin,
        facts=case.facts,
        disputed_matters=case.disputed_matters,
        requests=case.requests,
        occurred_on=case.occurred_on,
        place=case.place,
        registered_on=case.registered_on,
        accepted_on=case.accepted_on,
        registrar=case.recorded_by,
        mediators=tuple(mediators),
        recorder=names.get(Role.RECORDER, ""),
        cross_committee=case.cross_committee,
        session=_session(case, ordinal if kind == "record" else 0),
        agreement=_agreement(case, case.agreement) if case.agreement else None,
        end=_end(case, context.today()),
        **record_facts(case.records, kind, ordinal),
        letter=letter_facts(context, case.id, kind),
        demo=bool(place["demo"]),
    )


def _end(case: CaseDetail, today: date) -> EndFacts:
    made = case.agreement
    texts = {clause.id: clause.content for clause in made.clauses} if made else {}
    names = {party.id: party.name for party in case.parties}
    debtors = {one.id: names.get(one.debtor_id, "") for one in made.clauses} if made else {}
    return EndFacts(
        outcome_label=_outcome(case),
        effect_on=made.effect_on if made else None,
        dues=tuple(
            DueFacts(
                content=due.content or texts.get(due.clause_id, ""),
                due_on=due.due_on,
                amount_fen=due.amount_fen,
                performed_on=due.performed_on,
                debtor=debtors.get(due.clause_id, ""),
                overdue=due.due_on is not None and due.due_on < today,
            )
            for due in (made.instalments if made else ())
        ),
        court=case.confirmations[-1].court if case.confirmations else "",
        confirm_safe_on=made.confirmation_safe_on if made else None,
        terminated_on=case.terminated_on,
        termination_label=case.termination_label,
        remedies=case.remedies,
        refusal_reason=case.refusal_reason,
        closed_on=case.closed_on,
    )


def _outcome(case: CaseDetail) -> str:
    if case.agreement is not None:
        return f"达成{case.agreement.form.label}协议"
    if case.terminated_on is not None:
        return "未达成协议"
    return "不予受理" if case.refusal_reason else ""


def _party(context: Context, row: PartyRow, day: date) -> PartyFacts:
    known = row.sex in (Sex.MALE, Sex.FEMALE)
    return PartyFacts(
        side=row.side,
        kind=row.kind,
        name=row.name,
        sex_label=row.sex.label if known else "",
        ethnicity=context.reference.label("ethnicities", row.ethnicity),
        born_on=row.born_on,
        age=age_on(row.born_on, day) if row.born_on else None,
        id_number=row.id_number,
        id_kind_label=_CARD
        if row.id_kind == RESIDENT_CARD
        else context.reference.label("id_kinds", row.id_kind),
        occupation=row.occupation,
        phone=row.phone,
        employer=row.employer,
        address=row.address,
        credit_code=row.credit_code,
        legal_representative=row.legal_representative,
        legal_representative_title=row.legal_representative_title,
        is_representative=row.is_representative,
        agents=tuple(
            AgentFacts(
                kind_label="法定代理人" if acting.kind is AgentKind.GUARDIAN else "委托代理人",
                name=acting.name,
                relation=acting.relation,
                id_number=acting.id_number,
                phone=acting.phone,
                authority_label=acting.authority.label,
                is_guardian=acting.kind is AgentKind.GUARDIAN,
            )
            for acting in row.agents
        ),
    )


def _session(case: CaseDetail, ordinal: int) -> SessionFacts | None:
    if not case.sessions:
        return None
    row: SessionRow = case.sessions[ordinal - 1]
    names = {party.id: party.name for party in case.parties}
    return SessionFacts(
        ordinal=row.ordinal,
        held_at=row.held_at.astimezone(CHINA),
        ended_at=row.ended_at.astimezone(CHINA) if row.ended_at else None,
        place=row.place,
        subject=row.subject or case.title,
        present=tuple(names[party_id] for party_id in row.present_ids if party_id in names),
        absent_note=row.absent_note,
        record=row.record,
        result=SessionResult(row.result).label,
        invited=tuple(
            InvitedFacts(guest.name, guest.organisation, guest.relation) for guest in case.invited
        ),
    )


def _agreement(case: CaseDetail, made: AgreementDetail) -> AgreementFacts:
    names = {party.id: party.name for party in case.parties}
    return AgreementFacts(
        form=made.form,
        reached_on=made.reached_on,
        facts=made.facts,
        disputed_matters=made.disputed_matters,
        responsibility=made.responsibility,
        clauses=tuple(
            _clause(row, names, [due for due in made.instalments if due.clause_id == row.id])
            for row in made.clauses
        ),
        performance_manner=made.performance_manner,
        performance_deadline=made.performance_deadline,
        performance_place=made.performance_place,
        amount_fen=made.amount_fen,
        copies=made.copies,
        performance_label="当场履行" if made.performed_on_spot else made.performance.label,
    )


def _clause(row: ClauseRow, names: Mapping[str, str], dues: Sequence[InstalmentRow]) -> ClauseFacts:
    parts = tuple(PartFacts(one.due_on, one.amount_fen, one.content) for one in dues)
    due = f"{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日前" if row.due_on else ""
    return ClauseFacts(
        ordinal=row.ordinal,
        text=row.content,
        payer=names.get(row.debtor_id, ""),
        payee=names.get(row.creditor_id, ""),
        amount_fen=row.amount_fen,
        due_label=row.due_text or due,
        manner=row.manner,
        place=row.place,
        breach=row.breach,
        period_months=row.period_months,
        parts=() if row.period_months or len(parts) < 2 else parts,
    )


def sheet_of(context: Context) -> Sheet:
    """Return the sheet the office prints its papers on."""
    with context.db.read() as connection:
        return sheet_with(values_of(connection, PAPER_SETTINGS))


def sheet_with(values: Mapping[str, Any]) -> Sheet:
    """Return the sheet that values of PAPER_SETTINGS make."""
    sheet = SHEETS[values["paper_size"]]
    return replace(
        sheet,
        left=values["binding_mm"] * MM or sheet.left,
        pitch=float(values["line_pitch"]),
        numbers=PagePlace(values["page_number"]),
    )


def place_of(context: Context, case_id: str) -> dict[str, Any]:
    """Return the facts of a case's committee and whether this is a demo office."""
    query = (
        select(committee.c.name, committee.c.short_name, committee.c.address, committee.c.phone)
        .join(dispute, dispute.c.committee_id == committee.c.id)
        .where(dispute.c.id == case_id)
    )
    with context.db.read() as connection:
        row = connection.execute(query).mappings().one()
        demo = connection.execute(select(office.c.demo)).scalar_one_or_none()
    return {**row, "demo": bool(demo)}
