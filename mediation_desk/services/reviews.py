"""Reviewing dossiers (卷宗评查): drawn by lot, two blind reviewers each, differences settled."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.codes import Form, Role, State
from mediation_desk.domain.review.model import Outcome
from mediation_desk.domain.review.panel import REVIEWERS, Candidate, Drawn, draw, hand_out, ranks
from mediation_desk.domain.review.score import applicable
from mediation_desk.domain.review.sheet import FULL, ScoreSheet, parse_sheet
from mediation_desk.domain.rights import AccountRole, Permission, held_by
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.review_reading import (
    NO_ACCOUNTS,
    dossier_row,
    marks_of,
    read_dossier,
    read_dossiers,
    read_round,
    verdict_of,
    why_not_mark,
    why_not_settle,
)
from mediation_desk.services.review_rows import (
    DossierDetail,
    DossierRow,
    MarkDraft,
    RoundDraft,
    RoundRow,
    Stage,
)
from mediation_desk.services.rows import Named
from mediation_desk.services.self_check import sheet_tree
from mediation_desk.services.views import note_view
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.accounts import account
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.reviews import review_dossier, review_mark, review_round


class ReviewService:
    """Opens reviews, takes marks, settles differences, ranks dossiers."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.REVIEW)
    def reviewers(self) -> tuple[Named, ...]:
        """Return the accounts that may review."""
        with self._context.db.read() as connection:
            return tuple(Named(row["id"], row["name"]) for row in _able(connection))

    @needs(Permission.REVIEW)
    def count(self, from_on: date, to_on: date) -> int:
        """Return how many cases closed from … to can be drawn."""
        with self._context.db.read() as connection:
            return len(_candidates(connection, from_on, to_on))

    @needs(Permission.REVIEW)
    def open_round(self, draft: RoundDraft) -> Changed:
        """Draw dossiers and give each to two reviewers; the score sheet of today stays with them.

        Raises InvalidInput, RuleViolation where no two can review a dossier.
        """
        _check(draft)
        if self._context.session.me is None:
            raise RuleViolation(NO_ACCOUNTS)
        with self._context.write("open_review", detail=draft.title) as writer:
            found = _candidates(writer.connection, draft.from_on, draft.to_on)
            if not found:
                raise InvalidInput({"to_on": "这段时间里没有结案的案件，请改时间。"})
            drawn = draw((one for one, _ in found), draft.percent, draft.seed)
            pairs = hand_out(drawn, _chosen(writer.connection, draft), draft.seed)
            round_id = self._insert_round(writer, draft, len(found))
            writer.insert_many(review_dossier, _dossier_rows(round_id, pairs, dict(_by_id(found))))
        message = f"从 {len(found)} 件里抽出 {len(pairs)} 件，每件由两人分别评查"
        return changed(Area.REVIEWS, id=round_id, message=message)

    @needs(Permission.REVIEW)
    def rounds(self) -> tuple[RoundRow, ...]:
        """Return the reviews, the latest first."""
        query = select(review_round).order_by(review_round.c.id.desc())
        with self._context.db.read() as connection:
            heads = connection.execute(query).mappings().all()
            return tuple(self._round_row(connection, head) for head in heads)

    @needs(Permission.REVIEW)
    def dossiers(self, round_id: str) -> tuple[DossierRow, ...]:
        """Return the dossiers of a review: ranked ones first, the others as they were drawn."""
        with self._context.db.read() as connection:
            head = read_round(connection, round_id)
            rows = read_dossiers(connection, self._context, head)
        places = ranks([row.total for row in rows])
        placed = [replace(row, rank=place) for row, place in zip(rows, places, strict=True)]
        return tuple(sorted(placed, key=lambda row: (row.rank is None, row.rank or 0)))

    @needs(Permission.REVIEW)
    def dossier(self, dossier_id: str) -> DossierDetail:
        """Return one dossier: to be marked, or with both marks side by side.

        Raises NotFound, RuleViolation for a case not to be seen.
        """
        with self._context.db.read() as connection:
            one = read_dossier(connection, self._context, dossier_id)
        note_view(self._context, "show_case", one.row.case_id)
        return one

    @needs(Permission.REVIEW)
    def mark(self, dossier_id: str, draft: MarkDraft) -> Changed:
        """Hand in one's marks; they can be changed until the other reviewer's are in too.

        Raises InvalidInput, RuleViolation for who is not one of the two.
        """
        with self._context.write("mark_dossier") as writer:
            row = dossier_row(writer.connection, dossier_id)
            given = marks_of(writer.connection, dossier_id)
            refusal = why_not_mark(self._context, row, len(given))
            if refusal:
                raise RuleViolation(refusal)
            sheet = _sheet(writer.connection, row)
            values = _mark_values(self._context, draft, sheet, Outcome(row["outcome_code"]))
            writer.about(review_dossier, dossier_id)
            own = [one for one in given if one["reviewer_id"] == values["reviewer_id"]]
            if own:
                writer.update(review_mark, own[0]["id"], values)
            else:
                writer.insert(review_mark, {**values, "dossier_id": dossier_id})
        both = len(given) - len(own) == REVIEWERS - 1
        told = "两份意见都到齐了" if both else "另一份到齐之前可以修改"
        return changed(Area.REVIEWS, id=dossier_id, message=f"评查意见已提交，{told}")

    @needs(Permission.REVIEW)
    def settle(self, dossier_id: str, total: int, reason: str) -> Changed:
        """Put on record what was agreed (合议) where two marks are too far apart."""
        problems = {}
        if not 0 <= total <= FULL:
            problems["total"] = "分数请写 0 到 100。"
        if not reason.strip():
            problems["reason"] = "请写明合议的意见。"
        if problems:
            raise InvalidInput(problems)
        with self._context.write("settle_review", reason=reason.strip()) as writer:
            row = dossier_row(writer.connection, dossier_id)
            marks = marks_of(writer.connection, dossier_id)
            found = verdict_of(_sheet(writer.connection, row), row, marks)
            apart = len(marks) == REVIEWERS and found.total is None
            refusal = why_not_settle(Stage.APART if apart else Stage.HALF)
            if found.total is not None:
                refusal = why_not_settle(Stage.DONE)
            if refusal:
                raise RuleViolation(refusal)
            values = {
                "settled_total": total,
                "settled_reason": reason.strip(),
                "settled_by": self._context.actor,
            }
            writer.about(review_dossier, dossier_id)
            writer.update(review_dossier, dossier_id, values)
        return changed(Area.REVIEWS, id=dossier_id, message=f"已合议定为 {total} 分")

    def _insert_round(self, writer: Writer, draft: RoundDraft, candidates: int) -> str:
        values = {
            "title": draft.title.strip(),
            "from_on": draft.from_on,
            "to_on": draft.to_on,
            "percent": draft.percent,
            "seed": draft.seed,
            "candidates": candidates,
            "sheet": sheet_tree(writer.connection, self._context),
            "opened_by": self._context.actor,
            "opened_at": self._context.clock.now(),
        }
        round_id = writer.insert(review_round, values)
        writer.about(review_round, round_id)
        return round_id

    def _round_row(self, connection: Connection, head: RowMapping) -> RoundRow:
        rows = read_dossiers(connection, self._context, head)
        plain = "id title from_on to_on percent seed candidates opened_by opened_at".split()
        return RoundRow(
            drawn=len(rows),
            done=sum(row.total is not None for row in rows),
            mine=sum(row.mine and not row.marked for row in rows),
            **{name: head[name] for name in plain},
        )


