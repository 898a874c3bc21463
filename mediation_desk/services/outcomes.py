"""The end without agreement, and judicial confirmation after one."""

from dataclasses import asdict
from datetime import date

from mediation_desk.domain.codes import ConfirmationResult, State
from mediation_desk.domain.lifecycle import Move, require
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import ConfirmationDraft, TerminationDraft
from mediation_desk.services.permissions import needs
from mediation_desk.services.summary import summarise
from mediation_desk.storage.tables.cases import confirmation, dispute


class OutcomeService:
    """Terminates mediation (Act art 26) and follows confirmation (Act art 33)."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def remedies_for(self, type_code: str, ground: str) -> tuple[str, ...]:
        """Return the remedies the parties must be told, to be ticked one by one."""
        return self._context.reference.remedies(type_code, ground)

    @needs(Permission.MEDIATE)
    def terminate(self, case_id: str, draft: TerminationDraft) -> Changed:
        """End mediation; the parties must have been told where they can turn."""
        if not self._context.reference.has("termination_grounds", draft.ground):
            raise InvalidInput({"ground": "请选择终止的原因。"})
        if not draft.remedies:
            raise RuleViolation(
                "终止调解时必须告知当事人可以依法通过仲裁、行政、司法等途径维护权利"
                "（《人民调解法》第二十六条）。",
                "请勾选已告知的途径。",
            )
        with self._context.write("terminate_case") as writer:
            row = writer.row(dispute, case_id)
            state = require(Move.TERMINATE, State(row["state"]))
            if draft.terminated_on < row["accepted_on"]:
                raise InvalidInput({"terminated_on": "终止日期早于受理日期，请核对。"})
            if draft.terminated_on > self._context.today():
                raise InvalidInput({"terminated_on": "终止日期在今天之后，请核对。"})
            values = {
                "state": state,
                "terminated_on": draft.terminated_on,
                "termination_ground": draft.ground,
                "termination_note": draft.note,
                "remedies": list(draft.remedies),
            }
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, values)
        return changed(Area.CASES, id=case_id, message="已终止调解")

    @needs(Permission.MEDIATE)
    def record_confirmation(
        self, case_id: str, draft: ConfirmationDraft, *, confirmation_id: str = ""
    ) -> Changed:
        """Record an application to the court, or what became of one."""
        _check(draft, self._context.today())
        with self._context.write("record_confirmation") as writer:
            row = writer.row(dispute, case_id)
            require(Move.CONFIRM, State(row["state"]))
            if row["effect_on"] is None:
                raise RuleViolation(
                    "协议还没有生效，不能申请司法确认。", "请先登记齐全的签名和盖章。"
                )
            if draft.filed_on < row["effect_on"]:
                raise InvalidInput({"filed_on": "申请日期早于协议生效日期，请核对。"})
            writer.about(dispute, case_id)
            if confirmation_id:
                writer.update(confirmation, confirmation_id, asdict(draft))
            else:
                writer.insert(confirmation, {**asdict(draft), "case_id": case_id})
            summarise(writer, case_id)
        return changed(Area.CASES, id=case_id, message=f"司法确认：{draft.result.label}")


def _check(draft: ConfirmationDraft, today: date) -> None:
    problems: dict[str, str] = {}
    if not draft.court.strip():
        problems["court"] = "请填写法院名称。"
    ruled = draft.result in (ConfirmationResult.VALID, ConfirmationResult.DISMISSED)
    if ruled and draft.ruled_on is None:
        problems["ruled_on"] = "请填写裁定日期。"
    if draft.ruled_on is not None and draft.ruled_on < draft.filed_on:
        problems["ruled_on"] = "裁定日期早于申请日期，请核对。"
    for name, day in (("filed_on", draft.filed_on), ("ruled_on", draft.ruled_on)):
        if day is not None and day > today:
            problems[name] = "日期在今天之后，请核对。"
    if problems:
        raise InvalidInput(problems)
