"""The words of the history: what each action, row and field is called, and which codes it holds.

A new action or column gets its words here; tests/services/test_history.py names what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.rights import Permission
from mediation_desk.services import account_words, area_words, linkage_words, record_words


class ActionKind(Labelled):
    """What an action is about: the filter above the history."""

    INTAKE = "intake", "登记受理"
    MEDIATION = "mediation", "调解过程"
    OUTCOME = "outcome", "协议与结果"
    PAPER = "paper", "文书"
    BACK = "back", "退回与撤销"
    ARCHIVE = "archive", "删除与归档"
    LINKAGE = "linkage", "联动"
    OFFICE = "office", "单位与设置"
    SAFETY = "safety", "备份与安全"


@dataclass(frozen=True, slots=True)
class Action:
    """An action's words; what undoing it needs, or in `final` why it is never undone."""

    label: str
    kind: ActionKind
    needs: Permission = Permission.PRESENT
    final: str = ""


_IN, _MED, _OUT = ActionKind.INTAKE, ActionKind.MEDIATION, ActionKind.OUTCOME
_OFFICE, _SAFETY = ActionKind.OFFICE, ActionKind.SAFETY
_REGISTER, _APPROVE, _MEDIATE = Permission.REGISTER, Permission.APPROVE, Permission.MEDIATE
_ARCHIVE, _LINK = ActionKind.ARCHIVE, ActionKind.LINKAGE
_LIST = "销毁清册由审批的人决定，不能撤销"
_PAPER = "打印过的文书是留存的原件，不能撤销；改正后可以重新打印"
_WORDING = "每个版本的措辞都留着，请在措辞页面改用以前的版本"
_PLACE = "请在备份设置里重新选择"

ACTIONS: Mapping[str, Action] = {
    "register_case": Action("登记", _IN, _REGISTER),
    "revise_case": Action("修改登记", _IN, _REGISTER),
    "accept_case": Action("受理", _IN, _APPROVE),
    "refuse_case": Action("不予受理", _IN, _APPROVE),
    "extend_limit": Action("延长期限", _MED, _APPROVE),
    "assign_case": Action("指派调解员", _MED, _APPROVE),
    "assign_cases": Action("批量指派调解员", _MED, _APPROVE),
    "plan_session": Action("约定调解时间", _MED, _MEDIATE),
    "plan_sessions": Action("批量约定调解时间", _MED, _MEDIATE),
    "record_session": Action("记录调解", _MED, _MEDIATE),
    "correct_session": Action("修改调解记录", _MED, _MEDIATE),
    "conclude_agreement": Action("达成协议", _OUT, _MEDIATE),
    "sign_agreement": Action("登记签章", _OUT, _MEDIATE),
    "record_performance": Action("登记履行", _OUT, _MEDIATE),
    "record_confirmation": Action("登记司法确认", _OUT, _MEDIATE),
    "terminate_case": Action("终止调解", _OUT, _MEDIATE),
    "close_case": Action("结案", _OUT, Permission.CLOSE),
    "step_back": Action("退回上一步", ActionKind.BACK, _APPROVE),
    "delete_case": Action("移到回收站", _ARCHIVE, _APPROVE),
    "restore_case": Action("从回收站恢复", _ARCHIVE, _APPROVE),
    "set_retention": Action("设定保管期限", _ARCHIVE, Permission.CLOSE),
    "keep_case": Action("续存", _ARCHIVE, Permission.CLOSE),
    "propose_destruction": Action("提出销毁", _ARCHIVE, final=_LIST),
    "refuse_destruction": Action("退回销毁清册", _ARCHIVE, final=_LIST),
    "destroy_cases": Action("销毁", _ARCHIVE, final="内容已依法销毁，任何人都不能恢复"),
    "undo_change": Action("撤销", ActionKind.BACK),
    "redo_change": Action("恢复撤销的修改", ActionKind.BACK),
    "issue_paper": Action("打印文书", ActionKind.PAPER, final=_PAPER),
    **{
        code: Action(words, ActionKind.PAPER, needs)
        for code, (words, needs) in area_words.PAPER_ACTIONS.items()
    },
    "print_dossier": Action("装订卷宗", ActionKind.PAPER, final="卷宗已经印出或交出，不能撤销"),
    "set_up_office": Action("建立单位", _OFFICE, final="建立单位不能撤销；名称可以修改"),
    "rename_office": Action("修改单位信息", _OFFICE, Permission.ORGANISE),
    "save_committee": Action("保存调委会", _OFFICE, Permission.ORGANISE),
    "save_mediator": Action("保存调解员", _OFFICE, Permission.ORGANISE),
    "change_setting": Action("修改设置", _OFFICE, Permission.SET_UP),
    "change_wording": Action("修改文书措辞", _OFFICE, final=_WORDING),
    "import_wording": Action("导入文书措辞", _OFFICE, final=_WORDING),
    "import_days": Action("导入工作日", _OFFICE, Permission.SET_UP),
    "load_demo_month": Action("装入演示数据", _OFFICE, final="演示数据不能逐步撤销"),
    "restore_backup": Action("从备份恢复", _SAFETY, final="请从更新的备份再恢复一次"),
    "verify_audit": Action("审计核验", _SAFETY, final="核验只读，没有可撤销的内容"),
    "back_up": Action("备份", _SAFETY, final="备份已经写好，不能撤销"),
    "choose_backup_place": Action("设定第二处备份", _SAFETY, final=_PLACE),
    "forget_backup_place": Action("取消第二处备份", _SAFETY, final=_PLACE),
    **{code: Action(label, _MED, _MEDIATE) for code, label in area_words.CASE_ACTIONS.items()},
    **{code: Action(words, _OFFICE, final=why) for code, (words, why) in area_words.FINAL.items()},
    **{code: Action(label, _IN, _REGISTER) for code, label in record_words.PEOPLE.items()},
    **{
        code: Action(label, _OFFICE, needs)
        for code, (label, needs) in area_words.OFFICE_ACTIONS.items()
    },
    **{
        code: Action(label, _SAFETY, final=account_words.FINAL)
        for code, label in account_words.ACTIONS.items()
    },
    **{code: Action(label, _LINK, need) for code, (label, need) in linkage_words.ACTIONS.items()},
}