def _check(draft: RoundDraft) -> None:
    problems = {}
    if not draft.title.strip():
        problems["title"] = "请给这次评查起个名字，如“2025年度卷宗评查”。"
    if draft.from_on > draft.to_on:
        problems["to_on"] = "结束的日期早于开始的日期，请核对。"
    if not 1 <= draft.percent <= 100:
        problems["percent"] = "抽查比例请写 1 到 100。"
    if len(set(draft.reviewer_ids)) < REVIEWERS:
        problems["reviewer_ids"] = "请至少选两名评查人。"
    if problems:
        raise InvalidInput(problems)


Found = list[tuple[Candidate, Outcome]]


def _candidates(connection: Connection, from_on: date, to_on: date) -> Found:
    """Return the closed cases there are to draw from, in the order of their numbers."""
    query = (
        select(dispute)
        .where(
            dispute.c.closed_on.between(from_on, to_on),
            dispute.c.outcome != State.REFUSED,
            dispute.c.destroyed_on.is_(None),
            IN_USE,
        )
        .order_by(dispute.c.number, dispute.c.id)
    )
    rows = connection.execute(query).mappings().all()
    parts: dict[str, set[str]] = {}
    roles = select(assignment.c.case_id, assignment.c.mediator_id)
    if rows:
        closed = select(dispute.c.id).where(dispute.c.closed_on.between(from_on, to_on))
        roles = roles.where(assignment.c.case_id.in_(closed), assignment.c.role != Role.RECORDER)
        for case_id, mediator_id in connection.execute(roles):
            parts.setdefault(case_id, set()).add(mediator_id)
    return [(_candidate(row, parts.get(row["id"], set())), _outcome(row)) for row in rows]


