"""The check of real cases: the demo office's scores, the office's own sheet, the cases around."""

from datetime import date

import pytest

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.review.model import Outcome, Severity
from mediation_desk.domain.review.questions import AnswerKind
from mediation_desk.domain.review.score import total_of
from mediation_desk.errors import Conflict, InvalidInput, RuleViolation
from mediation_desk.services.demo import fill_demo
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.services.replies import Asked, ReplyDraft
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.self_check import CheckReport
from tests.factories import (
    agreement_draft,
    mediating,
    photo,
    registered,
    session_draft,
    set_up,
    signatures,
    visit_draft,
)

LOST = {
    "1": (3, 6, 3, 3, 3, 3, 5),
    "2": (3, 3, 3, 3),
    "3": (3, 6, 3, 3, 3, 3, 3, 5),
    "4": (3, 6, 3, 3, 5),
    "5": (3, 8, 3, 3, 3, 3, 5),
    "6": (3, 8, 3, 3, 3, 3, 5),
    "7": (3, 8, 3, 3, 6, 3, 6, 5),
    "8": (6, 6, 3, 3, 3, 3, 3, 6, 5),
}
"""What each demo case loses item by item, worked out by hand: nothing is printed (registration,
records, result, covers) or scanned (identity, signed agreement), nobody gave a phone or was
visited, then what a case lacks by itself."""


def codes(report: CheckReport) -> set[str]:
    return {finding.code for finding in report.findings}


def asked(report: CheckReport) -> set[str]:
    return {question.code for question in report.questions}


@pytest.fixture
def office(desk: Desk) -> str:
    return set_up(desk)


@pytest.fixture
def demo(desk: Desk, clock) -> dict[str, CheckReport]:
    """The reports on the eight demo cases by their codes."""
    ids = fill_demo(desk, clock, desk.paths.resources)
    return {code: desk.self_check.check(case_id) for code, case_id in ids.items()}


def test_no_demo_case_has_anything_that_must_be_mended_and_every_score_is_explained(demo) -> None:
    assert len(demo) == 8
    for code, report in demo.items():
        assert not [one for one in report.findings if one.severity is Severity.MUST], code
        lines = report.score.items
        for line in lines:
            lost = sum(cost for _, cost in line.reasons)
            assert line.points is None or line.points == line.item.points - lost, code
        kept = sum(line.points or 0 for line in lines)
        assert report.score.total == total_of(kept, report.score.possible), code
        assert report.score.possible - kept == sum(LOST[code]), code
    assert demo["2"].outcome is Outcome.ORAL
    assert demo["4"].outcome is Outcome.FAILED
    assert {report.outcome for code, report in demo.items() if code not in "24"} == {
        Outcome.WRITTEN
    }


def test_printing_the_papers_mends_what_was_missing(desk: Desk, office: str) -> None:
    case = mediating(desk, office)
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    unprinted = {"registration_unprinted", "records_unprinted", "result_unprinted"}
    unprinted |= {"covers_unprinted", "rights_untold", "not_followed"}
    assert unprinted <= codes(desk.self_check.check(case.id))
    for kind in ("registration", "record", "agreement", "cover", "back_cover", "notice"):
        desk.papers.issue(case.id, kind)
    desk.records.visit(case.id, visit_draft())
    assert "visit_unprinted" in codes(desk.self_check.check(case.id))
    desk.papers.issue(case.id, "follow_up")
    after = codes(desk.self_check.check(case.id))
    assert not unprinted & after
    assert not {"number_differs", "visit_unprinted"} & after


def test_a_paper_printed_under_another_number_is_found(desk: Desk, office: str, clock) -> None:
    case = mediating(desk, office)
    desk.papers.issue(case.id, "cover")
    with desk._context.db.write() as connection:
        connection.exec_driver_sql("UPDATE dispute SET number = '（2025）泾示人调字第099号'")
    found = [one for one in desk.self_check.check(case.id).findings if one.code == "number_differs"]
    assert "（2025）泾示人调字第001号" in found[0].sentence


def test_a_case_that_goes_on_is_checked_and_not_scored(desk: Desk, office: str) -> None:
    report = desk.self_check.check(registered(desk, office).id)
    assert report.outcome is Outcome.OPEN
    assert report.score is None
    assert "phone_missing" in codes(report)


def test_the_same_words_in_other_cases_are_noticed(desk: Desk, office: str) -> None:
    cases = [mediating(desk, office) for _ in range(4)]
    for number, case in enumerate(cases):
        held = local(date(2025, 3, 6 + number), 19, 30)
        desk.sessions.record(case.id, session_draft(case, held_at=held))
    report = desk.self_check.check(cases[0].id)
    copied = next(one for one in report.findings if one.code == "facts_copied")
    assert "第002号、（2025）泾示人调字第003号" in copied.sentence
    assert "same_text" in asked(report)
    assert "overlap" not in asked(report)


def two_at_once(desk: Desk, office: str) -> tuple[CaseDetail, CaseDetail]:
    """Two cases of one mediator in the same morning."""
    one, other = mediating(desk, office), mediating(desk, office)
    for case, hour in ((one, 9), (other, 10)):
        held, ended = local(date(2025, 3, 6), hour), local(date(2025, 3, 6), hour + 2)
        draft = session_draft(case, held_at=held, ended_at=ended, record=f"{hour}点开始调解。")
        desk.sessions.record(case.id, draft)
    return desk.cases.show(one.id), desk.cases.show(other.id)


def overlap(desk: Desk, case_id: str) -> Asked:
    (found,) = [one for one in desk.self_check.check(case_id).questions if one.code == "overlap"]
    return found


