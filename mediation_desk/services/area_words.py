"""The history's words of those areas that keep them in modules of their own, put together."""

from collections.abc import Mapping

from mediation_desk.domain.rights import Permission
from mediation_desk.services import (
    dossier_words,
    fund_words,
    linkage_words,
    note_words,
    record_words,
    review_words,
    rollup_words,
    roster_words,
    statistics_words,
    subsidy_words,
)

OFFICE_ACTIONS: Mapping[str, tuple[str, Permission]] = {
    **subsidy_words.ACTIONS,
    **roster_words.ACTIONS,
    **statistics_words.ACTIONS,
    **rollup_words.ACTIONS,
    **fund_words.ACTIONS,
}
"""Code: its words, and what undoing it needs."""

PAPER_ACTIONS = dossier_words.ACTIONS

CASE_ACTIONS: Mapping[str, str] = {
    **record_words.ACTIONS,
    **review_words.CASE_ACTIONS,
    **note_words.ACTIONS,
}

FINAL: Mapping[str, tuple[str, str]] = {
    **{code: (words, review_words.FINAL) for code, words in review_words.ACTIONS.items()},
    **statistics_words.FINAL,
    **rollup_words.FINAL,
}
"""Code: its words, and why it is never undone."""

ROWS: Mapping[str, str] = {
    **record_words.ROWS,
    **dossier_words.ROWS,
    **subsidy_words.ROWS,
    **linkage_words.ROWS,
    **roster_words.ROWS,
    **review_words.ROWS,
    **note_words.ROWS,
    **statistics_words.ROWS,
    **rollup_words.ROWS,
    **fund_words.ROWS,
}

FIELDS: Mapping[str, str] = {
    **subsidy_words.FIELDS,
    **dossier_words.FIELDS,
    **roster_words.FIELDS,
    **record_words.FIELDS,
    **linkage_words.FIELDS,
    **review_words.FIELDS,
    **note_words.FIELDS,
    **statistics_words.FIELDS,
    **rollup_words.FIELDS,
    **fund_words.FIELDS,
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    **record_words.OTHERWISE,
    **dossier_words.OTHERWISE,
    **linkage_words.OTHERWISE,
    **roster_words.OTHERWISE,
    **review_words.OTHERWISE,
    **statistics_words.OTHERWISE,
    **rollup_words.OTHERWISE,
    **fund_words.OTHERWISE,
}

HIDDEN = subsidy_words.HIDDEN | review_words.HIDDEN

HIDDEN_IN = (
    statistics_words.HIDDEN_IN
    | review_words.HIDDEN_IN
    | note_words.HIDDEN_IN
    | rollup_words.HIDDEN_IN
)
