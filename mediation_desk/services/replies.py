"""What the author replied to the questions of plausibility (请想一想): read, told apart, checked.

A reply belongs to the facts it was given about. Once one of them is changed the question is open
again, and what was replied before stands beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.review.facts import ReviewFacts
from mediation_desk.domain.review.questions import AnswerKind, Question, questions
from mediation_desk.errors import InvalidInput
from mediation_desk.services.review_around import around_of
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.tables.reviews import question_reply


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A short answer, or that it was looked into and is so; `answer` says why either way."""

    kind: AnswerKind
    answer: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What was replied, by whom and when."""

    kind: AnswerKind
    answer: str
    replied_by: str
    replied_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its reply, None while it is open.

    `former` is what was replied before the facts were changed.
    """

    code: str
    sentence: str
    tab: str
    basis: str
    reply: Reply | None
    former: Reply | None


def asked_of(connection: Connection, case: CaseDetail, facts: ReviewFacts) -> tuple[Asked, ...]:
    """Return the questions a case raises: the open ones first, then those with a reply."""
    rows = _replies(connection, case.id)
    found = questions(facts, around_of(connection, case))
    told = [_asked(one, rows, {other.basis for other in found}) for one in found]
    return tuple(sorted(told, key=lambda one: one.reply is not None))


def check_reply(draft: ReplyDraft) -> None:
    """Raise InvalidInput for a reply without words."""
    if not draft.answer.strip():
        checked = draft.kind is AnswerKind.CHECKED
        words = "请写明怎样核对的、依据什么。" if checked else "请写明情况。"
        raise InvalidInput({"answer": words})


def _asked(question: Question, rows: Sequence[RowMapping], open_now: set[str]) -> Asked:
    same = [row for row in rows if row["code"] == question.code]
    own = [row for row in same if row["basis"] == question.basis]
    gone = [row for row in same if row["basis"] not in open_now]
    return Asked(
        code=question.code,
        sentence=question.sentence,
        tab=question.tab,
        basis=question.basis,
        reply=_last(own),
        former=None if own else _last(gone),
    )


def _last(rows: Iterable[RowMapping]) -> Reply | None:
    found = list(rows)
    if not found:
        return None
    row = found[-1]
    return Reply(AnswerKind(row["kind"]), row["answer"], row["replied_by"], row["replied_at"])


def _replies(connection: Connection, case_id: str) -> Sequence[RowMapping]:
    query = select(question_reply).where(question_reply.c.case_id == case_id)
    ordered = query.order_by(question_reply.c.replied_at, question_reply.c.id)
    return connection.execute(ordered).mappings().all()
