"""Records beside the sessions: visits, investigations, deliveries, receipts, urgings, supplements.

Each is added or, with its id, corrected by the same method; the history keeps what stood before. A
supplement is added after closing and changes nothing that was counted.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Table, func, select

from mediation_desk.domain.codes import Decision, State
from mediation_desk.domain.records import RecordKind, require_record, why_not
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.services import record_checks as checks
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.pauses import renew_limit, require_apart, require_pausable
from mediation_desk.services.permissions import needs
from mediation_desk.services.record_drafts import (
    DeliveryDraft,
    InvestigationDraft,
    PauseDraft,
    ReceiptDraft,
    RecusalDraft,
    SupplementDraft,
    UndisputedDraft,
    UrgingDraft,
    VisitDraft,
)
from mediation_desk.services.record_rows import InvestigationRow
from mediation_desk.services.summary import summarise
from mediation_desk.services.views import note_view
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.agreements import agreement, instalment
from mediation_desk.storage.tables.cases import assignment, dispute
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.records import receipt


class RecordService:
    """Writes down what happens around a mediation (回访、调查、送达、收条、督促、补充等)."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def why_not(self, case_id: str) -> dict[RecordKind, str]:
        """Return for each kind of record why it cannot be made now, "" where it can."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        hidden = case.moves[0].why_not if case.deleted_on or case.destroyed_on else ""
        if not self._context.may(Permission.MEDIATE):
            hidden = f"没有权限（需要：{Permission.MEDIATE.label}）。"
        return {kind: hidden or why_not(kind, case.state) for kind in RecordKind}

    @needs(Permission.MEDIATE)
    def investigation(self, case_id: str, record_id: str) -> InvestigationRow:
        """Return an investigation with the whole phone number, to be corrected; that is noted."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        note_view(self._context, "edit_case", case_id)
        found = [row for row in case.records.investigations if row.id == record_id]
        if not found:
            raise NotFound("这条记录不属于本案。", "请刷新后重试。")
        return found[0]

    @needs(Permission.MEDIATE)
    def visit(self, case_id: str, draft: VisitDraft, *, record_id: str = "") -> Changed:
        """Record a follow-up visit. Raises InvalidInput while a finding is not chosen."""
        with self._context.write("record_visit") as writer:
            case = _case(writer, case_id, RecordKind.FOLLOW_UP)
            checks.check_visit(draft, _ended_on(case), self._context.today())
            _put(writer, case_id, RecordKind.FOLLOW_UP, asdict(draft), record_id)
        return _told(case_id, f"{draft.visited_on} 的回访已保存")

    @needs(Permission.MEDIATE)
    def investigate(
        self, case_id: str, draft: InvestigationDraft, *, record_id: str = ""
    ) -> Changed:
        """Record an investigation: whom, where, questions and answers."""
        with self._context.write("record_investigation") as writer:
            _case(writer, case_id, RecordKind.INVESTIGATION)
            checks.check_investigation(draft, self._context.today())
            _put(writer, case_id, RecordKind.INVESTIGATION, asdict(draft), record_id)
        return _told(case_id, f"对{draft.name.strip()}的调查已保存")

    @needs(Permission.MEDIATE)
    def deliver(self, case_id: str, draft: DeliveryDraft, *, record_id: str = "") -> Changed:
        """Record a delivery, and later under its id who received it or why nobody did."""
        with self._context.write("record_delivery") as writer:
            _case(writer, case_id, RecordKind.DELIVERY)
            checks.check_delivery(draft, self._context.today())
            _put(writer, case_id, RecordKind.DELIVERY, asdict(draft), record_id)
        return _told(case_id, f"送达{draft.recipient.strip()}的登记已保存")

    @needs(Permission.MEDIATE)
    def receive(self, case_id: str, draft: ReceiptDraft, *, record_id: str = "") -> Changed:
        """Record a receipt; a promise paid in full by its receipts is performed that day."""
        with self._context.write("record_receipt") as writer:
            case = _case(writer, case_id, RecordKind.RECEIPT)
            checks.check_receipt(draft, _agreed_on(case), self._context.today())
            _require_instalment(writer, case_id, draft.instalment_id)
            values = {**asdict(draft), "instalment_id": draft.instalment_id or None}
            _put(writer, case_id, RecordKind.RECEIPT, values, record_id)
            done = _settle(writer, draft)
            if done:
                summarise(writer, case_id)
        return _told(case_id, "收条已保存，这一期已履行" if done else "收条已保存")

    @needs(Permission.MEDIATE)
    def urge(self, case_id: str, draft: UrgingDraft, *, record_id: str = "") -> Changed:
        """Record that somebody was urged to perform (Act art 31)."""
        with self._context.write("record_urging") as writer:
            case = _case(writer, case_id, RecordKind.URGING)
            checks.check_urging(draft, _agreed_on(case), self._context.today())
            _require_instalment(writer, case_id, draft.instalment_id)
            values = {**asdict(draft), "instalment_id": draft.instalment_id or None}
            _put(writer, case_id, RecordKind.URGING, values, record_id)
        return _told(case_id, f"对{draft.reached.strip()}的督促已保存")

    @needs(Permission.MEDIATE)
    def recuse(self, case_id: str, draft: RecusalDraft, *, record_id: str = "") -> Changed:
        """Record that a recusal was asked for or a relation told, and what was decided.

        Whoever withdrew is not assigned to this case again.
        """
        with self._context.write("record_recusal") as writer:
            case = _case(writer, case_id, RecordKind.RECUSAL)
            checks.check_recusal(draft, case["accepted_on"], self._context.today())
            name = writer.row(mediator, draft.mediator_id)["name"]
            _put(writer, case_id, RecordKind.RECUSAL, asdict(draft), record_id)
            acts = draft.decision == Decision.WITHDRAW and _acts(writer, case_id, draft)
        told = f"{name}回避，请改派调解员" if acts else f"{name}的回避与披露已保存"
        return _told(case_id, told)

    @needs(Permission.MEDIATE)
    def pause(self, case_id: str, draft: PauseDraft, *, record_id: str = "") -> Changed:
        """Record an appraisal; its days do not count and the limit moves (医疗条例 art 38).

        Raises InvalidInput, RuleViolation where the limit runs on through it.
        """
        with self._context.write("record_pause") as writer:
            case = _case(writer, case_id, RecordKind.PAUSE)
            require_pausable(self._context, case)
            checks.check_pause(draft, case["accepted_on"], self._context.today())
            require_apart(writer.connection, case_id, draft, record_id)
            _put(writer, case_id, RecordKind.PAUSE, asdict(draft), record_id)
            due_on = renew_limit(writer, self._context, case_id)
        return _told(case_id, f"鉴定评估已保存，期限顺延到 {due_on}")

    @needs(Permission.MEDIATE)
    def agree_facts(self, case_id: str, draft: UndisputedDraft, *, record_id: str = "") -> Changed:
        """Record facts that nobody disputes, apart from any concession (在线调解规则 art 22)."""
        with self._context.write("record_undisputed") as writer:
            case = _case(writer, case_id, RecordKind.UNDISPUTED)
            checks.check_undisputed(draft, case["accepted_on"], self._context.today())
            _put(writer, case_id, RecordKind.UNDISPUTED, asdict(draft), record_id)
        return _told(case_id, "无争议事实记载已保存，请打印后由各方核对签名")

    @needs(Permission.MEDIATE)
    def supplement(self, case_id: str, draft: SupplementDraft, *, record_id: str = "") -> Changed:
        """Write down, under its day, what became known after closing."""
        with self._context.write("record_supplement") as writer:
            case = _case(writer, case_id, RecordKind.SUPPLEMENT)
            checks.check_supplement(draft, case["closed_on"], self._context.today())
            _put(writer, case_id, RecordKind.SUPPLEMENT, asdict(draft), record_id)
        return _told(case_id, "补充记载已保存")

    @needs(Permission.MEDIATE)
    def remove(self, case_id: str, kind: RecordKind, record_id: str, reason: str) -> Changed:
        """Take away a record made by mistake; its content and the reason stay in the history."""
        if not reason.strip():
            raise InvalidInput({"reason": "请写明删除的原因，它会留在案件历史里。"})
        with self._context.write("remove_record", reason=reason.strip()) as writer:
            writer.row(dispute, case_id)
            writer.about(dispute, case_id)
            _own(writer, _table(kind), case_id, record_id)
            writer.remove(_table(kind), record_id)
            if kind is RecordKind.PAUSE:
                renew_limit(writer, self._context, case_id)
            summarise(writer, case_id)
        return _told(case_id, f"{kind.label}的记录已删除；内容留在历史里，可以撤销")


