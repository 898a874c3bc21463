"""The one table of actions: shortcuts, menus, help and tests all read it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does everywhere in the window; `page` is the page it opens, if any."""

    name: str
    label: str
    keys: tuple[str, ...]
    page: str = ""


ACTIONS = (
    Action("new_case", "登记新纠纷", ("Ctrl+N",), "intake"),
    Action("new_line", "登记来访", ("Ctrl+Shift+N",)),
    Action("goto", "找案件、调解员、页面或操作", ("Ctrl+K", "Ctrl+G")),
    Action("find", "查找案件", ("Ctrl+F",)),
    Action("next_found", "下一行（找到的下一件）", ("F3",)),
    Action("previous_found", "上一行（找到的上一件）", ("Shift+F3",)),
    Action("edit", "修改", ("F2",)),
    Action("print", "打印、预览", ("Ctrl+P", "Ctrl+Shift+P")),
    Action("next_pane", "到下一个区域", ("F6",)),
    Action("previous_pane", "到上一个区域", ("Shift+F6",)),
    Action("next_tab", "下一个标签页", ("Ctrl+Tab", "Ctrl+PgDown")),
    Action("previous_tab", "上一个标签页", ("Ctrl+PgUp",)),
    Action("refresh", "刷新", ("F5",)),
    Action("veil_notes", "隐去（显示）单独谈话的笔记", ("F9",)),
    Action("parties", "给当事人看", ("F11",)),
    Action("save", "保存", ("Ctrl+S",)),
    Action("undo", "撤销上次保存", ("Ctrl+Z",)),
    Action("redo", "恢复刚撤销的", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Action("lock", "锁定", ("Ctrl+L",)),
    Action("help", "帮助", ("F1",)),
    Action("larger", "放大文字", ("Ctrl++", "Ctrl+=")),
    Action("smaller", "缩小文字", ("Ctrl+-",)),
    Action("normal_size", "恢复文字大小", ("Ctrl+0",)),
    Action("home", "工作台", ("Ctrl+1",), "home"),
    Action("intake", "登记", ("Ctrl+2",), "intake"),
    Action("cases", "案件", ("Ctrl+3",), "cases"),
    Action("organisation", "调委会与调解员", ("Ctrl+4",), "organisation"),
    Action("statistics", "统计", ("Ctrl+5",), "statistics"),
    Action("settings", "设置", ("Ctrl+6",), "settings"),
    Action("agenda", "日程", ("Ctrl+7",), "agenda"),
    Action("performance", "履行", ("Ctrl+8",), "performance"),
    Action("audit", "审计", ("Ctrl+9",), "audit"),
    Action("scans", "扫描件", ("Ctrl+Shift+S",), "scans"),
    Action("linkage", "联动", ("Ctrl+J",), "linkage"),
)

FORM_KEYS = (
    ("Enter", "到下一栏"),
    ("Ctrl+Enter", "保存"),
    ("Ctrl+S", "保存"),
    ("Esc", "关闭，不丢已写的内容"),
)
"""Keys that forms and dialogs answer to."""
