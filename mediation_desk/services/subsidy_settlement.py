"""What became of a submitted claim (审定、退回、发放): put down by whoever may settle subsidies."""

from datetime import date

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.subsidy_rows import ClaimState, StepKind
from mediation_desk.services.subsidy_writes import (
    Step,
    add_step,
    line_of,
    move,
    need_reason,
    require,
)


class SubsidySettlementService:
    """Records what the county decided about claims."""

    def __init__(self, context: Context) -> None:
        """Work on the claims of `context`."""
        self._context = context

    @needs(Permission.SETTLE)
    def send_back(self, claim_id: str, reason: str) -> Changed:
        """Put down that a submitted claim came back, and why; it is open again."""
        need_reason(reason, "请写明退回的原因。")
        with self._context.write("return_subsidy_claim", reason=reason.strip()) as writer:
            require(writer, claim_id, ClaimState.SUBMITTED)
            move(writer, claim_id, ClaimState.RETURNED)
            add_step(self._context, writer, claim_id, Step(StepKind.RETURNED, reason))
        return changed(Area.SUBSIDY, id=claim_id, message="已登记退回，可以修改后再提交")

    @needs(Permission.SETTLE)
    def fault(self, claim_id: str, case_id: str, reason: str) -> Changed:
        """Put down what the reviewer found wanting in one case; whoever claims it again is told."""
        need_reason(reason, "请写明这个案件的问题。")
        with self._context.write("fault_subsidy_case", reason=reason.strip()) as writer:
            require(writer, claim_id, ClaimState.SUBMITTED, ClaimState.RETURNED)
            line_of(writer.connection, claim_id, case_id)
            add_step(self._context, writer, claim_id, Step(StepKind.FAULTED, reason, case_id))
        return changed(Area.SUBSIDY, id=claim_id, message="已记下这个案件的问题")

    @needs(Permission.SETTLE)
    def approve(self, claim_id: str, note: str = "") -> Changed:
        """Put down that a submitted claim was approved."""
        with self._context.write("approve_subsidy_claim", reason=note.strip()) as writer:
            require(writer, claim_id, ClaimState.SUBMITTED)
            move(writer, claim_id, ClaimState.APPROVED)
            add_step(self._context, writer, claim_id, Step(StepKind.APPROVED, note))
        return changed(Area.SUBSIDY, id=claim_id, message="已登记审定")

    @needs(Permission.SETTLE)
    def pay(self, claim_id: str, paid_on: date) -> Changed:
        """Put down the day an approved claim was paid. Raises InvalidInput for a day to come."""
        if paid_on > self._context.today():
            raise InvalidInput({"paid_on": "发放日期在今天之后，请核对。"})
        with self._context.write("pay_subsidy_claim") as writer:
            require(writer, claim_id, ClaimState.APPROVED)
            move(writer, claim_id, ClaimState.PAID, {"paid_on": paid_on})
            add_step(self._context, writer, claim_id, Step(StepKind.PAID))
        return changed(Area.SUBSIDY, id=claim_id, message="已登记发放")
