"""From the letters of a case to what the letters' papers print (移送函、反馈函)."""

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from mediation_desk.documents import wording
from mediation_desk.documents.record_facts import LetterFacts
from mediation_desk.domain.linkage import Direction, LetterKind, LetterResult
from mediation_desk.services.context import Context
from mediation_desk.storage.tables.linkage import letter

HANDED_OVER = (
    LetterKind.TRANSFERRED,
    LetterKind.ENTRUSTED,
    LetterKind.DELEGATED,
    LetterKind.INVITED,
    LetterKind.ASSIGNED,
)
"""Letters by which one body hands a dispute to another."""


TRANSFER, FEEDBACK = "transfer", "feedback"


def papers_sent(connection: Connection, case_id: str) -> frozenset[str]:
    """Return the kinds of letter papers a case has sent, by the register of letters."""
    query = select(letter.c.kind).where(
        letter.c.case_id == case_id,
        letter.c.direction == Direction.OUT,
        letter.c.result != LetterResult.VOID,
    )
    kinds = set(connection.execute(query).scalars())
    sent = {TRANSFER} if not kinds.isdisjoint(HANDED_OVER) else set()
    return frozenset(sent | ({FEEDBACK} if LetterKind.FEEDBACK in kinds else set()))


def letter_facts(context: Context, case_id: str, kind: str) -> LetterFacts | None:
    """Return the letter a paper of this kind is, None where none is registered.

    The letter of transfer is the last one that went out; the feedback answers the last one that
    came in, under the number of the last feedback that went out.
    """
    if kind == TRANSFER:
        sent = _last(context, case_id, Direction.OUT, HANDED_OVER)
        return _facts(sent) if sent else None
    if kind != FEEDBACK:
        return None
    asked = _last(context, case_id, Direction.IN, HANDED_OVER)
    sent = _last(context, case_id, Direction.OUT, (LetterKind.FEEDBACK,))
    known = asked or sent
    if known is None:
        return None
    # A kind of body alone is no addressee: without the full name a line is left for the pen.
    return LetterFacts(
        body=known["body_name"],
        own_number=sent["own_number"] if sent else "",
        answered=_answered(asked) if asked else "",
    )


def _facts(row: RowMapping) -> LetterFacts:
    return LetterFacts(
        body=row["body_name"],
        own_number=row["own_number"],
        due_on=row["due_on"],
        attachments=row["attachments"],
        contact=row["contact"],
    )


def _answered(row: RowMapping) -> str:
    """Return 你单位（2025）示0823号函委派, or by its day where it had no number."""
    which = row["their_number"] or wording.day(row["dated_on"])
    return f"你单位{which}函{LetterKind(row['kind']).label}"


def _last(
    context: Context, case_id: str, direction: Direction, kinds: tuple[LetterKind, ...]
) -> RowMapping | None:
    query: Select[Any] = (
        select(letter)
        .where(
            letter.c.case_id == case_id,
            letter.c.direction == direction,
            letter.c.kind.in_(kinds),
            letter.c.result != LetterResult.VOID,
        )
        .order_by(letter.c.dated_on.desc(), letter.c.id.desc())
        .limit(1)
    )
    with context.db.read() as connection:
        return connection.execute(query).mappings().one_or_none()
