"""Reading reviews. The one place that decides which marks are told: all of them, or only one's own.

A mark is seen by nobody but its reviewer until the other one is in too (盲评).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.review.model import Outcome, outcome_of
from mediation_desk.domain.review.panel import REVIEWERS, Verdict, mark_total, verdict
from mediation_desk.domain.review.rules import findings
from mediation_desk.domain.review.score import applicable, score
from mediation_desk.domain.review.sheet import ScoreSheet, parse_sheet
from mediation_desk.errors import NotFound
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among, refuse_hidden
from mediation_desk.services.replies import asked_of
from mediation_desk.services.review_facts import review_facts
from mediation_desk.services.review_rows import DossierDetail, DossierRow, Mark, Stage
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.reviews import review_dossier, review_mark, review_round

NO_ACCOUNTS = "本单位还没有账户，分不清两名评查人，请先建立账户。"

Marks = Mapping[str, list[RowMapping]]


def read_round(connection: Connection, round_id: str) -> RowMapping:
    """Return a review's own row. Raises NotFound."""
    query = select(review_round).where(review_round.c.id == round_id)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise NotFound("找不到这次评查。", "请刷新后重试。")
    return found


def read_dossiers(
    connection: Connection, context: Context, head: RowMapping
) -> tuple[DossierRow, ...]:
    """Return the dossiers of a review in the order they were drawn, without their places."""
    query = _dossiers().where(review_dossier.c.round_id == head["id"])
    rows = connection.execute(query.order_by(review_dossier.c.position)).mappings().all()
    hidden = hidden_among(connection, context, [row["case_id"] for row in rows])
    marks = _marks(connection, [row["id"] for row in rows])
    sheet = parse_sheet(head["sheet"])
    return tuple(
        _row(context, row, sheet, marks.get(row["id"], []), hidden=row["case_id"] in hidden)
        for row in rows
    )


def read_dossier(connection: Connection, context: Context, dossier_id: str) -> DossierDetail:
    """Return one dossier. Raises NotFound, RuleViolation for a case not to be seen."""
    row = dossier_row(connection, dossier_id)
    refuse_hidden(connection, context, row["case_id"])
    head = read_round(connection, row["round_id"])
    sheet = parse_sheet(head["sheet"])
    case = read_case(connection, context, row["case_id"])
    facts = review_facts(connection, context, case)
    outcome = outcome_of(facts)
    proposed = score(sheet, outcome, findings(facts))
    given = _marks(connection, [dossier_id]).get(dossier_id, [])
    marks = [_mark(one, _possible(sheet, row["outcome_code"])) for one in given]
    mine = [
        one for one, raw in zip(marks, given, strict=True) if raw["reviewer_id"] == _me(context)
    ]
    both = len(given) == REVIEWERS
    return DossierDetail(
        row=_row(context, row, sheet, given, hidden=False),
        round_title=head["title"],
        sheet_title=f"{sheet.title}（{sheet.version}）",
        outcome=outcome,
        items=applicable(sheet, Outcome(row["outcome_code"])),
        vetoes=sheet.vetoes,
        suggested={one.item.code: one.points for one in proposed.items if one.points is not None},
        reasons={
            one.item.code: tuple(f"－{cost}　{words}" for words, cost in one.reasons)
            for one in proposed.items
        },
        questions=asked_of(connection, case, facts),
        own=mine[0] if mine else None,
        marks=tuple(marks) if both else (),
        settled_reason=row["settled_reason"],
        settled_by=row["settled_by"],
    )


