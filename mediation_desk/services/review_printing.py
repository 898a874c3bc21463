"""The papers of a review (评查结果表、排名表): what is on them, and the PDF."""

from pathlib import Path

from sqlalchemy import select

from mediation_desk.domain.review.panel import REVIEWERS
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.review_rows import DossierDetail, DossierRow, Mark
from mediation_desk.services.reviews import ReviewService
from mediation_desk.services.views import note_view
from mediation_desk.storage.tables.office import office


class ReviewPaperService:
    """Makes the result sheet of a dossier and the ranking of a review."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Use the fonts of `resources`."""
        self._context = context
        self._resources = resources

    @needs(Permission.REVIEW)
    def result_sheet(self, dossier_id: str) -> bytes:
        """Return the result of a dossier as PDF. Raises RuleViolation before both marks are in."""
        from mediation_desk.documents import review_papers as papers

        one = ReviewService(self._context).dossier(dossier_id)
        if len(one.marks) < REVIEWERS:
            raise RuleViolation("两份评查意见还没有到齐，不能打印结果表。")
        note_view(self._context, "preview_paper", one.row.case_id, papers.RESULT)
        facts = papers.ResultFacts(
            round_title=one.round_title,
            sheet=one.sheet_title,
            facts=_about(one),
            lines=tuple(
                papers.MarkLine(
                    label=item.label,
                    points=item.points,
                    given=tuple(mark.points[item.code] for mark in one.marks),
                    notes=tuple(_note(mark, item.code) for mark in one.marks),
                )
                for item in one.items
            ),
            totals=tuple(mark.total for mark in one.marks),
            verdict=_verdict(one),
            remarks=(*(_remark(mark, one) for mark in one.marks), _settled(one)),
            reviewers=tuple(mark.reviewer for mark in one.marks),
            demo=self._place()[1],
        )
        return papers.result_sheet(facts, resources=self._resources)

    @needs(Permission.REVIEW)
    def ranking(self, round_id: str) -> bytes:
        """Return the ranking of a review as PDF; dossiers without a total stand last."""
        from mediation_desk.documents import review_papers as papers

        reviews = ReviewService(self._context)
        head = next(row for row in reviews.rounds() if row.id == round_id)
        name, demo = self._place()
        how = (
            f"{head.from_on} 至 {head.to_on} 结案 {head.candidates} 件，按 {head.percent}% 抽取"
            f" {head.drawn} 件（抽签号 {head.seed}），已定分 {head.done} 件。"
        )
        facts = papers.RankingFacts(
            round_title=head.title,
            office=name,
            how=how,
            lines=tuple(
                papers.RankLine(
                    place=str(row.rank or "—"),
                    number=row.number,
                    title=row.title,
                    lead=row.lead_name,
                    total="—" if row.total is None else str(row.total),
                    grade=row.grade or row.stage.label,
                )
                for row in reviews.dossiers(round_id)
            ),
            demo=demo,
        )
        return papers.ranking(facts, resources=self._resources)

    def _place(self) -> tuple[str, bool]:
        with self._context.db.read() as connection:
            row = connection.execute(select(office.c.name, office.c.demo)).one_or_none()
        return (row.name, bool(row.demo)) if row else ("", False)


def _about(one: DossierDetail) -> tuple[tuple[str, str], ...]:
    row: DossierRow = one.row
    return (
        ("卷号", row.number),
        ("主办调解员", row.lead_name),
        ("卷名", row.title),
        ("纠纷类型", row.type_label),
        ("案件结果", one.outcome.label),
    )


def _note(mark: Mark, code: str) -> str:
    note = mark.notes.get(code, "")
    return f"{mark.reviewer}：{note}" if note else ""


def _remark(mark: Mark, one: DossierDetail) -> str:
    vetoes = {veto.code: veto.label for veto in one.vetoes}
    words = [f"一票否决：{vetoes.get(mark.veto, mark.veto)}。" if mark.veto else "", mark.remark]
    told = "".join(words)
    return f"{mark.reviewer}：{told}" if told else ""


def _settled(one: DossierDetail) -> str:
    if not one.settled_reason:
        return ""
    return f"合议：{one.settled_reason}（{one.settled_by}）"


def _verdict(one: DossierDetail) -> str:
    row = one.row
    if row.total is None:
        return f"两人相差 {row.difference} 分，等待合议。"
    how = "合议" if one.settled_reason else "两人平均"
    return f"{row.total} 分，{row.grade}（{how}，两人相差 {row.difference} 分）"
