"""The agreement that was withdrawn last, as it would be typed: offered again, never taken over."""

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.codes import ClauseKind, Form
from mediation_desk.services.drafts import AgreementDraft, ClauseDraft, InstalmentDraft
from mediation_desk.storage.tables.agreements import agreement, clause, instalment

_PLAIN = (
    "reached_on",
    "facts",
    "disputed_matters",
    "responsibility",
    "performance_manner",
    "performance_deadline",
    "performance_place",
)


def former_agreement(connection: Connection, case_id: str) -> AgreementDraft | None:
    """Return what stood in the agreement withdrawn last, without its signatures; None for none."""
    query = (
        select(agreement)
        .where(agreement.c.case_id == case_id, agreement.c.withdrawn_on.is_not(None))
        .order_by(agreement.c.id.desc())
        .limit(1)
    )
    made = connection.execute(query).mappings().one_or_none()
    if made is None:
        return None
    return AgreementDraft(
        form=Form(made["form"]),
        clauses=_clauses(connection, made["id"]),
        performed_on_spot=bool(made["performed_on_spot"]),
        party_asked_written=bool(made["party_asked_written"]),
        **{name: made[name] for name in _PLAIN},
    )


def _clauses(connection: Connection, agreement_id: str) -> tuple[ClauseDraft, ...]:
    dues = select(instalment).where(instalment.c.agreement_id == agreement_id)
    rows = connection.execute(dues.order_by(instalment.c.position)).mappings().all()
    query = select(clause).where(clause.c.agreement_id == agreement_id).order_by(clause.c.ordinal)
    return tuple(
        _clause(made, [row for row in rows if row["clause_id"] == made["id"]])
        for made in connection.execute(query).mappings()
    )


def _clause(made: RowMapping, dues: list[RowMapping]) -> ClauseDraft:
    names = "content amount_fen due_on due_text manner place breach period_months".split()
    plain: dict[str, Any] = {name: made[name] for name in names}
    return ClauseDraft(
        kind=ClauseKind(made["kind"]),
        debtor_id=made["debtor_id"] or "",
        creditor_id=made["creditor_id"] or "",
        counted=bool(made["counted"]),
        instalments=() if _follows(made, dues) else tuple(_instalment(row) for row in dues),
        **plain,
    )


def _follows(made: RowMapping, dues: list[RowMapping]) -> bool:
    """Tell whether what falls due follows from the clause itself (agreements.dues_of)."""
    if made["period_months"] and made["due_on"]:
        return True
    own = (made["due_on"], made["amount_fen"], "")
    return [(row["due_on"], row["amount_fen"], row["content"]) for row in dues] in ([], [own])


def _instalment(row: RowMapping) -> InstalmentDraft:
    return InstalmentDraft(row["due_on"], row["amount_fen"], row["content"])