def dossier_row(connection: Connection, dossier_id: str) -> RowMapping:
    """Return a dossier's row with what is told of its case. Raises NotFound."""
    query = _dossiers().where(review_dossier.c.id == dossier_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise NotFound("找不到这份卷宗的评查。", "请刷新后重试。")
    return row


def verdict_of(sheet: ScoreSheet, dossier: RowMapping, marks: Sequence[RowMapping]) -> Verdict:
    """Return what the marks of a dossier come to, whoever asks."""
    possible = _possible(sheet, dossier["outcome_code"])
    totals = [mark_total(one["points"], possible, vetoed=bool(one["veto"])) for one in marks]
    return verdict(totals, sheet.tolerance, dossier["settled_total"])


def why_not_mark(context: Context, dossier: RowMapping, marked: int) -> str:
    """Return why whoever is signed in cannot mark a dossier, "" where they can."""
    me = context.session.me
    if me is None:
        return NO_ACCOUNTS
    if me.id not in (dossier["first_id"], dossier["second_id"]):
        return "这份卷宗没有分给您评查。"
    return "两份评查意见都已提交，不能再改。" if marked == REVIEWERS else ""


def marks_of(connection: Connection, dossier_id: str) -> list[RowMapping]:
    """Return the marks of a dossier, in the order they came in."""
    return _marks(connection, [dossier_id]).get(dossier_id, [])


def _dossiers() -> Any:
    return (
        select(
            review_dossier,
            dispute.c.number,
            dispute.c.title,
            dispute.c.type,
            mediator.c.name.label("lead_name"),
        )
        .join(dispute, dispute.c.id == review_dossier.c.case_id)
        .outerjoin(mediator, mediator.c.id == dispute.c.lead_id)
    )


def _marks(connection: Connection, ids: Iterable[str]) -> Marks:
    query = select(review_mark).where(review_mark.c.dossier_id.in_(list(ids)))
    found: dict[str, list[RowMapping]] = {}
    for row in connection.execute(query.order_by(review_mark.c.id)).mappings():
        found.setdefault(row["dossier_id"], []).append(row)
    return found


def _possible(sheet: ScoreSheet, outcome: str) -> int:
    return sum(one.points for one in applicable(sheet, Outcome(outcome)))


def _mark(row: RowMapping, possible: int) -> Mark:
    return Mark(
        reviewer=row["reviewer"],
        points=row["points"],
        notes=row["notes"],
        veto=row["veto"],
        remark=row["remark"],
        total=mark_total(row["points"], possible, vetoed=bool(row["veto"])),
        marked_at=row["marked_at"],
    )


def _me(context: Context) -> str:
    return context.session.me.id if context.session.me else ""


def _stage(marked: int, found: Verdict) -> Stage:
    if marked < REVIEWERS:
        return Stage.HALF if marked else Stage.WAITING
    return Stage.APART if found.total is None else Stage.DONE


def _row(
    context: Context,
    row: RowMapping,
    sheet: ScoreSheet,
    marks: Sequence[RowMapping],
    *,
    hidden: bool,
) -> DossierRow:
    found = verdict_of(sheet, row, marks)
    stage = _stage(len(marks), found)
    both = len(marks) == REVIEWERS
    me = _me(context)
    return DossierRow(
        id=row["id"],
        case_id=row["case_id"],
        number=row["number"],
        title=NEUTRAL_TITLE if hidden else row["title"],
        lead_name=row["lead_name"] or "",
        type_label=context.reference.label("types", row["type"]),
        stage=stage,
        mine=bool(me) and me in (row["first_id"], row["second_id"]),
        marked=any(one["reviewer_id"] == me for one in marks),
        totals=found.totals if both else (),
        difference=found.difference if both else 0,
        total=found.total,
        grade="" if found.total is None else sheet.grade(found.total),
        rank=None,
        why_not_mark=why_not_mark(context, row, len(marks)),
        why_not_settle=why_not_settle(stage),
    )


def why_not_settle(stage: Stage) -> str:
    """Return why the marks of a dossier need not or cannot be settled, "" where they must."""
    if stage is Stage.APART:
        return ""
    if stage is Stage.DONE:
        return "两份意见相差不大，或者已经合议，不需要再定分。"
    return "两份评查意见还没有到齐。"
