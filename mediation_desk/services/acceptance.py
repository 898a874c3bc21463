"""Accepting a dispute or not (Act arts 17, 18; 司法部令75号 arts 21–23), and its time limit."""

from datetime import date
from typing import Any

from mediation_desk.domain.acceptance import (
    AcceptanceFacts,
    Circumstance,
    Question,
    not_mediable_questions,
)
from mediation_desk.domain.codes import State
from mediation_desk.domain.deadlines import Deadline, check_extension
from mediation_desk.domain.lifecycle import Move, require
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.drafts import AcceptDraft, ExtensionDraft
from mediation_desk.services.limits import LimitFacts, limit_of
from mediation_desk.services.numbers import NumberWish, give_number, preview_number
from mediation_desk.services.parties import party_facts
from mediation_desk.services.pauses import paused_days
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.tables.cases import dispute


class AcceptanceService:
    """The door: questions first, then a number and a limit, or a reasoned refusal."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def questions(self, case_id: str, circumstances: tuple[str, ...] = ()) -> tuple[Question, ...]:
        """Return what must be answered before acceptance; a blocking one cannot be answered."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        return questions_for(self._context, case, circumstances)

    @needs(Permission.APPROVE)
    def accept(self, case_id: str, draft: AcceptDraft) -> Changed:
        """Accept the case: it gets its number and its limit.

        Raises RuleViolation where a party refuses or a question stands unanswered.
        """
        context = self._context
        with context.write("accept_case") as writer:
            case = read_case(writer.connection, context, case_id)
            state = require(Move.ACCEPT, case.state)
            if draft.accepted_on < case.registered_on:
                raise InvalidInput({"accepted_on": "受理日期早于登记日期，请核对。"})
            if draft.accepted_on > context.today():
                raise InvalidInput({"accepted_on": "受理日期在今天之后，请核对。"})
            _require_answers(questions_for(context, case, draft.circumstances), draft)
            writer.about(dispute, case_id)
            number = give_number(writer, context, _wish(case, draft))
            values: dict[str, Any] = {
                "state": state,
                "number": number,
                "series": draft.series,
                "accepted_on": draft.accepted_on,
                "due_on": _limit(context, case, draft.accepted_on).due_on,
                "answers": _kept_answers(draft),
            }
            writer.update(dispute, case_id, values)
        return changed(Area.CASES, id=case_id, message=f"已受理：{number}")

    @needs(Permission.APPROVE)
    def refuse(self, case_id: str, reason: str) -> Changed:
        """Do not accept; the reason, and where the party can turn, are kept for the notice."""
        if not reason.strip():
            raise InvalidInput({"reason": "请写明不予受理的理由和当事人可以去的地方。"})
        with self._context.write("refuse_case", reason=reason.strip()) as writer:
            row = writer.row(dispute, case_id)
            state = require(Move.REFUSE, State(row["state"]))
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, {"state": state, "refusal_reason": reason.strip()})
        return changed(Area.CASES, id=case_id, message="已记为不予受理")

    @needs(Permission.APPROVE)
    def extend(self, case_id: str, draft: ExtensionDraft) -> Changed:
        """Extend the limit with all parties' consent (司法部令75号 art 33)."""
        if not draft.reason.strip():
            raise InvalidInput({"reason": "请写明延长的理由和各方同意的情况。"})
        with self._context.write("extend_limit", reason=draft.reason.strip()) as writer:
            row = writer.row(dispute, case_id)
            require(Move.EXTEND, State(row["state"]))
            rule = self._context.reference.limit_rule(row["type"], row["source"])
            days = paused_days(writer.connection, self._context, row)
            facts = LimitFacts(row["type"], row["source"], paused_days=days)
            standing = limit_of(self._context, facts, accepted_on=row["accepted_on"])
            check_extension(rule, standing, draft.extended_to)
            values = {
                "extended_to": draft.extended_to,
                "extension_reason": draft.reason.strip(),
            }
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, values)
        return changed(Area.CASES, id=case_id, message=f"期限延长到 {draft.extended_to}")

    @needs(Permission.READ_CASES)
    def limit_preview(self, case_id: str, accepted_on: date) -> tuple[date, str]:
        """Return the limit that acceptance on a day would give, and the rule behind it."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        limit = _limit(self._context, case, accepted_on)
        return limit.due_on, limit.rule_label

    @needs(Permission.READ_CASES)
    def number_preview(self, case_id: str, draft: AcceptDraft) -> str:
        """Return the number that acceptance would give now. Raises InvalidInput for a used one."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
            return preview_number(connection, _wish(case, draft))


def _wish(case: CaseDetail, draft: AcceptDraft) -> NumberWish:
    year = draft.accepted_on.year
    return NumberWish(case.id, case.committee_id, year, draft.series, draft.sequence)


def questions_for(
    context: Context, case: CaseDetail, circumstances: tuple[str, ...]
) -> tuple[Question, ...]:
    """Return the questions this case raises before acceptance, blocking ones first."""
    facts = AcceptanceFacts(
        dispute_type=context.reference.types.find(case.type),
        parties=party_facts(case.parties),
        circumstances=frozenset(Circumstance(code) for code in circumstances),
        delegated=context.reference.is_delegated(case.source),
    )
    return not_mediable_questions(facts)


def _kept_answers(draft: AcceptDraft) -> list[dict[str, str]]:
    ticked = [{"code": "circumstance", "answer": code} for code in draft.circumstances]
    return ticked + [{"code": given.code, "answer": given.answer} for given in draft.answers]


def _limit(context: Context, case: CaseDetail, accepted_on: date) -> Deadline:
    return limit_of(context, LimitFacts(case.type, case.source), accepted_on=accepted_on)


def _require_answers(questions: tuple[Question, ...], draft: AcceptDraft) -> None:
    given = {answer.code: answer.answer.strip() for answer in draft.answers}
    for question in questions:
        if question.blocking:
            raise RuleViolation(question.sentence)
        if not given.get(question.code):
            raise RuleViolation(question.sentence, "请先回答，再受理；回答会留在案件里。")