ROWS: Mapping[str, str] = {
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
    "case_number": "案件编号",
    "issued_paper": "文书",
    "report": "上报的报表",
    "evidence": "卷内材料",
    "office": "单位",
    "committee": "调委会",
    "mediator": "调解员",
    "setting": "设置",
    "wording": "文书措辞",
    "calendar_day": "工作日",
    "destruction": "销毁清册",
    "destruction_item": "清册里的案件",
    "account": "账户",
    "former_password": "用过的口令",
    **area_words.ROWS,
}

FIELDS: Mapping[str, str] = {
    "absent_note": "缺席情况",
    "accepted_on": "受理日期",
    "active": "在用",
    "address": "住址（地址）",
    "agreed_fen": "协议涉及金额",
    "agreed_form": "协议形式",
    "agreed_on": "达成协议日期",
    "amount_fen": "金额",
    "answers": "受理前的询问",
    "application_form": "申请形式",
    "authority": "代理权限",
    "born_on": "出生日期",
    "breach": "违约责任",
    "capacity": "民事行为能力",
    "chosen_by": "确定方式",
    "claim_fen": "请求金额",
    "closed_on": "结案日期",
    "committee_id": "调委会",
    "confirmed_on": "司法确认日期",
    "consented": "当事人同意",
    "content": "内容",
    "copies": "协议份数",
    "counted": "计入涉及金额",
    "court": "法院",
    "created_at": "建立时间",
    "credit_code": "统一社会信用代码",
    "creditor_id": "权利人",
    "cross_committee": "跨调委会",
    "day": "日期",
    "debtor_id": "义务人",
    "decided_at": "审批时间",
    "decided_by": "审批人",
    "decision_reason": "审批意见",
    "deleted_on": "移到回收站的日期",
    "deletion_reason": "删除原因",
    "demo": "演示单位",
    "destroyed_on": "销毁日期",
    "difficulty": "难易程度",
    "risk": "风险等级",
    "disputed_matters": "争议事项",
    "docket_number": "法院案号",
    "due_on": "期限",
    "due_text": "期限（文字）",
    "education": "学历",
    "effect_on": "生效日期",
    "effect_reason": "生效日期的说明",
    "email": "电子邮箱",
    "employer": "工作单位",
    "employment": "专兼职",
    "ended_at": "结束时间",
    "ethnicity": "民族",
    "experience": "调解经历",
    "extended_to": "延长至",
    "extension_reason": "延长理由",
    "facts": "纠纷简要情况",
    "filed_on": "申请日期",
    "first_session_at": "约定的第一次调解时间",
    "flags": "案件标记",
    "form": "协议形式",
    "founded_on": "成立日期",
    "from_on": "开始日期",
    "given_at": "给号时间",
    "grade": "等级",
    "graded_on": "评定日期",
    "ground": "鉴定依据",
    "has_letter": "有授权委托书",
    "held_at": "调解时间",
    "id_kind": "证件种类",
    "id_number": "证件号码",
    "injury_on_duty": "因公伤亡情况",
    "introduction": "简介",
    "is_public": "可以公开",
    "is_representative": "代表人",
    "issued_at": "打印时间",
    "issued_by": "打印人",
    "kept_until": "续存至",
    "kind": "类别",
    "saved_at": "保存时间",
    "saved_by": "保存人",
    "version": "版本",
    "last_sign_in_at": "上次登录",
    "lead_id": "主办调解员",
    "legal_representative": "法定代表人（负责人）",
    "legal_representative_title": "职务",
    "licence_number": "证件编号",
    "login": "登录名",
    "major": "专业",
    "manner": "方式",
    "marital_status": "婚姻状况",
    "mediator_id": "调解员",
    "mobile": "手机",
    "must_change": "须换口令",
    "name": "姓名（名称）",
    "native_region": "户籍地",
    "next_at": "下次调解时间",
    "next_session_at": "下次调解时间",
    "note": "备注",
    "number": "编号",
    "number_pattern": "编号格式",
    "occupation": "职业",
    "occurred_on": "发生日期",
    "organisation": "单位",
    "origin": "来由",
    "other_identity": "其他身份",
    "outcome": "结案前的结果",
    "pages": "页数",
    "edition": "版次",
    "parent_id": "上级调委会",
    "party_asked_written": "当事人要求书面",
    "party_count": "当事人数",
    "password_changed_at": "口令更换时间",
    "people_involved": "涉及人数",
    "performance_deadline": "履行期限",
    "performance_manner": "履行方式",
    "performance_place": "履行地点",
    "performed_note": "履行说明",
    "performed_on": "履行日期",
    "performed_on_spot": "当场履行",
    "period_months": "每几个月一次",
    "phone": "电话",
    "place": "地点",
    "politics": "政治面貌",
    "position": "职务",
    "present": "到场当事人",
    "proposed_at": "提出时间",
    "proposed_by": "提出人",
    "purchased_service": "政府购买服务",
    "qualification": "资格",
    "reached_on": "达成日期",
    "reason": "说明",
    "record": "调解过程",
    "recorded_by": "记录人",
    "refusal_reason": "不予受理理由",
    "region_code": "行政区划代码",
    "region_name": "行政区划",
    "registered_on": "登记日期",
    "relation": "关系",
    "remedies": "已告知的途径",
    "requests": "申请事项",
    "responsibility": "责任",
    "result": "结果",
    "retention": "保管期限",
    "role": "身份",
    "roles": "角色",
    "ruled_on": "裁定日期",
    "sequence": "序号",
    "series": "字号系列",
    "session_ordinal": "第几次调解",
    "sex": "性别",
    "short_name": "简称",
    "side": "当事人地位",
    "signed_by": "代签人",
    "signed_on": "签章日期",
    "signer_id": "签名人",
    "since_year": "从事调解起始年",
    "source": "案件来源",
    "source_reference": "来源文号",
    "special_groups": "特殊群体",
    "specialty": "行业",
    "state": "状态",
    "subject": "调解事项",
    "subsidised": "享受补贴",
    "term_ends_on": "届满日期",
    "term_from": "聘期起",
    "term_to": "聘期止",
    "terminated_on": "终止日期",
    "termination_ground": "终止原因",
    "termination_note": "终止说明",
    "title": "案件名称",
    "to_on": "结束日期",
    "township": "乡镇（街道）",
    "type": "纠纷类型",
    "value": "值",
    "village": "村（社区）",
    "void_reason": "作废原因",
    "willingness": "调解意愿",
    "withdrawn_on": "撤回日期",
    "withdrawn_reason": "撤回原因",
    "year": "年度",
    **area_words.FIELDS,
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("dispute", "origin"): "提出方式",
    ("dispute", "place"): "发生地点",
    ("dispute", "due_on"): "调解期限",
    ("mediator", "origin"): "产生方式",
    ("agreement", "facts"): "协议载明的事实",
    ("signature", "role"): "签章人身份",
    ("session", "place"): "调解地点",
    ("session", "result"): "本次结果",
    ("clause", "place"): "履行地点",
    ("clause", "manner"): "履行方式",
    **area_words.OTHERWISE,
}
"""Columns whose word depends on the table."""