def _case(writer: Writer, case_id: str, kind: RecordKind) -> RowMapping:
    case = writer.row(dispute, case_id)
    require_record(kind, State(case["state"]))
    writer.about(dispute, case_id)
    return case


def _agreed_on(case: RowMapping) -> date:
    day: date = case["agreed_on"] or case["registered_on"]
    return day


def _ended_on(case: RowMapping) -> date:
    day: date = case["agreed_on"] or case["terminated_on"] or case["registered_on"]
    return day


def _put(
    writer: Writer, case_id: str, kind: RecordKind, values: dict[str, Any], record_id: str
) -> None:
    table = _table(kind)
    if record_id:
        _own(writer, table, case_id, record_id)
        writer.update(table, record_id, values)
    else:
        writer.insert(table, {**values, "case_id": case_id})
    summarise(writer, case_id)


def _table(kind: RecordKind) -> Table:
    return metadata.tables[kind.value]


def _own(writer: Writer, table: Table, case_id: str, record_id: str) -> None:
    if writer.row(table, record_id)["case_id"] != case_id:
        raise NotFound("这条记录不属于本案，没有改动任何数据。", "请刷新后重试。")


def _require_instalment(writer: Writer, case_id: str, instalment_id: str) -> None:
    """Let a record point only at a promise of the case's agreement in force."""
    if not instalment_id:
        return
    query = (
        select(instalment.c.id)
        .join(agreement, agreement.c.id == instalment.c.agreement_id)
        .where(
            instalment.c.id == instalment_id,
            agreement.c.case_id == case_id,
            agreement.c.withdrawn_on.is_(None),
        )
    )
    if writer.connection.execute(query).first() is None:
        raise InvalidInput({"instalment_id": "这一期不属于现在的协议，请重新选择。"})


def _acts(writer: Writer, case_id: str, draft: RecusalDraft) -> bool:
    """Tell whether the mediator has a part in the case now."""
    query = select(assignment.c.id).where(
        assignment.c.case_id == case_id,
        assignment.c.mediator_id == draft.mediator_id,
        assignment.c.to_on.is_(None),
    )
    return writer.connection.execute(query).first() is not None


def _settle(writer: Writer, draft: ReceiptDraft) -> bool:
    """Mark a promise as performed once its receipts cover it; return whether this one did."""
    if not draft.instalment_id:
        return False
    due = writer.row(instalment, draft.instalment_id)
    if due["performed_on"] is not None:
        return False
    got = select(func.coalesce(func.sum(receipt.c.amount_fen), 0)).where(
        receipt.c.instalment_id == draft.instalment_id
    )
    if (due["amount_fen"] or 0) > writer.connection.execute(got).scalar_one():
        return False
    values = {"performed_on": draft.received_on, "performed_note": "有收条"}
    return writer.update(instalment, draft.instalment_id, values)


def _told(case_id: str, message: str) -> Changed:
    return changed(Area.CASES, id=case_id, message=message)
