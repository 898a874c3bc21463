"""A review of dossiers: drawn by lot, marked by two who see nothing of each other, ranked."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from mediation_desk.app import Desk
from mediation_desk.domain.review.questions import AnswerKind
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.replies import ReplyDraft
from mediation_desk.services.review_rows import DossierDetail, MarkDraft, RoundDraft, Stage
from mediation_desk.storage.tables.accounts import account
from tests.factories import closed_case, set_up

pytestmark = pytest.mark.usefixtures("quick_passwords")
PASSWORD = "Lantern-47-hill"
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def office(desk: Desk) -> dict[str, str]:
    """Four closed cases; Wang, Li and Zhao may review and Wang is signed in: accounts by name."""
    committee = set_up(desk)
    for _ in range(4):
        closed_case(desk, committee)
    desk.accounts.first(AccountDraft("wangyang", "王样"), PASSWORD)
    ids = {"王样": desk._context.session.me.id}
    for login, name in (("liyang", "李样"), ("zhaoyang", "赵样"), ("qianyang", "钱样")):
        ids[name] = desk.accounts.add(AccountDraft(login, name), PASSWORD).id
        role = AccountRole.LEADER if name == "钱样" else AccountRole.REVIEWER
        desk.accounts.set_roles(ids[name], [role])
    with desk._context.write("change_password") as writer:
        for one in ids.values():
            writer.update(account, one, {"must_change": 0})
    return ids


def sit_down(desk: Desk, ids: dict[str, str], name: str) -> None:
    """Let somebody else sit down at the desk."""
    session = desk._context.session
    session.me = replace(session.me, id=ids[name], name=name, login=name)
    session.shown.clear()


def opened(desk: Desk, ids: dict[str, str], *, percent: int = 25, **changes: object) -> str:
    """Open a review by Wang and Li."""
    draft = RoundDraft("2025年度卷宗评查", *YEAR, percent, 7, (ids["王样"], ids["李样"]))
    return desk.reviews.open_round(replace(draft, **changes)).id


def marks(one: DossierDetail, lost: int = 0, **changes: object) -> MarkDraft:
    """Return full marks but for `lost` points, taken from the first items."""
    points, notes = {}, {}
    for item in one.items:
        away = min(lost, item.points)
        lost -= away
        points[item.code] = item.points - away
        notes[item.code] = "材料不齐" if away else ""
    return replace(MarkDraft(points, notes), **changes)


def give(desk: Desk, ids: dict[str, str], dossier_id: str, **lost: int) -> None:
    """Let the two reviewers hand in their marks."""
    for name, away in lost.items():
        sit_down(desk, ids, name)
        desk.reviews.mark(dossier_id, marks(desk.reviews.dossier(dossier_id), away))


def test_the_same_lot_draws_the_same_cases_again(desk: Desk, office) -> None:
    first, again = opened(desk, office, percent=50), opened(desk, office, percent=50)
    drawn = [{row.case_id for row in desk.reviews.dossiers(one)} for one in (first, again)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 2
    row = desk.reviews.rounds()[0]
    assert (row.candidates, row.drawn, row.done, row.mine, row.seed) == (4, 2, 0, 2, 7)


def test_neither_reviewer_sees_the_others_marks_until_both_are_in(desk: Desk, office) -> None:
    dossier_id = desk.reviews.dossiers(opened(desk, office))[0].id
    give(desk, office, dossier_id, 王样=6)
    own = desk.reviews.dossier(dossier_id)
    assert (own.own.total, own.marks) == (91, ())
    for name in ("李样", "赵样"):
        sit_down(desk, office, name)
        seen = desk.reviews.dossier(dossier_id)
        assert (seen.own, seen.marks, seen.row.totals, seen.row.total) == (None, (), (), None)
        assert seen.row.stage is Stage.HALF
        assert "王样" not in repr(seen)
        with pytest.raises(RuleViolation, match="还没有到齐"):
            desk.review_papers.result_sheet(dossier_id)
    give(desk, office, dossier_id, 李样=0)
    both = desk.reviews.dossier(dossier_id)
    assert [mark.reviewer for mark in both.marks] == ["王样", "李样"]
    assert (both.row.totals, both.row.difference, both.row.total) == ((91, 100), 9, 96)


def test_a_reviewer_sees_what_the_author_replied(desk: Desk, office) -> None:
    row = desk.reviews.dossiers(opened(desk, office))[0]
    asked = desk.reviews.dossier(row.id).questions[0]
    assert asked.reply is None
    draft = ReplyDraft(AnswerKind.EXPLAINED, "当天办结，有双方签字")
    desk.self_check.reply(row.case_id, asked.code, asked.basis, draft)
    sit_down(desk, office, "李样")
    seen = [one.reply.answer for one in desk.reviews.dossier(row.id).questions if one.reply]
    assert seen == ["当天办结，有双方签字"]


def test_marks_can_be_changed_until_the_other_ones_are_in(desk: Desk, office) -> None:
    dossier_id = desk.reviews.dossiers(opened(desk, office))[0].id
    give(desk, office, dossier_id, 王样=20)
    give(desk, office, dossier_id, 王样=0)
    assert desk.reviews.dossier(dossier_id).own.total == 100
    give(desk, office, dossier_id, 李样=0)
    with pytest.raises(RuleViolation, match="不能再改"):
        give(desk, office, dossier_id, 王样=5)


def test_only_the_two_it_was_given_to_mark_a_dossier(desk: Desk, office) -> None:
    row = desk.reviews.dossiers(opened(desk, office))[0]
    sit_down(desk, office, "赵样")
    assert "没有分给您" in desk.reviews.dossier(row.id).row.why_not_mark
    with pytest.raises(RuleViolation, match="没有分给您"):
        desk.reviews.mark(row.id, marks(desk.reviews.dossier(row.id)))


def test_nobody_reviews_a_case_of_their_own(desk: Desk, office) -> None:
    lead = desk.office.mediators()[0].id
    with desk._context.write("change_password") as writer:
        writer.update(account, office["李样"], {"mediator_id": lead})
    with pytest.raises(RuleViolation, match="自己办的案件不能自己评查"):
        opened(desk, office)
    trio = (office["王样"], office["李样"], office["赵样"])
    for row in desk.reviews.dossiers(opened(desk, office, reviewer_ids=trio)):
        sit_down(desk, office, "李样")
        assert not desk.reviews.dossier(row.id).row.mine


def test_marks_far_apart_are_settled_with_a_reason(desk: Desk, office) -> None:
    dossier_id = desk.reviews.dossiers(opened(desk, office))[0].id
    with pytest.raises(RuleViolation, match="还没有到齐"):
        desk.reviews.settle(dossier_id, 80, "一致认为材料不齐。")
    give(desk, office, dossier_id, 王样=20, 李样=0)
    row = desk.reviews.dossier(dossier_id).row
    assert (row.stage, row.total, row.difference) == (Stage.APART, None, 30)
    with pytest.raises(InvalidInput) as refused:
        desk.reviews.settle(dossier_id, 101, " ")
    assert set(refused.value.fields) == {"total", "reason"}
    desk.reviews.settle(dossier_id, 80, "一致认为材料不齐。")
    settled = desk.reviews.dossier(dossier_id)
    assert (settled.row.total, settled.row.grade) == (80, "合格")
    assert settled.settled_by.startswith("李样")
    with pytest.raises(RuleViolation, match="不需要再定分"):
        desk.reviews.settle(dossier_id, 90, "再议。")


def test_dossiers_are_ranked_and_both_papers_say_so(desk: Desk, office) -> None:
    round_id = opened(desk, office, percent=75)
    drawn = [row.id for row in desk.reviews.dossiers(round_id)]
    give(desk, office, drawn[0], 王样=6, 李样=6)
    give(desk, office, drawn[1], 王样=0, 李样=0)
    rows = desk.reviews.dossiers(round_id)
    assert [(row.id, row.rank) for row in rows[:2]] == [(drawn[1], 1), (drawn[0], 2)]
    assert rows[2].rank is None
    sheet = text_of(desk.review_papers.result_sheet(drawn[0]))
    for words in ("评查结果表", "王样", "李样", "材料不齐", "91分，优秀", rows[1].number):
        assert words in sheet, words
    ranking = text_of(desk.review_papers.ranking(round_id))
    assert "结案4件，按75%抽取3件（抽签号7），已定分2件" in ranking
    assert ranking.index(rows[0].number) < ranking.index(rows[1].number)


def text_of(data: bytes) -> str:
    pages = PdfReader(BytesIO(data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_a_veto_leaves_nothing_and_needs_its_facts(desk: Desk, office) -> None:
    dossier_id = desk.reviews.dossiers(opened(desk, office))[0].id
    one = desk.reviews.dossier(dossier_id)
    with pytest.raises(InvalidInput) as refused:
        desk.reviews.mark(dossier_id, marks(one, veto="forged"))
    assert "写明事实" in refused.value.fields["remark"]
    desk.reviews.mark(dossier_id, marks(one, veto="forged", remark="第2页签名与身份证不符。"))
    assert desk.reviews.dossier(dossier_id).own.total == 0


def test_marks_left_out_too_high_or_without_a_reason_are_named(desk: Desk, office) -> None:
    dossier_id = desk.reviews.dossiers(opened(desk, office))[0].id
    one = desk.reviews.dossier(dossier_id)
    good = marks(one)
    points = {**good.points, "parties": 9, "after": 5}
    del points["law"]
    with pytest.raises(InvalidInput) as refused:
        desk.reviews.mark(dossier_id, replace(good, points=points))
    assert set(refused.value.fields) == {"points.law", "points.parties", "notes.after"}


def test_a_later_score_sheet_changes_nothing_that_was_drawn(desk: Desk, office) -> None:
    dossier_id = desk.reviews.dossiers(opened(desk, office))[0].id
    own = (desk.paths.resources / "reference" / "review.toml").read_text(encoding="utf-8")
    desk.self_check.replace_sheet(own.replace("评查评分表", "示例县评分表").encode())
    assert "示例县" not in desk.reviews.dossier(dossier_id).sheet_title
    assert (
        "示例县"
        in desk.reviews.dossier(desk.reviews.dossiers(opened(desk, office))[0].id).sheet_title
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"percent": 0}, "percent"),
        ({"to_on": date(2024, 1, 1)}, "to_on"),
        ({"from_on": date(2024, 1, 1), "to_on": date(2024, 2, 1)}, "to_on"),
        ({"reviewer_ids": ("x",)}, "reviewer_ids"),
        ({"reviewer_ids": ("x", "y")}, "reviewer_ids"),
    ],
)
def test_a_review_that_cannot_be_is_refused(desk: Desk, office, changes, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        opened(desk, office, **changes)
    assert field in refused.value.fields
    assert desk.reviews.rounds() == ()


def test_only_those_with_the_right_can_be_chosen(desk: Desk, office) -> None:
    assert [one.label for one in desk.reviews.reviewers()] == ["王样", "李样", "赵样"]
    with pytest.raises(InvalidInput):
        opened(desk, office, reviewer_ids=(office["王样"], office["钱样"]))


def test_an_office_without_accounts_can_count_but_not_review(desk: Desk) -> None:
    closed_case(desk, set_up(desk))
    assert desk.reviews.count(*YEAR) == 1
    with pytest.raises(RuleViolation, match="还没有账户"):
        desk.reviews.open_round(RoundDraft("评查", *YEAR, 10, 1, ("a", "b")))


def test_what_is_not_there_is_not_found(desk: Desk, office) -> None:
    for ask in (desk.reviews.dossier, desk.reviews.dossiers):
        with pytest.raises(NotFound):
            ask("nothing")


def test_questions_are_for_those_who_mediate_and_a_look_is_noted(desk: Desk, office) -> None:
    row = desk.reviews.dossiers(opened(desk, office))[0]
    asked = {one.code for one in desk.self_check.check(row.case_id).questions}
    assert "same_text" in asked
    desk.accounts.set_roles(office["李样"], [AccountRole.REVIEWER])
    sit_down(desk, office, "李样")
    report = desk.self_check.check(row.case_id)
    assert (report.questions, bool(report.findings)) == ((), True), "the author is asked first"
    desk.reviews.dossier(row.id)
    seen_by = {view.actor.split("（")[0] for view in desk.cases.viewers(row.case_id)}
    assert seen_by == {"王样", "李样"}


def test_marks_are_in_the_audit_and_in_no_history_of_the_case(desk: Desk, office) -> None:
    row = desk.reviews.dossiers(opened(desk, office))[0]
    before = len(desk.cases.history(row.case_id))
    give(desk, office, row.id, 王样=6)
    sit_down(desk, office, "李样")
    assert len(desk.cases.history(row.case_id)) == before


def test_the_year_ranks_all_draws_together_and_ties_share_a_place(desk: Desk, office) -> None:
    first = opened(desk, office, percent=50)
    lower, upper = (row.id for row in desk.reviews.dossiers(first))
    give(desk, office, lower, 王样=20, 李样=20)
    give(desk, office, upper, 王样=0, 李样=0)
    sit_down(desk, office, "王样")
    whole = opened(desk, office, percent=100, title="复查")
    rows = {row.case_id: row.id for row in desk.reviews.dossiers(whole)}
    again = desk.reviews.dossier(lower).row.case_id
    give(desk, office, rows[again], 王样=0, 李样=0)
    found = desk.review_years.ranking(2025)
    assert desk.review_years.years() == (2025,)
    assert (found.rounds, found.waiting) == (2, 2)
    assert [(one.rank, one.total) for one in found.dossiers] == [(1, 100), (1, 100)]
    assert {one.round_title for one in found.dossiers} == {"2025年度卷宗评查", "复查"}
    assert [(one.standing.count, one.standing.mean) for one in found.committees] == [(2, 1000)]
    assert [one.name for one in found.mediators] == ["调样甲"]
    assert "另有 2 件" in "".join(found.notes)
    assert desk.review_years.ranking(2024).dossiers == ()


def test_the_year_is_exported_with_all_three_lists(desk: Desk, office) -> None:
    with pytest.raises(RuleViolation, match="还没有评出分数"):
        desk.review_years.pdf(2025)
    round_id = opened(desk, office)
    give(desk, office, desk.reviews.dossiers(round_id)[0].id, 王样=10, 李样=13)
    text = text_of(desk.review_years.pdf(2025, purpose="年度评比"))
    assert "按调委会" in text
    assert "得分相同的名次相同" in text
    book = load_workbook(BytesIO(desk.review_years.workbook(2025, purpose="年度评比")))
    assert book.sheetnames == ["按卷宗", "按调委会", "按调解员"]
    total = desk.review_years.ranking(2025).dossiers[0].total
    assert total in [cell for line in book["按卷宗"].values for cell in line]
    assert f"{total}.0" in [cell for line in book["按调解员"].values for cell in line]
