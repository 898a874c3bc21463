"""Which columns hold codes, and whose labels or names the history shows for them."""

from collections.abc import Mapping

from mediation_desk.domain.calendar import DayKind
from mediation_desk.domain.codes import (
    AgentKind,
    Authority,
    Capacity,
    ChosenBy,
    ClauseKind,
    ConfirmationResult,
    DeliveryMethod,
    Finding,
    Form,
    Labelled,
    Opinion,
    Origin,
    PaidBy,
    PartyKind,
    Role,
    SessionResult,
    Sex,
    Side,
    Signer,
    State,
    UrgingMethod,
    VisitMethod,
    VisitPerformance,
    Willingness,
)
from mediation_desk.domain.rights import AccountRole
from mediation_desk.services import account_words, subsidy_words
from mediation_desk.services.bin_rows import DestructionState, Ground

ENUMS: Mapping[tuple[str, str], type[Labelled]] = {
    ("dispute", "state"): State,
    ("dispute", "outcome"): State,
    ("dispute", "origin"): Origin,
    ("dispute", "application_form"): Form,
    ("dispute", "agreed_form"): Form,
    ("party", "side"): Side,
    ("party", "kind"): PartyKind,
    ("party", "sex"): Sex,
    ("party", "capacity"): Capacity,
    ("party", "willingness"): Willingness,
    ("person", "kind"): PartyKind,
    ("agent", "kind"): AgentKind,
    ("agent", "authority"): Authority,
    ("assignment", "role"): Role,
    ("assignment", "chosen_by"): ChosenBy,
    ("agreement", "form"): Form,
    ("clause", "kind"): ClauseKind,
    ("signature", "role"): Signer,
    ("confirmation", "result"): ConfirmationResult,
    ("mediator", "sex"): Sex,
    ("session", "result"): SessionResult,
    ("follow_up", "method"): VisitMethod,
    ("follow_up", "performance"): VisitPerformance,
    ("follow_up", "opinion"): Opinion,
    ("follow_up", "litigated"): Finding,
    ("follow_up", "hidden"): Finding,
    ("investigation", "sex"): Sex,
    ("delivery", "method"): DeliveryMethod,
    ("receipt", "method"): PaidBy,
    ("urging", "method"): UrgingMethod,
    ("destruction", "state"): DestructionState,
    ("destruction_item", "ground"): Ground,
    ("calendar_day", "kind"): DayKind,
    ("account", "roles"): AccountRole,
    **subsidy_words.ENUMS,
}

LISTS: Mapping[tuple[str, str], str] = {
    ("dispute", "type"): "types",
    ("dispute", "retention"): "retention",
    ("dispute", "source"): "sources",
    ("dispute", "difficulty"): "difficulty",
    ("dispute", "flags"): "case_flags",
    ("dispute", "termination_ground"): "termination_grounds",
    ("party", "special_groups"): "special_groups",
    ("party", "ethnicity"): "ethnicities",
    ("party", "id_kind"): "id_kinds",
    ("person", "id_kind"): "id_kinds",
    ("evidence", "slot"): "dossier_items",
    ("committee", "kind"): "committee_kinds",
    ("committee", "specialty"): "industries",
    ("mediator", "ethnicity"): "ethnicities",
    ("mediator", "education"): "education",
    ("mediator", "position"): "mediator_positions",
    ("mediator", "employment"): "employment",
    ("mediator", "origin"): "mediator_origins",
    ("mediator", "grade"): "mediator_grades",
    ("mediator", "politics"): "politics",
    ("mediator", "marital_status"): "marital",
    **subsidy_words.LISTS,
}

NAMES = frozenset(
    "committee_id mediator_id lead_id parent_id debtor_id creditor_id signer_id present".split()
)
"""Columns that hold ids of people or committees: shown by their names."""

SETTINGS: Mapping[str, str] = {
    "statistics_year_start": "统计年度首日",
    "success_denominator": "成功率的分母",
    "count_oral": "口头协议计入统计",
    "statistics_checks": "勾稽关系",
    "bin_days": "回收站保留天数",
    "retention_default": "默认保管期限",
    "retention_years": "各保管期限的年数",
    "soon_days": "期限前几天提醒",
    "silent_days": "几天没有办理就提醒",
    "due_days": "履行日前几天提醒",
    "confirmation_days": "司法确认截止前几天提醒",
    "follow_up_days": "生效后几天回访",
    "review_sheet": "卷宗评分表",
    **account_words.SETTINGS,
}
