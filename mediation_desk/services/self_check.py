"""The check of a dossier before the county looks at it (卷宗自查), and its score sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, select

from mediation_desk.domain.codes import Role
from mediation_desk.domain.review.facts import ReviewFacts
from mediation_desk.domain.review.model import Finding, Outcome, Severity, outcome_of
from mediation_desk.domain.review.rules import RULES, findings
from mediation_desk.domain.review.score import Score, score
from mediation_desk.domain.review.sheet import ScoreSheet, parse_sheet, read_sheet
from mediation_desk.domain.review.sheet_text import sheet_text
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import Conflict, InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case, read_cases
from mediation_desk.services.gathering import portions
from mediation_desk.services.paper_making import PaperMaker
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import hidden_among
from mediation_desk.services.replies import Asked, ReplyDraft, asked_of, check_reply
from mediation_desk.services.review_facts import facts_of_cases, review_facts
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.settings import put_setting, values_of
from mediation_desk.services.signed_sheets import compared
from mediation_desk.services.views import note_view
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.reviews import question_reply

SHEET = "review_sheet"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check of a case gives; `score` None while the case goes on.

    `checked` is the number of rules it was measured against; `sheet` names the score sheet.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    questions: tuple[Asked, ...]
    score: Score | None
    sheet: str
    checked: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What the check of one case of many gives: how many findings, what it scores."""

    id: str
    number: str
    title: str
    lead_name: str
    outcome: Outcome
    must: int
    should: int
    total: int
    grade: str


class SelfCheckService:
    """Checks dossiers by the rules and scores them by the office's sheet."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Work on the cases of `context`; signed sheets are compared by the wording at hand."""
        self._context = context
        self._maker = PaperMaker(context, resources)

    @needs(Permission.READ_CASES)
    def check(self, case_id: str) -> CheckReport:
        """Return what the rules find in a case, what is worth asking, and the score.

        The questions are for those who mediate, before anybody else asks them; who only reviews
        sees here those that were replied to. Raises NotFound, RuleViolation for a case whose
        content is destroyed or not to be seen.
        """
        signed = compared(self._context, self._maker, case_id)
        stale = frozenset(paper_id for paper_id, is_stale in signed.items() if is_stale)
        with self._context.db.read() as connection:
            report = check_case(connection, self._context, case_id, stale)
        note_view(self._context, "show_case", case_id)
        return report

    @needs(Permission.MEDIATE)
    def reply(self, case_id: str, code: str, basis: str, draft: ReplyDraft) -> Changed:
        """Put on record what there is to say to a question; a later reply takes its place.

        A closed case can be asked and replied about too. Raises InvalidInput, Conflict where the
        facts it asks about were changed meanwhile.
        """
        with self._context.write("reply_question") as writer:
            check_reply(draft)
            question = _question(writer.connection, self._context, case_id, (code, basis))
            writer.about(dispute, case_id)
            key = {"case_id": case_id, "code": code, "basis": basis}
            values = {
                "question": question.sentence,
                "kind": draft.kind,
                "answer": draft.answer.strip(),
                "replied_by": self._context.actor,
                "replied_at": self._context.clock.now(),
            }
            query = select(question_reply.c.id).filter_by(**key)
            before = writer.connection.execute(query).scalar_one_or_none()
            if before:
                writer.update(question_reply, before, values)
            else:
                writer.insert(question_reply, {**key, **values})
        return changed(Area.CASES, Area.REVIEWS, id=case_id, message="答复已保存，可以撤销")

    @needs(Permission.READ_CASES)
    def overview(self, from_on: date, to_on: date) -> tuple[CheckRow, ...]:
        """Return the cases closed from … to, the worst first; those not to be seen are left out."""
        context = self._context
        with context.db.read() as connection:
            ids = connection.execute(_closed(from_on, to_on)).scalars().all()
            seen = [one for one in ids if one not in hidden_among(connection, context, ids)]
        found: list[CheckRow] = []
        for portion in portions(seen):
            # A read for each: a long look at many cases holds up nobody who writes.
            with context.db.read() as connection:
                cases = read_cases(connection, context, portion)
                facts = facts_of_cases(connection, context, cases)
                sheet = sheet_of(connection, context)
            found += map(partial(_check_row, sheet), cases, facts)
        return tuple(sorted(found, key=lambda row: (-row.must, row.total, row.number)))

    @needs(Permission.READ_CASES)
    def sheet(self) -> ScoreSheet:
        """Return the score sheet in force: the office's own, else the one that came along."""
        with self._context.db.read() as connection:
            return sheet_of(connection, self._context)

    @needs(Permission.READ_CASES)
    def sheet_file(self) -> bytes:
        """Return the score sheet in force as the file it came from, to be changed and put back."""
        with self._context.db.read() as connection:
            own = str(values_of(connection, [SHEET])[SHEET])
        return own.encode() if own else self._context.reference.review_sheet_file

    @needs(Permission.SET_UP)
    def replace_sheet(self, data: bytes) -> Changed:
        """Score by the county's own sheet from now on, a TOML file. Raises InvalidInput."""
        return self._take(_text(data))

    @needs(Permission.SET_UP)
    def edit_sheet(self, tree: Mapping[str, Any]) -> Changed:
        """Score by a sheet that was changed in the window: its tree. Raises InvalidInput."""
        return self._take(sheet_text(tree))

    @needs(Permission.SET_UP)
    def restore_sheet(self) -> Changed:
        """Score by the sheet that came with the program again."""
        self._put("")
        return changed(Area.SETTINGS, Area.CASES, message="已换回自带的评分表")

    def _take(self, text: str) -> Changed:
        """Put a sheet in force once it was checked."""
        sheet = parse_sheet(read_sheet(text))
        self._put(text)
        message = f"已换用评分表“{sheet.title}”（{sheet.version}）"
        return changed(Area.SETTINGS, Area.CASES, message=message)

    def _put(self, text: str) -> None:
        with self._context.write("change_setting", detail=SHEET) as writer:
            put_setting(writer, SHEET, text)