HIDDEN = area_words.HIDDEN | frozenset(
    "id account_id case_id person_id agreement_id clause_id instalment_id party_id destruction_id"
    " proposer_id paper_id sweep_id handover_id type_group ordinal facts_hash text_hash sha256 file"
    " secret template_version rev_device rev_counter rev_parents".split()
)
"""Columns that are bookkeeping, or stand in the row's own name."""

HIDDEN_IN = frozenset(
    {
        *(
            (table, "position")
            for table in "party agent invited instalment committee subsidy_tier evidence".split()
        ),
        ("issued_paper", "content"),
        ("wording", "tree"),
        *area_words.HIDDEN_IN,
        ("former_password", "hash"),
        ("former_password", "set_at"),
    }
)

DERIVED = frozenset(
    "party_count lead_id next_session_at agreed_on agreed_form agreed_fen effect_on performed_on"
    " confirmed_on filed_on visited_on next_visit_on".split()
)
"""Summary columns of a case (summary.py): what they follow from is in the history already."""


def field_label(table: str, field: str) -> str:
    """Return what a column is called, its own name when nobody gave it words."""
    return OTHERWISE.get((table, field)) or FIELDS.get(field, field)


def is_shown(table: str, field: str) -> bool:
    """Tell whether a column is worth a line of the history."""
    if field in HIDDEN or (table, field) in HIDDEN_IN:
        return False
    return not (table == "dispute" and field in DERIVED)


def action_of(code: str) -> Action:
    """Return an action's words; one of a newer program is shown by its code and never undone."""
    return ACTIONS.get(code) or Action(code, ActionKind.OFFICE, final="这一步由别的程序版本保存")
