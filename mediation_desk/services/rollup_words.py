"""The history's words for reports of other offices (see history_words.py)."""

from collections.abc import Mapping

from mediation_desk.domain.rights import Permission

ACTIONS: Mapping[str, tuple[str, Permission]] = {
    "receive_report": ("收入上报文件", Permission.SUBMIT),
    "expect_place": ("列入应报单位", Permission.SUBMIT),
    "release_place": ("不再要求上报", Permission.SUBMIT),
    "trust_place": ("改认单位的新密钥", Permission.SUBMIT),
    "decide_twins": ("认定重复案件", Permission.SUBMIT),
}

FINAL: Mapping[str, tuple[str, str]] = {
    "make_signing_key": ("生成本单位的签名密钥", "用它签过名的文件可能已经交出去了"),
}

ROWS: Mapping[str, str] = {
    "signing_key": "签名密钥",
    "reporting_place": "应报单位",
    "received_report": "收到的报表",
    "reported_twin": "疑似重复的案件",
}

FIELDS: Mapping[str, str] = {
    "received_at": "收到时间",
    "received_by": "收件人",
    "kept": "计入哪一件",
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("reporting_place", "active"): "应当上报",
    ("received_report", "title"): "报表",
}

HIDDEN_IN = frozenset(
    [("signing_key", name) for name in ("private_key", "public_key", "made_at")]
    + [("reporting_place", name) for name in ("office_id", "unit", "public_key")]
    + [("reported_twin", name) for name in ("one", "other")]
    + [
        ("received_report", name)
        for name in "place_id report_id table_key period_start period_end basis rules figures cases"
        " facts seal digest".split()
    ]
)
