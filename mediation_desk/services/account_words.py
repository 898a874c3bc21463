"""The words of what happens at the door: signing in, accounts, keys, who saw what."""

from collections.abc import Mapping

ACTIONS: Mapping[str, str] = {
    "sign_in": "登录",
    "refuse_sign_in": "登录被拒",
    "sign_out": "退出登录",
    "lock": "锁定",
    "unlock": "解锁",
    "key_file_replaced": "密钥文件被换过",
    "first_account": "建立首个账户",
    "add_account": "建立账户",
    "change_roles": "修改角色",
    "disable_account": "停用账户",
    "enable_account": "启用账户",
    "change_password": "更换口令",
    "reset_password": "重设口令",
    "recover_password": "用恢复密钥重设口令",
    "change_policy": "修改安全策略",
    "new_recovery_key": "更换恢复密钥",
    "change_data_key": "更换数据密钥",
    "show_case": "查看案件",
    "edit_case": "打开修改",
    "reveal_party": "查看完整证件号和电话",
    "preview_paper": "预览文书",
    "open_paper": "打开或重印文书",
    "open_evidence": "打开卷内材料",
    "export_file": "导出文件",
}

VIEWS: Mapping[str, str] = {
    "show_case": "查看案件",
    "edit_case": "打开修改",
    "reveal_party": "查看完整证件号和电话",
    "preview_paper": "预览文书",
    "open_paper": "打开或重印文书",
    "open_evidence": "打开卷内材料",
    "issue_paper": "打印文书",
    "export_file": "导出文件",
    "print_dossier": "装订卷宗",
}
"""What somebody who looked at a case saw of it."""

SETTINGS: Mapping[str, str] = {
    "policy.duties": "职责分工",
    "policy.password_days": "口令有效天数",
    "policy.idle_minutes": "自动锁定分钟数",
}
"""The security policy stands among the settings."""

FINAL = "账户和安全方面的操作不能撤销，请到账户页改回来"
"""Why none of these can be undone."""