def test_one_mediator_in_two_places_at_once_is_asked_about(desk: Desk, office: str) -> None:
    one, _ = two_at_once(desk, office)
    assert "（2025）泾示人调字第002号" in overlap(desk, one.id).sentence


def test_a_reply_is_on_record_and_undone_like_any_step(desk: Desk, office: str) -> None:
    case, _ = two_at_once(desk, office)
    asked = overlap(desk, case.id)
    empty = ReplyDraft(AnswerKind.CHECKED, "  ")
    with pytest.raises(InvalidInput):
        desk.self_check.reply(case.id, "overlap", asked.basis, empty)
    draft = ReplyDraft(AnswerKind.CHECKED, "对照值班表，两处在同一栋楼")
    desk.self_check.reply(case.id, "overlap", asked.basis, draft)
    reply = overlap(desk, case.id).reply
    assert (reply.kind, reply.answer) == (AnswerKind.CHECKED, "对照值班表，两处在同一栋楼")
    assert reply.replied_by
    assert reply.replied_at == desk.clock.now()
    assert desk.self_check.check(case.id).questions[-1].code == "overlap", "open ones stand first"
    step = desk.undo.last(case.id)
    assert "答复" in step.entry.action
    desk.undo.undo(step.write_id)
    assert overlap(desk, case.id).reply is None


def test_a_replied_question_is_open_again_once_its_facts_change(desk: Desk, office: str) -> None:
    case, _ = two_at_once(desk, office)
    asked = overlap(desk, case.id)
    draft = ReplyDraft(AnswerKind.EXPLAINED, "两处在同一栋楼")
    desk.self_check.reply(case.id, "overlap", asked.basis, draft)
    held = case.sessions[0]
    later = session_draft(
        case, held_at=local(date(2025, 3, 6), 9, 30), ended_at=held.ended_at, record=held.record
    )
    desk.sessions.correct(case.id, held.id, later)
    again = overlap(desk, case.id)
    assert again.reply is None
    assert again.former.answer == "两处在同一栋楼"
    with pytest.raises(Conflict):
        desk.self_check.reply(case.id, "overlap", asked.basis, draft)


def test_a_village_with_most_of_the_cases_is_asked_about(desk: Desk, office: str) -> None:
    for number in range(20):
        case = mediating(desk, office, facts=f"第{number}起：雨水流入邻家院内，请求调解。")
    assert "one_village" in asked(desk.self_check.check(case.id))


def test_the_county_puts_its_own_sheet_in_place_and_takes_it_back(desk: Desk, office: str) -> None:
    file = desk.paths.resources / "reference" / "review.toml"
    own = file.read_text(encoding="utf-8").replace("评查评分表", "示例县评分表")
    done = desk.self_check.replace_sheet(("\ufeff" + own).encode())
    assert "示例县评分表" in done.message
    assert "示例县评分表" in desk.self_check.sheet().title
    assert "示例县评分表" in desk.self_check.check(registered(desk, office).id).sheet
    desk.self_check.restore_sheet()
    assert "示例县评分表" not in desk.self_check.sheet().title


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("title = ", "读不懂"),
        ("评分表".encode("gb18030"), "UTF-8"),
        ("title = '表'", "评分表有误"),
    ],
)
def test_a_sheet_that_cannot_be_read_leaves_the_old_one(desk: Desk, data, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.self_check.replace_sheet(data.encode() if isinstance(data, str) else data)
    assert told in refused.value.fields["sheet"]
    assert desk.self_check.sheet().version == "2026-11-24"


def test_a_destroyed_case_is_not_checked(desk: Desk, office: str) -> None:
    case = registered(desk, office)
    with desk._context.db.write() as connection:
        connection.exec_driver_sql("UPDATE dispute SET destroyed_on = '2025-12-31'")
    with pytest.raises(RuleViolation, match="销毁"):
        desk.self_check.check(case.id)


def test_scans_stand_for_what_was_not_printed_and_are_compared(desk: Desk, office: str) -> None:
    one, other = mediating(desk, office), mediating(desk, office)
    desk.sessions.record(one.id, session_draft(one, result="agreed"))
    desk.agreements.conclude(one.id, agreement_draft(one, signatures=signatures(one)))
    scanned = {"identity_unscanned", "agreement_unscanned", "registration_unprinted"}
    scanned |= {"records_unprinted", "result_unprinted"}
    assert scanned <= codes(desk.self_check.check(one.id))
    for shade, slot in enumerate(("identity", "agreement", "application", "record"), start=1):
        scan = Incoming(f"{slot}.jpg", data=photo(shade))
        desk.evidence.add(one.id, [scan], EvidenceDraft(slot=slot))
    assert not scanned & codes(desk.self_check.check(one.id))
    desk.evidence.add(other.id, [Incoming("照片.jpg", data=photo())], EvidenceDraft())
    report = desk.self_check.check(other.id)
    assert "evidence_unsourced" in codes(report)
    assert "same_file" in asked(report)


def test_all_dossiers_closed_in_a_time_are_checked_at_once(desk: Desk, clock) -> None:
    ids = fill_demo(desk, clock, desk.paths.resources)
    rows = desk.self_check.overview(date(2025, 1, 1), date(2025, 12, 31))
    assert {row.id for row in rows} == {ids[code] for code in "23456"}
    assert [row.total for row in rows] == sorted(row.total for row in rows)
    for row in rows:
        report = desk.self_check.check(row.id)
        assert (row.total, row.grade) == (report.score.total, report.score.grade)
        severities = [one.severity for one in report.findings]
        assert (row.must, row.should) == (0, severities.count(Severity.SHOULD))
    assert desk.self_check.overview(date(2024, 1, 1), date(2024, 12, 31)) == ()
