"""The history's words for notes (see history_words.py): that there is one, never what it says."""

from collections.abc import Mapping

ACTIONS: Mapping[str, str] = {
    "take_note": "记笔记",
    "remove_note": "删除笔记",
    "move_note": "把笔记移入调解记录",
}

ROWS: Mapping[str, str] = {"note": "笔记"}

FIELDS: Mapping[str, str] = {
    "aside": "单独谈话",
    "noted_at": "记笔记的时间",
    "noted_by": "记笔记的人",
    "moved_to": "移入",
    "moved_at": "移入时间",
}

HIDDEN_IN = frozenset({("note", "content"), ("note", "with_whom")})
