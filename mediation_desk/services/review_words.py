"""The history's words for reviews of dossiers (see history_words.py)."""

from collections.abc import Mapping

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.review.model import Outcome
from mediation_desk.domain.review.questions import AnswerKind

ACTIONS: Mapping[str, str] = {
    "open_review": "抽取评查卷宗",
    "mark_dossier": "提交评查意见",
    "settle_review": "合议定分",
}

CASE_ACTIONS: Mapping[str, str] = {"reply_question": "答复“请想一想”"}
"""What the author does to a case; undone like any other step of mediation."""

FINAL = "评查意见到齐以前可以由本人修改，到齐以后不再改动，不能撤销"

ROWS: Mapping[str, str] = {
    "review_round": "卷宗评查",
    "review_dossier": "被抽中的卷宗",
    "review_mark": "评查意见",
    "question_reply": "对疑问的答复",
}

FIELDS: Mapping[str, str] = {
    "candidates": "可抽的件数",
    "marked_at": "评查时间",
    "notes": "扣分的理由",
    "opened_at": "抽取时间",
    "opened_by": "抽取人",
    "outcome_code": "案件结果",
    "percent": "抽查比例（%）",
    "points": "各项得分",
    "remark": "评查意见",
    "reviewer": "评查人",
    "seed": "抽签号",
    "settled_by": "合议登记人",
    "settled_reason": "合议意见",
    "settled_total": "合议分数",
    "sheet": "评分表",
    "veto": "一票否决",
    "question": "问的是",
    "replied_at": "答复时间",
    "replied_by": "答复人",
}

ENUMS: Mapping[tuple[str, str], type[Labelled]] = {
    ("review_dossier", "outcome_code"): Outcome,
    ("question_reply", "kind"): AnswerKind,
}

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("question_reply", "kind"): "答复方式",
    ("question_reply", "answer"): "答复",
}

HIDDEN_IN = frozenset({("question_reply", "code"), ("question_reply", "basis")})

HIDDEN = frozenset("round_id dossier_id first_id second_id reviewer_id".split())
