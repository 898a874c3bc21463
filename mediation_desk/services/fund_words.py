"""The history's words for the money of mediation (see history_words.py)."""

from collections.abc import Mapping

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.funds import Flow
from mediation_desk.domain.rights import Permission

ACTIONS: Mapping[str, tuple[str, Permission]] = {
    "save_fund": ("登记经费", Permission.SUBMIT),
    "remove_fund": ("删除经费", Permission.SUBMIT),
}

ROWS: Mapping[str, str] = {"fund": "经费"}

FIELDS: Mapping[str, str] = {"flow": "收支", "quarter": "季度", "year": "年度"}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("fund", "source"): "经费来源",
    ("fund", "kind"): "经费种类",
}

ENUMS: Mapping[tuple[str, str], type[Labelled]] = {("fund", "flow"): Flow}

LISTS: Mapping[tuple[str, str], str] = {
    ("fund", "source"): "fund_sources",
    ("fund", "kind"): "fund_kinds",
}
