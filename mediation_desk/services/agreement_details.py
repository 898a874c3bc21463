"""Reading agreements in force: clauses, dues, signatures, what is missing, the court window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from mediation_desk.services.gathering import gathered
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

Wanted = tuple[Signer, str, str]
"""Whose signature an agreement wants: the part they play, their id, their name."""


def read_agreements(
    connection: Connection, context: Context, cases: Sequence[RowMapping]
) -> Mapping[str, AgreementDetail]:
    """Return the agreement in force of each of these cases that has one, by case."""
    query = select(agreement).where(
        agreement.c.case_id.in_([case["id"] for case in cases]), agreement.c.withdrawn_on.is_(None)
    )
    heads = {row["case_id"]: row for row in connection.execute(query).mappings()}
    ids = [made["id"] for made in heads.values()]
    parts = _Parts(
        clauses=_clauses(connection, ids),
        instalments=_instalments(connection, ids),
        signatures=_signatures(connection, ids),
        wanted=_wanted(connection, list(heads)),
    )
    return {
        case["id"]: _detail(context, case, heads[case["id"]], parts)
        for case in cases
        if case["id"] in heads
    }


@dataclass(frozen=True, slots=True)
class _Parts:
    """What belongs to agreements, by agreement; whose signature is wanted, by case."""

    clauses: Mapping[str, tuple[ClauseRow, ...]]
    instalments: Mapping[str, tuple[InstalmentRow, ...]]
    signatures: Mapping[str, tuple[SignatureRow, ...]]
    wanted: Mapping[str, Sequence[Wanted]]


def _detail(context: Context, case: RowMapping, made: RowMapping, parts: _Parts) -> AgreementDetail:
    clauses = parts.clauses.get(made["id"], ())
    dues = parts.instalments.get(made["id"], ())
    signatures = parts.signatures.get(made["id"], ())
    signers = _signers(parts.wanted[case["id"]], signatures)
    return AgreementDetail(
        id=made["id"],
        form=Form(made["form"]),
        performed_on_spot=bool(made["performed_on_spot"]),
        party_asked_written=bool(made["party_asked_written"]),
        amount_fen=case["agreed_fen"],
        clauses=clauses,
        instalments=dues,
        signatures=signatures,
        signers=signers,
        missing=_effect(made, signers).missing,
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
    query = select(agreement).where(agreement.c.id == agreement_id)
    made = connection.execute(query).mappings().one()
    given = _signatures(connection, [agreement_id]).get(agreement_id, ())
    case_id = made["case_id"]
    return _effect(made, _signers(_wanted(connection, [case_id])[case_id], given))


def _effect(made: RowMapping, signers: Sequence[SignerRow]) -> Effect:
    signatures = [Signature(one.role, one.name, one.signed_on) for one in signers]
    return effect_date(Form(made["form"]), made["reached_on"], signatures)


def _wanted(connection: Connection, case_ids: Sequence[str]) -> Mapping[str, Sequence[Wanted]]:
    """Return whose signature each case's agreement wants, in the paper's order: every party,
    every mediator, the seal.
    """
    parties = select(party.c.case_id, party.c.id, party.c.name)
    parties = parties.where(party.c.case_id.in_(case_ids)).order_by(party.c.position)
    mediators = (
        select(assignment.c.case_id, mediator.c.id, mediator.c.name)
        .join(mediator, assignment.c.mediator_id == mediator.c.id)
        .where(
            assignment.c.case_id.in_(case_ids),
            assignment.c.to_on.is_(None),
            assignment.c.role != Role.RECORDER,
        )
    )
    signing = gathered(connection.execute(parties), lambda row: (Signer.PARTY, row.id, row.name))
    leading = gathered(
        connection.execute(mediators), lambda row: (Signer.MEDIATOR, row.id, row.name)
    )
    return {
        one: (*signing.get(one, ()), *leading.get(one, ()), (Signer.SEAL, "", ""))
        for one in case_ids
    }


def _signers(wanted: Sequence[Wanted], signatures: Sequence[SignatureRow]) -> tuple[SignerRow, ...]:
    """Return everybody whose signature is wanted, signed or not."""
    given = {(row.role, row.signer_id): row for row in signatures}
    signers = []
    for role, signer_id, name in wanted:
        known = given.get((role, signer_id))
        how = (known.signed_on, known.manner, known.signed_by) if known else (None, "", "")
        signers.append(SignerRow(role, signer_id, name, *how))
    return tuple(signers)


def _clauses(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[ClauseRow, ...]]:
    query = select(clause).where(clause.c.agreement_id.in_(ids)).order_by(clause.c.ordinal)
    return gathered(
        connection.execute(query),
        lambda row: ClauseRow(
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
            breach=row.breach,
            period_months=row.period_months,
            counted=bool(row.counted),
        ),
        "agreement_id",
    )


def _instalments(
    connection: Connection, ids: Sequence[str]
) -> Mapping[str, tuple[InstalmentRow, ...]]:
    query = (
        select(instalment).where(instalment.c.agreement_id.in_(ids)).order_by(instalment.c.position)
    )
    return gathered(
        connection.execute(query),
        lambda row: InstalmentRow(
            id=row.id,
            clause_id=row.clause_id,
            due_on=row.due_on,
            amount_fen=row.amount_fen,
            content=row.content,
            performed_on=row.performed_on,
            performed_note=row.performed_note,
        ),
        "agreement_id",
    )


def _signatures(
    connection: Connection, ids: Sequence[str]
) -> Mapping[str, tuple[SignatureRow, ...]]:
    query = select(signature).where(signature.c.agreement_id.in_(ids)).order_by(signature.c.id)
    return gathered(
        connection.execute(query),
        lambda row: SignatureRow(
            id=row.id,
            role=Signer(row.role),
            signer_id=row.signer_id,
            signed_on=row.signed_on,
            manner=row.manner,
            signed_by=row.signed_by,
        ),
        "agreement_id",
    )
