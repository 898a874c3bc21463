"""A case's history in words, read from the change log (nothing keeps a log of its own)."""

from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.services.rows import HistoryRow
from mediation_desk.storage.hashing import restored
from mediation_desk.storage.tables.journal import audit, change

ACTIONS = {
    "register_case": "登记",
    "revise_case": "修改登记",
    "accept_case": "受理",
    "refuse_case": "不予受理",
    "extend_limit": "延长期限",
    "assign_case": "指派调解员",
    "record_session": "记录调解",
    "correct_session": "修改调解记录",
    "conclude_agreement": "达成协议",
    "sign_agreement": "登记签章",
    "record_performance": "登记履行",
    "record_confirmation": "登记司法确认",
    "terminate_case": "终止调解",
    "close_case": "结案",
    "step_back": "退回上一步",
    "issue_paper": "打印文书",
    "back_up": "备份",
    "choose_backup_place": "设定第二处备份",
    "forget_backup_place": "取消第二处备份",
    "load_demo_month": "装入演示数据",
}

FIELDS = {
    "state": "状态",
    "number": "编号",
    "title": "案件名称",
    "type": "纠纷类型",
    "source": "案件来源",
    "difficulty": "难易程度",
    "facts": "纠纷简要情况",
    "place": "发生地点",
    "occurred_on": "发生日期",
    "registered_on": "登记日期",
    "accepted_on": "受理日期",
    "due_on": "调解期限",
    "extended_to": "延长至",
    "extension_reason": "延长理由",
    "claim_fen": "请求金额",
    "people_involved": "涉及人数",
    "requests": "申请事项",
    "flags": "案件标记",
    "refusal_reason": "不予受理理由",
    "terminated_on": "终止日期",
    "termination_ground": "终止原因",
    "remedies": "已告知的途径",
    "closed_on": "结案日期",
    "effect_on": "生效日期",
    "performed_on": "履行日期",
    "signed_on": "签章日期",
    "to_on": "结束日期",
    "withdrawn_on": "撤回日期",
    "willingness": "调解意愿",
    "name": "姓名（名称）",
    "id_number": "身份证号",
    "phone": "电话",
    "address": "住址",
    "record": "调解记录",
    "result": "结果",
}

ROWS = {
    "dispute": "案件",
    "party": "当事人",
    "agent": "代理人",
    "person": "人员",
    "assignment": "调解员指派",
    "invited": "参加人",
    "session": "调解记录",
    "agreement": "协议",
    "clause": "协议条款",
    "instalment": "履行期",
    "signature": "签章",
    "confirmation": "司法确认",
    "case_number": "编号",
    "issued_paper": "文书",
}

DERIVED = frozenset(
    {
        "party_count",
        "lead_id",
        "next_session_at",
        "agreed_on",
        "agreed_form",
        "agreed_fen",
        "confirmed_on",
        "filed_on",
        "outcome",
        "type_group",
    }
)
"""Summary columns: what they follow from is in the history already."""


def read_history(connection: Connection, case_id: str) -> tuple[HistoryRow, ...]:
    """Return the changes of one case, newest first."""
    query = (
        select(change, audit.c.action)
        .join(audit, audit.c.write_id == change.c.write_id)
        .where(change.c.aggregate_id == case_id)
        .order_by(change.c.seq.desc())
    )
    return tuple(
        HistoryRow(
            at=row.at,
            actor=row.actor,
            action=ACTIONS.get(row.action, row.action),
            field=_field(row.table_name, row.field),
            before=_words(restored(row.before), row.field),
            after=_words(restored(row.after), row.field),
            reason=row.reason,
        )
        for row in connection.execute(query)
        if not (row.table_name == "dispute" and row.field in DERIVED)
    )


def _field(table_name: str, field: str) -> str:
    whose = ROWS.get(table_name, table_name)
    return whose if field == "*" else f"{whose}·{FIELDS.get(field, field)}"


def _words(value: Any, field: str) -> str:
    if value is None or value == "" or value == []:
        return "—"
    if field == "*" and isinstance(value, dict):
        return str(value.get("name") or value.get("content") or value.get("number") or "（整条）")
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    if isinstance(value, int) and field.endswith("_fen"):
        return f"{value / 100:,.2f} 元"
    return str(value)
