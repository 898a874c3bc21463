"""The history's words for evidence and dossiers (see history_words.py)."""

from collections.abc import Mapping

from mediation_desk.domain.rights import Permission

ACTIONS: Mapping[str, tuple[str, Permission]] = {
    "save_dossier": ("填写卷宗封面", Permission.PRINT),
    "add_evidence": ("添加材料", Permission.REGISTER),
    "correct_evidence": ("修改材料说明", Permission.REGISTER),
    "order_evidence": ("调整材料顺序", Permission.REGISTER),
    "remove_evidence": ("移走材料", Permission.REGISTER),
    "restore_evidence": ("放回材料", Permission.REGISTER),
    "take_in_scans": ("收入扫描件", Permission.REGISTER),
    "file_scan": ("认领扫描件", Permission.REGISTER),
    "drop_scan": ("丢弃扫描件", Permission.REGISTER),
}
"""Code: its words, and what undoing it needs."""

ROWS: Mapping[str, str] = {
    "evidence": "卷内材料",
    "dossier": "卷宗封面",
    "stray_scan": "待认领的扫描件",
}

FIELDS: Mapping[str, str] = {
    "added_at": "添加时间",
    "added_by": "添加人",
    "checked_by": "检查人",
    "checked_on": "检查日期",
    "collected_on": "收集时间",
    "compiled_by": "立卷人",
    "compiled_on": "立卷日期",
    "is_copy": "复印件",
    "media": "文件类型",
    "proves": "证明对象",
    "remarks": "备注",
    "removed_on": "移走日期",
    "size": "字节数",
    "slot": "归入",
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("evidence", "name"): "材料名称",
    ("evidence", "source"): "来源、提供人",
    ("dossier", "note"): "卷宗情况说明",
    ("stray_scan", "name"): "名称",
    ("stray_scan", "why"): "为什么没有归档",
}
