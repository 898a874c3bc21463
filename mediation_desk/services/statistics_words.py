"""The history's words for submitted reports and own tables (see history_words.py)."""

from collections.abc import Mapping

from mediation_desk.domain.rights import Permission

ACTIONS: Mapping[str, tuple[str, Permission]] = {
    "save_own_table": ("保存自定义表", Permission.SUBMIT),
    "remove_own_table": ("删除自定义表", Permission.SUBMIT),
    "save_table_design": ("保存表格设计", Permission.SUBMIT),
    "import_table_design": ("导入表格定义", Permission.SUBMIT),
    "set_checks": ("设置勾稽关系", Permission.SUBMIT),
}

FINAL: Mapping[str, tuple[str, str]] = {
    "submit_report": ("上报报表", "上报的报表不会再变；更正以后可以再次上报"),
}

ROWS: Mapping[str, str] = {
    "report": "上报的报表",
    "own_table": "自定义表",
    "own_table_version": "表格的版本",
}

FIELDS: Mapping[str, str] = {
    "period_name": "统计时段",
    "recipient": "报送单位",
    "submitted_at": "上报时间",
    "submitted_by": "上报人",
    "unit_label": "统计单位",
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("report", "title"): "报表",
    ("own_table", "title"): "表名",
    ("own_table", "rows"): "行",
    ("own_table", "across"): "列",
    ("own_table", "counted"): "统计什么",
}

HIDDEN_IN = frozenset(
    ("report", name)
    for name in "table_key period_start period_end unit basis corrects rules figures cases"
    " case_count content seal program audit_seq audit_hash".split()
) | {("own_table", "design"), ("own_table_version", "design"), ("own_table_version", "table_id")}
