"""Agreements: concluded with clauses as data, signed, in effect, performed (Act arts 28–31)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from mediation_desk.domain import agreements as rules
from mediation_desk.domain.codes import ClauseKind, Form, State
from mediation_desk.domain.lifecycle import Move, require
from mediation_desk.domain.performance import MONTHS_COUNTED, add_months
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.agreement_checks import check_agreement
from mediation_desk.services.agreement_details import effect_of
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.drafts import AgreementDraft, ClauseDraft, SignatureDraft
from mediation_desk.services.former_agreement import former_agreement
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.services.summary import summarise
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.agreements import agreement, clause, instalment, signature
from mediation_desk.storage.tables.cases import dispute


class AgreementService:
    """Concludes, signs and follows agreements."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def must_be_written(
        self, type_code: str, difficulty: str, *, on_spot: bool, asked: bool
    ) -> tuple[str, ...]:
        """Return why this agreement must or should be written; empty when an oral one will do."""
        reasons = rules.must_be_written(
            self._context.reference.types.find(type_code),
            performed_on_spot=on_spot,
            difficulty=difficulty,
            party_asks=asked,
        )
        return tuple(f"{reason.sentence}（{reason.source}）" for reason in reasons)

    @needs(Permission.READ_CASES)
    def clause_questions(self, draft: ClauseDraft) -> tuple[str, ...]:
        """Return what a clause leaves open: who, what, how much, by when, how."""
        due = draft.due_text or draft.due_on or draft.instalments
        facts = rules.ClauseFacts(
            kind=draft.kind,
            text=draft.content,
            obligor=draft.debtor_id,
            obligee=draft.creditor_id,
            amount=draft.amount_fen or sum(part.amount_fen or 0 for part in draft.instalments),
            due=str(due) if due else "",
            method=draft.manner,
            breach=draft.breach,
        )
        return rules.clause_questions(facts)

    @needs(Permission.READ_CASES)
    def clause_words(self, case_id: str, draft: ClauseDraft) -> str:
        """Return a promise to pay as a sentence made of its data, "" for one that lacks them."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        names = {party.id: party.name for party in case.parties}
        amount = draft.amount_fen or sum(part.amount_fen or 0 for part in draft.instalments)
        facts = rules.ClauseFacts(
            kind=draft.kind,
            text="",
            obligor=names.get(draft.debtor_id, ""),
            obligee=names.get(draft.creditor_id, ""),
            amount=amount,
            due=draft.due_text or _until(draft.due_on),
            method=draft.manner,
        )
        return rules.payment_words(facts, parts=len(draft.instalments), months=draft.period_months)

    @needs(Permission.MEDIATE)
    def conclude(self, case_id: str, draft: AgreementDraft) -> Changed:
        """Put the agreement on record.

        An oral one is in effect the day it is reached (art 30); a written one when every signature
        and the seal are there (art 29). Raises InvalidInput, RuleViolation.
        """
        with self._context.write("conclude_agreement") as writer:
            case = read_case(writer.connection, self._context, case_id)
            state = require(Move.AGREE, case.state)
            kind = self._context.reference.types.find(case.type)
            check_agreement(draft, case, kind, self._context.today())
            writer.about(dispute, case_id)
            agreement_id = writer.insert(
                agreement, agreement_values(case_id, draft, len(case.parties))
            )
            clauses, dues = clause_rows(agreement_id, draft)
            writer.insert_many(clause, clauses)
            writer.insert_many(instalment, dues)
            _add_signatures(writer, agreement_id, draft.signatures)
            effect = effect_of(writer.connection, agreement_id)
            writer.update(agreement, agreement_id, {"effect_on": draft.effect_on or effect.on})
            writer.update(dispute, case_id, {"state": state})
            summarise(writer, case_id)
        return changed(Area.CASES, id=case_id, message="协议已登记")

    @needs(Permission.MEDIATE)
    def former(self, case_id: str) -> AgreementDraft | None:
        """Return the agreement withdrawn last, to be typed again with less; None for none."""
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            return former_agreement(connection, case_id)

    @needs(Permission.MEDIATE)
    def sign(self, case_id: str, signatures: Sequence[SignatureDraft]) -> Changed:
        """Record signatures that stand on the paper; effect follows when all are there."""
        with self._context.write("sign_agreement") as writer:
            row = writer.row(dispute, case_id)
            require(Move.SIGN, State(row["state"]))
            made = _current(writer, case_id)
            if made["form"] == Form.ORAL:
                raise RuleViolation("口头协议自达成之日起生效，不需要登记签章。")
            early = [given for given in signatures if given.signed_on < made["reached_on"]]
            if early:
                raise InvalidInput({"signed_on": "签章日期早于达成协议的日期，请核对。"})
            if any(given.signed_on > self._context.today() for given in signatures):
                raise InvalidInput({"signed_on": "签章日期在今天之后，请核对。"})
            writer.about(dispute, case_id)
            _add_signatures(writer, made["id"], signatures)
            effect = effect_of(writer.connection, made["id"])
            if effect.on is not None and not made["effect_reason"]:
                writer.update(agreement, made["id"], {"effect_on": effect.on})
            summarise(writer, case_id)
        message = f"协议自 {effect.on} 生效" if effect.on else "签章已登记，尚未齐全"
        return changed(Area.CASES, id=case_id, message=message)

    @needs(Permission.MEDIATE)
    def perform(
        self, case_id: str, instalment_id: str, performed_on: date, note: str = ""
    ) -> Changed:
        """Record that something due was done, on the day it was done."""
        with self._context.write("record_performance") as writer:
            row = writer.row(dispute, case_id)
            require(Move.PERFORM, State(row["state"]))
            made = _current(writer, case_id)
            due = writer.row(instalment, instalment_id)
            if due["agreement_id"] != made["id"]:
                raise NotFound("这一期不属于现在的协议。", "请刷新后重试。")
            if performed_on < made["reached_on"]:
                raise InvalidInput({"performed_on": "履行日期早于达成协议的日期，请核对。"})
            if performed_on > self._context.today():
                raise InvalidInput({"performed_on": "履行日期在今天之后，请核对。"})
            writer.about(dispute, case_id)
            values = {"performed_on": performed_on, "performed_note": note}
            writer.update(instalment, instalment_id, values)
            summarise(writer, case_id)
        return changed(Area.CASES, id=case_id, message="履行情况已登记")


def _until(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日前" if day else ""


def agreement_values(case_id: str, draft: AgreementDraft, parties: int) -> dict[str, Any]:
    """Return the columns of an agreement as typed; one copy for each party and one for us."""
    values = asdict(draft)
    del values["clauses"], values["signatures"]
    for name in ("performed_on_spot", "party_asked_written"):
        values[name] = int(values[name])
    return {**values, "case_id": case_id, "copies": rules.copies(parties)}


def _current(writer: Writer, case_id: str) -> RowMapping:
    query = select(agreement).where(
        agreement.c.case_id == case_id, agreement.c.withdrawn_on.is_(None)
    )
    return writer.connection.execute(query).mappings().one()


def clause_rows(
    agreement_id: str, draft: AgreementDraft
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of an agreement's clauses and of what falls due under them, in order."""
    clauses: list[dict[str, Any]] = []
    dues: list[dict[str, Any]] = []
    done = draft.reached_on if draft.performed_on_spot else None
    for ordinal, typed in enumerate(draft.clauses, start=1):
        values = asdict(typed)
        del values["instalments"]
        values.update(
            id=new_id(),
            agreement_id=agreement_id,
            ordinal=ordinal,
            debtor_id=typed.debtor_id or None,
            creditor_id=typed.creditor_id or None,
            counted=int(typed.counted),
        )
        clauses.append(values)
        for due in dues_of(typed):
            place = {"agreement_id": agreement_id, "clause_id": values["id"]}
            dues.append({**due, **place, "position": len(dues) + 1, "performed_on": done})
    return clauses, dues


