"""Reading the agreement in force: clauses, dues, signatures, what is missing, the court window."""

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.agreements import (
    Effect,
    Signature,
    confirmation_bars,
    effect_date,
)
from mediation_desk.domain.codes import ClauseKind, Form, Role, Signer
from mediation_desk.domain.performance import Due, performance_of
from mediation_desk.services.context import Context
from mediation_desk.services.limits import confirmation_of
from mediation_desk.services.rows import (
    AgreementDetail,
    ClauseRow,
    InstalmentRow,
    SignatureRow,
    SignerRow,
)
from mediation_desk.storage.tables.agreements import agreement, clause, instalment, signature
from mediation_desk.storage.tables.cases import assignment
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.people import party


def read_agreement(
    connection: Connection, context: Context, case: RowMapping
) -> AgreementDetail | None:
    """Return the agreement in force of a case, None without one."""
    query = select(agreement).where(
        agreement.c.case_id == case["id"], agreement.c.withdrawn_on.is_(None)
    )
    made = connection.execute(query).mappings().one_or_none()
    if made is None:
        return None
    clauses = _clauses(connection, made["id"])
    dues = _instalments(connection, made["id"])
    return AgreementDetail(
        id=made["id"],
        form=Form(made["form"]),
        performed_on_spot=bool(made["performed_on_spot"]),
        party_asked_written=bool(made["party_asked_written"]),
        amount_fen=case["agreed_fen"],
        clauses=clauses,
        instalments=dues,
        signatures=_signatures(connection, made["id"]),
        signers=_signers(connection, made["id"]),
        missing=effect_of(connection, made["id"]).missing,
        performance=performance_of(
            [Due(due.due_on, due.performed_on) for due in dues], context.today()
        ),
        **_court_window(context, case, made, "".join(part.content for part in clauses)),
        **{name: made[name] for name in _PLAIN},
    )


_PLAIN = (
    "reached_on",
    "facts",
    "disputed_matters",
    "responsibility",
    "performance_manner",
    "performance_deadline",
    "performance_place",
    "effect_on",
    "effect_reason",
    "copies",
)


def _court_window(
    context: Context, case: RowMapping, made: RowMapping, terms: str
) -> dict[str, Any]:
    found = confirmation_bars(context.reference.types.find(case["type"]), made["facts"] + terms)
    bars = tuple(bar.sentence for bar in found)
    if made["effect_on"] is None:
        return {
            "confirmation_safe_on": None,
            "confirmation_last_on": None,
            "confirmation_certain": True,
            "confirmation_warnings": bars,
        }
    window = confirmation_of(context, made["effect_on"])
    return {
        "confirmation_safe_on": window.safe_on,
        "confirmation_last_on": window.last_on,
        "confirmation_certain": window.certain,
        "confirmation_warnings": bars,
    }


def effect_of(connection: Connection, agreement_id: str) -> Effect:
    """Return when an agreement took effect, or whose signatures are missing (Act arts 29, 30)."""
    made = connection.execute(
        select(agreement.c.form, agreement.c.reached_on).where(agreement.c.id == agreement_id)
    ).one()
    signatures = [
        Signature(one.role, one.name, one.signed_on) for one in _signers(connection, agreement_id)
    ]
    return effect_date(Form(made.form), made.reached_on, signatures)


def _signers(connection: Connection, agreement_id: str) -> tuple[SignerRow, ...]:
    """Return every party, every mediator and the seal, signed or not, in the paper's order."""
    case_id = connection.execute(
        select(agreement.c.case_id).where(agreement.c.id == agreement_id)
    ).scalar_one()
    given = {(row.role, row.signer_id): row for row in _signatures(connection, agreement_id)}
    parties = connection.execute(
        select(party.c.id, party.c.name)
        .where(party.c.case_id == case_id)
        .order_by(party.c.position)
    ).all()
    mediators = connection.execute(
        select(mediator.c.id, mediator.c.name)
        .join(assignment, assignment.c.mediator_id == mediator.c.id)
        .where(
            assignment.c.case_id == case_id,
            assignment.c.to_on.is_(None),
            assignment.c.role != Role.RECORDER,
        )
    ).all()
    wanted = [(Signer.PARTY, row.id, row.name) for row in parties]
    wanted += [(Signer.MEDIATOR, row.id, row.name) for row in mediators]
    wanted.append((Signer.SEAL, "", ""))
    signers = []
    for role, signer_id, name in wanted:
        known = given.get((role, signer_id))
        how = (known.signed_on, known.manner, known.signed_by) if known else (None, "", "")
        signers.append(SignerRow(role, signer_id, name, *how))
    return tuple(signers)


def _clauses(connection: Connection, agreement_id: str) -> tuple[ClauseRow, ...]:
    query = select(clause).where(clause.c.agreement_id == agreement_id).order_by(clause.c.ordinal)
    return tuple(
        ClauseRow(
            id=row.id,
            ordinal=row.ordinal,
            kind=ClauseKind(row.kind),
            content=row.content,
            debtor_id=row.debtor_id or "",
            creditor_id=row.creditor_id or "",
            amount_fen=row.amount_fen,
            due_on=row.due_on,
            due_text=row.due_text,
            manner=row.manner,
            place=row.place,
            period_months=row.period_months,
            counted=bool(row.counted),
        )
        for row in connection.execute(query)
    )


def _instalments(connection: Connection, agreement_id: str) -> tuple[InstalmentRow, ...]:
    query = (
        select(instalment)
        .where(instalment.c.agreement_id == agreement_id)
        .order_by(instalment.c.position)
    )
    return tuple(
        InstalmentRow(
            id=row.id,
            clause_id=row.clause_id,
            due_on=row.due_on,
            amount_fen=row.amount_fen,
            content=row.content,
            performed_on=row.performed_on,
            performed_note=row.performed_note,
        )
        for row in connection.execute(query)
    )


def _signatures(connection: Connection, agreement_id: str) -> tuple[SignatureRow, ...]:
    query = select(signature).where(signature.c.agreement_id == agreement_id)
    return tuple(
        SignatureRow(
            id=row.id,
            role=Signer(row.role),
            signer_id=row.signer_id,
            signed_on=row.signed_on,
            manner=row.manner,
            signed_by=row.signed_by,
        )
        for row in connection.execute(query.order_by(signature.c.id))
    )
