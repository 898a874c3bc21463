"""What the history calls the actions, rows and fields of linkage (联动)."""

from collections.abc import Mapping

from mediation_desk.domain.rights import Permission

_REGISTER, _MEDIATE, _ORGANISE = Permission.REGISTER, Permission.MEDIATE, Permission.ORGANISE

ACTIONS: Mapping[str, tuple[str, Permission]] = {
    "save_letter": ("登记函件", _REGISTER),
    "answer_letter": ("登记函件回复", _REGISTER),
    "save_line": ("登记来访", _REGISTER),
    "handle_line": ("处理来访", _REGISTER),
    "save_sweep": ("登记排查", _REGISTER),
    "save_prevention": ("登记预防记录", _REGISTER),
    "approve_prevention": ("核定预防记录", Permission.APPROVE),
    "record_zero_report": ("登记零报告", _REGISTER),
    "save_informant": ("保存信息员", _ORGANISE),
    "save_venue": ("保存场所", _ORGANISE),
    "rate_risk": ("定风险等级", _MEDIATE),
    "record_escalation": ("登记重大纠纷", _MEDIATE),
    "report_escalation": ("报告重大纠纷", _MEDIATE),
    "correct_escalation": ("更正重大纠纷报告", _MEDIATE),
}
"""Code: its words, and what undoing it needs."""

ROWS: Mapping[str, str] = {
    "letter": "函件",
    "inquiry": "来访",
    "informant": "信息员",
    "sweep": "排查",
    "prevention": "预防记录",
    "zero_report": "零报告",
    "venue": "场所",
    "escalation": "重大纠纷报告",
}

FIELDS: Mapping[str, str] = {
    "answered_on": "回复日期",
    "approved_by": "核定人",
    "approved_on": "核定日期",
    "area": "负责的片区",
    "attachments": "附件",
    "body": "往来单位",
    "body_name": "单位全称",
    "contact": "联系人、电话",
    "dated_on": "收发日期",
    "direction": "来去",
    "due_at": "报告时限",
    "effect": "预防效果",
    "found": "发现纠纷件数",
    "handled_on": "处理日期",
    "informant_id": "信息员",
    "keeper": "负责人",
    "known_at": "得知时间",
    "month": "月份",
    "opened_on": "启用日期",
    "own_number": "本单位文号",
    "parties": "当事人",
    "people": "参加人员",
    "prevented_on": "预防日期",
    "reported_at": "报告时间",
    "reported_by": "报告人",
    "reported_on": "报告日期",
    "reported_to": "报告给",
    "settled": "当场化解件数",
    "since_on": "开始日期",
    "swept_on": "排查日期",
    "their_number": "对方文号",
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("letter", "subject"): "事由",
    ("letter", "answer"): "答复内容",
    ("inquiry", "content"): "说的事",
    ("inquiry", "answer"): "处理情况",
    ("escalation", "measures"): "采取的措施",
    ("prevention", "facts"): "经过",
    ("escalation", "facts"): "情况",
}