def dues_of(typed: ClauseDraft) -> list[dict[str, Any]]:
    """Return what falls due under a clause: its instalments, its months, or itself once.

    Statements and standing duties (forbearance) without a date fall due never.
    """
    if typed.instalments:
        return [asdict(part) for part in typed.instalments]
    one = {"due_on": typed.due_on, "amount_fen": typed.amount_fen, "content": ""}
    if typed.period_months and typed.due_on:
        return [
            {**one, "due_on": add_months(typed.due_on, months)}
            for months in range(0, MONTHS_COUNTED, typed.period_months)
        ]
    if typed.kind in (ClauseKind.STATEMENT, ClauseKind.FORBEARANCE):
        return []
    if typed.due_on is None and typed.amount_fen is None and typed.due_text:
        return []
    return [one]


def _add_signatures(
    writer: Writer, agreement_id: str, signatures: Sequence[SignatureDraft]
) -> None:
    standing = {
        (row.role, row.signer_id): row.id
        for row in writer.connection.execute(
            select(signature).where(signature.c.agreement_id == agreement_id)
        )
    }
    for given in signatures:
        values = asdict(given)
        known = standing.get((given.role, given.signer_id))
        if known:
            writer.update(signature, known, values)
        else:
            writer.insert(signature, {**values, "agreement_id": agreement_id})
