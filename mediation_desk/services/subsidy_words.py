"""The words of the history for subsidies: actions with who may undo them, rows, fields, codes."""

from collections.abc import Mapping

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.subsidy import Exclusion, Need
from mediation_desk.services.subsidy_rows import ClaimState, StepKind

_CLAIM, _SETTLE = Permission.SUBSIDY, Permission.SETTLE

ACTIONS: dict[str, tuple[str, Permission]] = {
    "save_subsidy_scheme": ("保存补贴办法", Permission.SET_UP),
    "open_subsidy_claim": ("建立补贴申报", _CLAIM),
    "add_to_subsidy_claim": ("加入补贴申报", _CLAIM),
    "take_from_subsidy_claim": ("移出补贴申报", _CLAIM),
    "drop_subsidy_claim": ("删除补贴申报", _CLAIM),
    "submit_subsidy_claim": ("提交补贴申报", _CLAIM),
    "return_subsidy_claim": ("退回补贴申报", _SETTLE),
    "fault_subsidy_case": ("指出申报案件的问题", _SETTLE),
    "approve_subsidy_claim": ("审定补贴申报", _SETTLE),
    "pay_subsidy_claim": ("登记补贴发放", _SETTLE),
}

ROWS: Mapping[str, str] = {
    "subsidy_scheme": "补贴办法",
    "subsidy_tier": "补贴档次",
    "subsidy_claim": "补贴申报",
    "subsidy_line": "申报的案件",
    "subsidy_share": "调解员的补贴",
    "subsidy_step": "申报经过",
}

FIELDS: Mapping[str, str] = {
    "amount_from_fen": "协议金额达到",
    "at": "时间",
    "bank_card": "银行卡号",
    "bank_name": "开户银行",
    "base_fen": "基础补贴",
    "by": "经办人",
    "cut_fen": "不发的部分",
    "difficulties": "难易程度",
    "exclusions": "不领补贴的人员",
    "failed_percent": "未成功按几成计（%）",
    "first_on": "起始日期",
    "label": "名称",
    "last_on": "截止日期",
    "lead_percent": "主办调解员的比例（%）",
    "leads": "主办",
    "month_cap_fen": "每人每月上限",
    "needs": "申报条件",
    "oral_percent": "口头协议按几成计（%）",
    "paid_on": "发放日期",
    "parties_from": "当事人达到（人）",
    "people_from": "涉及人数达到（人）",
    "performance_fen": "履行后增加",
    "period": "申报时段",
    "result_on": "有结果的日期",
    "tier": "档次",
    "types": "纠纷类型",
    "valid_from": "起用日期",
    "why": "计算过程",
    "why_cut": "不发的原因",
    "year_cap_fen": "每人每年上限",
}

ENUMS: Mapping[tuple[str, str], type[Labelled]] = {
    ("subsidy_claim", "state"): ClaimState,
    ("subsidy_step", "kind"): StepKind,
    ("subsidy_scheme", "needs"): Need,
    ("subsidy_scheme", "exclusions"): Exclusion,
}

LISTS: Mapping[tuple[str, str], str] = {
    ("subsidy_tier", "difficulties"): "difficulty",
    ("subsidy_tier", "types"): "types",
    ("subsidy_tier", "flags"): "case_flags",
}

HIDDEN = frozenset({"claim_id", "line_id", "scheme_id"})