def check_case(
    connection: Connection, context: Context, case_id: str, stale: frozenset[str]
) -> CheckReport:
    """Return the report on one case; `stale` are the printed papers that would say otherwise now.

    Raises as SelfCheckService.check.
    """
    case = read_case(connection, context, case_id)
    if case.destroyed_on is not None:
        raise RuleViolation("这个案件的内容已依法销毁，没有可以检查的。")
    facts = review_facts(connection, context, case)
    scans = tuple(replace(one, stale=one.paper_id in stale) for one in facts.scans)
    facts = replace(facts, scans=scans)
    sheet, outcome, found = sheet_of(connection, context), outcome_of(facts), findings(facts)
    return CheckReport(
        outcome=outcome,
        findings=found,
        questions=_asked(connection, context, case, facts),
        score=None if outcome is Outcome.OPEN else score(sheet, outcome, found),
        sheet=f"{sheet.title}（{sheet.version}）",
        checked=len(RULES),
    )


def _asked(
    connection: Connection, context: Context, case: CaseDetail, facts: ReviewFacts
) -> tuple[Asked, ...]:
    """Return the questions of plausibility: all to who mediates, replied ones to who reviews."""
    author, reviewer = context.may(Permission.MEDIATE), context.may(Permission.REVIEW)
    if not (author or reviewer):
        return ()
    asked = asked_of(connection, case, facts)
    return tuple(one for one in asked if author or one.reply is not None)


def _question(
    connection: Connection, context: Context, case_id: str, key: tuple[str, str]
) -> Asked:
    case = read_case(connection, context, case_id)
    asked = asked_of(connection, case, review_facts(connection, context, case))
    for one in asked:
        if (one.code, one.basis) == key:
            return one
    raise Conflict("这个问题问到的内容刚刚改过，答复没有保存。", "请重新检查，再看还问不问。")


def _check_row(sheet: ScoreSheet, case: CaseDetail, facts: ReviewFacts) -> CheckRow:
    outcome, found = outcome_of(facts), findings(facts)
    scored = score(sheet, outcome, found)
    leads = [one.mediator_name for one in case.assignments if one.role is Role.LEAD]
    return CheckRow(
        id=case.id,
        number=case.number,
        title=case.title,
        lead_name=leads[-1] if leads else "",
        outcome=outcome,
        must=sum(one.severity is Severity.MUST for one in found),
        should=sum(one.severity is Severity.SHOULD for one in found),
        total=scored.total,
        grade=scored.grade,
    )


def _closed(from_on: date, to_on: date) -> Select[str]:
    return select(dispute.c.id).where(
        dispute.c.closed_on.between(from_on, to_on), dispute.c.destroyed_on.is_(None), IN_USE
    )


def sheet_of(connection: Connection, context: Context) -> ScoreSheet:
    """Return the score sheet in force."""
    return parse_sheet(sheet_tree(connection, context))


def sheet_tree(connection: Connection, context: Context) -> dict[str, Any]:
    """Return the score sheet in force as data, to be kept with what is marked by it."""
    own = str(values_of(connection, [SHEET])[SHEET])
    return read_sheet(own or context.reference.review_sheet_file.decode())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput({"sheet": "评分表文件请存成 UTF-8 编码，没有改动。"}) from error
