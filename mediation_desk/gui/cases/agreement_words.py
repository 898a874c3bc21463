"""A clause, a due, a signature and a ruling in words."""

from collections.abc import Mapping

from mediation_desk.domain.codes import ClauseKind, ConfirmationResult, Signer
from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import ClauseRow, ConfirmationRow, InstalmentRow, SignerRow

MANNERS = ("签名", "签名并按指印", "按指印", "盖章", "代签")
"""How a paper is signed; free text in the store, these are offered."""


def clause_words(clause: ClauseRow, names: Mapping[str, str]) -> str:
    """Return who does what for whom, how much, by when, how, where; the promise itself apart."""
    parts = [tr(clause.kind.label)]
    debtor, creditor = names.get(clause.debtor_id, ""), names.get(clause.creditor_id, "")
    if debtor and creditor:
        parts.append(f"{debtor} → {creditor}")
    elif debtor:
        parts.append(tr("由 {name} 履行", name=debtor))
    if clause.amount_fen is not None:
        parts.append(tr("{amount} 元", amount=format_yuan(clause.amount_fen)))
    if clause.period_months:
        parts.append(tr("每 {months} 个月一次", months=clause.period_months))
    if clause.due_on or clause.due_text:
        day = clause.due_on.isoformat() if clause.due_on else ""
        parts.append(clause.due_text or tr("{day} 前", day=day))
    parts += [part for part in (clause.manner, clause.place) if part]
    if clause.breach:
        parts.append(tr("不按期履行：{what}", what=clause.breach))
    if clause.kind is ClauseKind.PAYMENT and not clause.counted:
        parts.append(tr("不计入涉及金额"))
    return " · ".join(parts)


def due_words(due: InstalmentRow, clauses: Mapping[str, ClauseRow]) -> str:
    """Return what falls due."""
    clause = clauses.get(due.clause_id)
    return due.content or (clause.content if clause else "")


def signer_words(signer: SignerRow) -> str:
    """Return whose signature it is."""
    words = tr(signer.role.label)
    return words if signer.role is Signer.SEAL else f"{signer.name}（{words}）"


def signed_words(signer: SignerRow) -> str:
    """Return when and how it was signed, or that it was not."""
    if signer.signed_on is None:
        return tr("未签")
    how = [signer.signed_on.isoformat(), signer.manner]
    if signer.signed_by:
        how.append(tr("由 {name} 代签", name=signer.signed_by))
    return " ".join(part for part in how if part)


def ruling_words(row: ConfirmationRow) -> str:
    """Return what was asked of the court and what it said."""
    parts = [row.court, tr("{day} 申请", day=row.filed_on)]
    if row.result is not ConfirmationResult.PENDING:
        day = f"{row.ruled_on} " if row.ruled_on else ""
        parts.append(f"{day}{tr(row.result.label)}")
    parts += [part for part in (row.docket_number, row.note) if part]
    return " · ".join(parts)
