"""The words of the history for the roster: records of mediators, hand-overs of cases."""

from collections.abc import Mapping

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.rights import Permission
from mediation_desk.services.roster_rows import RosterKind

ACTIONS: dict[str, tuple[str, Permission]] = {
    "save_mediator_record": ("登记调解员记录", Permission.ORGANISE),
    "remove_mediator_record": ("删除调解员记录", Permission.ORGANISE),
    "hand_over_cases": ("交接案件", Permission.APPROVE),
}

ROWS: Mapping[str, str] = {
    "mediator_record": "调解员记录",
    "handover": "交接",
    "handover_item": "交接的案件",
}

FIELDS: Mapping[str, str] = {
    "from_id": "移交人",
    "grade_until": "等级有效期至",
    "handed_on": "交接日期",
    "hours": "学时",
    "moved": "移交",
    "organiser": "主办（授予）单位",
    "to_id": "接收人",
}

OTHERWISE: Mapping[tuple[str, str], str] = {("mediator_record", "title"): "名称（事由）"}

ENUMS: Mapping[tuple[str, str], type[Labelled]] = {("mediator_record", "kind"): RosterKind}
