"""The history's words for the records beside the sessions (see history_words.py)."""

from collections.abc import Mapping

ACTIONS: Mapping[str, str] = {
    "record_visit": "登记回访",
    "record_investigation": "登记调查",
    "record_pause": "登记鉴定评估",
    "record_delivery": "登记送达",
    "record_receipt": "登记收条",
    "record_urging": "登记督促",
    "record_undisputed": "记载无争议事实",
    "record_supplement": "补充记载",
    "record_recusal": "登记回避与披露",
    "remove_record": "删除记录",
}

PEOPLE: Mapping[str, str] = {
    "merge_people": "合并人员",
    "tell_people_apart": "记为不是同一人",
    "tell_case_apart": "记为不是同一件",
}

ROWS: Mapping[str, str] = {
    "told_apart": "同名不同人",
    "unlike": "不是同一件",
    "follow_up": "回访",
    "investigation": "调查",
    "pause": "鉴定评估",
    "delivery": "送达",
    "receipt": "收条",
    "urging": "督促",
    "undisputed": "无争议事实记载",
    "supplement": "补充记载",
    "recusal": "回避与披露",
}

FIELDS: Mapping[str, str] = {
    "decision": "处理结果",
    "opinions": "各方意见",
    "raised_by": "申请人",
    "stated_on": "提出日期",
    "age": "年龄",
    "answer": "答复",
    "attended": "参加人",
    "delivered_by": "送达人",
    "failure": "未能送达的情况",
    "hidden": "隐患",
    "hidden_note": "隐患的情况",
    "investigators": "调查人",
    "litigated": "起诉、仲裁",
    "litigation_note": "起诉、仲裁的结果",
    "measures": "回访情况和措施",
    "method": "方式",
    "next_on": "下次回访日期",
    "next_visit_on": "下次回访日期",
    "noted_on": "记载日期",
    "opinion": "对调解的意见",
    "organ": "鉴定、评估机构",
    "opinion_note": "意见的内容",
    "papers": "文书名称和份数",
    "payee": "收款人",
    "payer": "付款人",
    "performance": "履行情况",
    "promised_on": "答应的日期",
    "purpose": "款项名称",
    "reached": "联系到的人",
    "received_by": "签收人",
    "received_on": "收到日期",
    "recipient": "受送达人",
    "sent_on": "送达日期",
    "urged_by": "督促人",
    "urged_on": "督促日期",
    "visited_by": "回访人",
    "visited_on": "回访日期",
    "witness": "在场人",
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("recusal", "kind"): "提出方式",
    ("recusal", "ground"): "情形",
    ("recusal", "decided_by"): "决定人",
    ("pause", "from_on"): "委托日期",
    ("pause", "to_on"): "收到报告的日期",
    ("pause", "subject"): "鉴定、评估什么",
    ("undisputed", "content"): "没有争议的事实",
    ("investigation", "held_at"): "调查时间",
    ("investigation", "place"): "调查地点",
    ("investigation", "subject"): "调查事由",
    ("investigation", "record"): "问与答",
    ("delivery", "address"): "送达地址",
    ("delivery", "relation"): "代收人的关系",
}