def _candidate(row: RowMapping, mediators: set[str]) -> Candidate:
    return Candidate(
        id=row["id"],
        name=row["number"] or row["title"],
        mediators=frozenset(mediators),
        lead=row["lead_id"] or "",
        type_group=row["type_group"],
    )


def _outcome(row: RowMapping) -> Outcome:
    if row["outcome"] == State.TERMINATED:
        return Outcome.FAILED
    return Outcome.ORAL if row["agreed_form"] == Form.ORAL else Outcome.WRITTEN


def _by_id(found: Found) -> Any:
    return ((one.id, outcome) for one, outcome in found)


def _dossier_rows(
    round_id: str, pairs: tuple[Drawn, ...], outcomes: dict[str, Outcome]
) -> list[dict[str, Any]]:
    return [
        {
            "round_id": round_id,
            "case_id": one.id,
            "position": position,
            "outcome_code": outcomes[one.id],
            "first_id": one.reviewers[0],
            "second_id": one.reviewers[1],
        }
        for position, one in enumerate(pairs, start=1)
    ]


def _able(connection: Connection) -> list[RowMapping]:
    query = select(account).where(account.c.active == 1).order_by(account.c.created_at)
    rows = connection.execute(query).mappings().all()
    return [
        row
        for row in rows
        if Permission.REVIEW in held_by(AccountRole(role) for role in row["roles"])
    ]


def _chosen(connection: Connection, draft: RoundDraft) -> dict[str, str]:
    """Return the chosen reviewers with the mediators they are. Raises InvalidInput."""
    able = {row["id"]: row["mediator_id"] or "" for row in _able(connection)}
    if set(draft.reviewer_ids) - set(able):
        raise InvalidInput({"reviewer_ids": "所选的人里有不能评查的，请重新选择。"})
    return {one: able[one] for one in draft.reviewer_ids}


def _sheet(connection: Connection, dossier: RowMapping) -> ScoreSheet:
    return parse_sheet(read_round(connection, dossier["round_id"])["sheet"])


def _mark_values(
    context: Context, draft: MarkDraft, sheet: ScoreSheet, outcome: Outcome
) -> dict[str, Any]:
    """Return the columns of a mark. Raises InvalidInput naming the items left out or too high."""
    items = applicable(sheet, outcome)
    problems = {}
    for item in items:
        given = draft.points.get(item.code)
        if given is None or not 0 <= given <= item.points:
            problems[f"points.{item.code}"] = f"请打 0 到 {item.points} 分。"
        elif given < item.points and not draft.notes.get(item.code, "").strip():
            problems[f"notes.{item.code}"] = "没有给满分的，请写明理由。"
    if draft.veto and draft.veto not in {one.code for one in sheet.vetoes}:
        problems["veto"] = "没有这一项一票否决。"
    if draft.veto and not draft.remark.strip():
        problems["remark"] = "一票否决的，请写明事实。"
    if problems:
        raise InvalidInput(problems)
    assert context.session.me is not None
    codes = [item.code for item in items]
    return {
        "reviewer_id": context.session.me.id,
        "reviewer": context.session.me.name,
        "points": {code: draft.points[code] for code in codes},
        "notes": {code: draft.notes.get(code, "").strip() for code in codes},
        "veto": draft.veto,
        "remark": draft.remark.strip(),
        "marked_at": context.clock.now(),
    }
