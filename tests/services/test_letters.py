"""Letters that are answered or chased; lines of the front desk that become cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.app import Desk
from mediation_desk.domain.linkage import (
    Direction,
    LetterKind,
    LetterResult,
    LineKind,
    LineState,
)
from mediation_desk.errors import Conflict, InvalidInput, RuleViolation
from mediation_desk.services.filters import Filters, Matter
from mediation_desk.services.letters import LetterView
from mediation_desk.services.lines import LineView
from mediation_desk.services.linkage_rows import (
    InformantDraft,
    LetterAnswer,
    LineAnswer,
)
from tests.factories import (
    agreement_draft,
    case_draft,
    letter_draft,
    line_draft,
    mediating,
    parties,
    registered,
    set_up,
)

TODAY = date(2025, 12, 31)


@pytest.fixture
def town(desk: Desk) -> str:
    return set_up(desk)


@pytest.fixture
def village(desk: Desk, town: str) -> str:
    return desk.office.committees()[1].id


# Letters -----------------------------------------------------------------------------------


def test_a_letter_waits_until_it_is_answered(desk: Desk, town: str) -> None:
    made = desk.letters.save(letter_draft(town)).id
    (row,) = desk.letters.letters(LetterView.WAITING)
    assert (row.waits, row.late, row.days, row.body_label) == (True, False, 10, "人民法院")
    answer = LetterAnswer(TODAY, LetterResult.RETURNED, "当事人不愿调解，退回材料")
    desk.letters.answer(made, answer)
    assert desk.letters.letters(LetterView.WAITING) == ()
    (row,) = desk.letters.letters(LetterView.ANSWERED)
    assert (row.result, row.answered_on, row.waits) == (LetterResult.RETURNED, TODAY, False)


def test_letters_press_when_their_day_is_near_past_or_they_are_silent(
    desk: Desk, town: str
) -> None:
    for number, (due, sent) in enumerate(
        ((-1, 20), (3, 20), (4, 20), (None, 16), (None, 15), (None, 3)), start=1
    ):
        due_on = None if due is None else TODAY + timedelta(days=due)
        dated_on = TODAY - timedelta(days=sent)
        desk.letters.save(
            letter_draft(town, subject=f"第{number}件", due_on=due_on, dated_on=dated_on)
        )
    desk.letters.save(letter_draft(town, kind=LetterKind.FEEDBACK, due_on=None, subject="反馈"))
    pressing = desk.letters.letters(LetterView.PRESSING)
    assert [row.draft.subject for row in pressing] == ["第1件", "第4件", "第2件"]
    assert [row.late for row in pressing] == [True, True, False]
    assert desk.matters.counts()[Matter.LETTERS] == 3
    desk.settings.set_days({"letter_days": 2})
    assert desk.matters.counts()[Matter.LETTERS] == 5


def test_a_letter_that_waits_stands_in_the_calendar_on_its_day(desk: Desk, town: str) -> None:
    made = desk.letters.save(letter_draft(town)).id
    day = TODAY + timedelta(days=10)
    (item,) = desk.agenda.items(day, day)
    assert (item.kind.label, item.title, item.case_id) == ("函件期限", "样某与例某欠款一事", "")
    assert "函件期限：样某与例某欠款一事" in desk.agenda.as_file(day, day).decode()
    desk.letters.answer(made, LetterAnswer(TODAY, LetterResult.AGREED))
    assert desk.agenda.items(day, day) == ()


def test_our_numbers_go_on_and_none_is_given_twice(desk: Desk, town: str) -> None:
    assert desk.letters.next_number() == "（2025）联函字第001号"
    out = letter_draft(
        town, direction=Direction.OUT, own_number="（2025）联函字第009号", their_number=""
    )
    desk.letters.save(out)
    assert desk.letters.next_number() == "（2025）联函字第010号"
    with pytest.raises(InvalidInput, match="已经用过"):
        desk.letters.save(out)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"body": "nobody"}, "body"),
        ({"dated_on": TODAY + timedelta(days=1), "due_on": None}, "dated_on"),
        ({"due_on": TODAY - timedelta(days=21)}, "due_on"),
        ({"committee_id": "gone"}, "committee_id"),
        ({"case_id": "gone"}, "case_id"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_at_its_field(desk, town, changes, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.letters.save(replace(letter_draft(town), **changes))
    assert field in refused.value.fields
    assert desk.letters.letters() == ()


def test_two_people_who_correct_the_same_letter_are_told(desk: Desk, town: str) -> None:
    made = desk.letters.save(letter_draft(town)).id
    (row,) = desk.letters.letters()
    desk.letters.save(replace(row.draft, note="一"), letter_id=made, revision=row.revision)
    with pytest.raises(Conflict):
        desk.letters.save(replace(row.draft, note="二"), letter_id=made, revision=row.revision)


def test_a_courts_commission_is_answered_within_three_working_days(desk: Desk, town: str) -> None:
    # 2025-12-31 is a Wednesday; 1 to 3 January 2026 are days off, Sunday the 4th is worked.
    told = desk.letters.advice(LetterKind.DELEGATED, "court", TODAY)
    assert told.startswith("请在 2026-01-06 前（三个工作日内）回复是否接受。期限：法院委派：30日；")
    assert "法院委托（普通程序）：15日" in desk.letters.advice(LetterKind.ENTRUSTED, "court", TODAY)
    assert desk.letters.advice(LetterKind.TRANSFERRED, "court", TODAY) == ""
    assert desk.letters.advice(LetterKind.DELEGATED, "police", TODAY) == ""


def test_a_letter_from_the_court_becomes_a_case_of_that_source(desk: Desk, town: str) -> None:
    made = desk.letters.save(letter_draft(town, parties="样某、例某")).id
    begun = desk.letters.as_case(made)
    assert (begun.source, begun.source_reference) == ("court", "（2025）示0823诉前调12号")
    assert begun.facts == "样某与例某欠款一事（当事人：样某、例某）"
    filled = replace(begun, type="neighbour", parties=parties())
    case = desk.cases.register(filled, began=made).id
    (row,) = desk.letters.of_case(case)
    assert row.id == made
    with pytest.raises(RuleViolation, match="已经立过案"):
        desk.cases.register(filled, began=made)


def test_the_letters_papers_are_filled_from_the_letters_of_the_case(desk: Desk, town: str) -> None:
    case = registered(desk, town)
    blank = desk.papers.preview(case.id, "transfer")
    assert f"编号：{case.number}" in blank
    sent = letter_draft(
        town,
        direction=Direction.OUT,
        kind=LetterKind.TRANSFERRED,
        body="police",
        body_name="示例县公安局示例派出所",
        own_number="（2025）联函字第001号",
        attachments="调解记录1份",
        contact="调样甲 000-0000000",
        case_id=case.id,
    )
    desk.letters.save(sent)
    printed = desk.papers.preview(case.id, "transfer")
    for words in (
        "编号：（2025）联函字第001号",
        "示例县公安局示例派出所：",
        "附件：调解记录1份",
        "办理期限：2026年1月10日",
        "联系人、电话：调样甲 000-0000000",
    ):
        assert words in printed


def test_the_feedback_answers_the_letter_that_came_in(desk: Desk, town: str) -> None:
    case = mediating(desk, town)
    desk.agreements.conclude(case.id, agreement_draft(case))
    assert "你单位移送（委派、委托）的邻样东" in desk.papers.preview(case.id, "feedback")
    came = letter_draft(town, body_name="示例县人民法院", case_id=case.id)
    made = desk.letters.save(came).id
    printed = desk.papers.preview(case.id, "feedback")
    assert "示例县人民法院：" in printed
    assert "你单位（2025）示0823诉前调12号函委派的邻样东" in printed
    desk.letters.answer(made, LetterAnswer(TODAY, LetterResult.VOID))
    assert "你单位移送（委派、委托）的邻样东" in desk.papers.preview(case.id, "feedback")


# Lines of the front desk -------------------------------------------------------------------


def test_a_line_is_no_case_and_is_found_by_any_word(desk: Desk, town: str) -> None:
    desk.lines.save(line_draft(town))
    desk.lines.save(
        line_draft(town, kind=LineKind.INQUIRY, content="问赡养费一年出多少", name="例样松")
    )
    assert desk.listing.count(Filters()) == 0
    for words in ("空调", "示样梅 外机", "一组 热风"):
        assert [row.draft.name for row in desk.lines.lines(text=words)] == ["示样梅"]
    assert desk.lines.lines(text="空调 松") == ()
    first, last = TODAY.replace(month=1, day=1), TODAY
    assert desk.lines.totals(first, last) == {
        LineKind.VISIT: 1,
        LineKind.INQUIRY: 1,
        LineKind.HAZARD: 0,
    }


def test_a_percent_sign_is_a_word_like_any_other(desk: Desk, town: str) -> None:
    desk.lines.save(line_draft(town))
    assert desk.lines.lines(text="%") == ()


def test_registering_what_a_line_began_marks_the_line_and_undo_frees_it(
    desk: Desk, town: str
) -> None:
    made = desk.lines.save(line_draft(town)).id
    begun = desk.lines.as_case(made)
    assert (begun.facts, begun.parties[0].name) == ("空调外机热风对着她家窗户", "示样梅")
    full = replace(begun, type="neighbour", parties=parties())
    case = desk.cases.register(full, began=made).id
    (row,) = desk.lines.lines()
    assert (row.state, row.case_id, row.handled_on) == (LineState.CASE, case, TODAY)
    assert desk.lines.totals(TODAY, TODAY)[LineKind.VISIT] == 1
    with pytest.raises(RuleViolation):
        desk.lines.as_case(made)
    step = desk.undo.last()
    assert step.why_not == ""
    desk.undo.undo(step.write_id)
    (row,) = desk.lines.lines(LineView.OPEN)
    assert (row.state, row.case_id) == (LineState.OPEN, "")
    assert desk.listing.count(Filters()) == 0


def test_a_line_whose_case_went_to_the_bin_may_become_another(desk: Desk, town: str) -> None:
    made = desk.lines.save(line_draft(town)).id
    first = desk.cases.register(case_draft(town), began=made).id
    with pytest.raises(RuleViolation):
        desk.lines.as_case(made)
    desk.bin.delete(first, "重复登记")
    (row,) = desk.lines.lines()
    assert row.case_id == ""
    desk.lines.as_case(made)
    second = desk.cases.register(case_draft(town), began=made).id
    assert desk.lines.lines()[0].case_id == second


def test_a_hazard_begins_a_case_on_the_committees_own_initiative(desk: Desk, town: str) -> None:
    made = desk.lines.save(line_draft(town, kind=LineKind.HAZARD)).id
    begun = desk.lines.as_case(made)
    assert (begun.source, begun.origin, begun.application_form) == (
        "own_initiative",
        "initiative",
        None,
    )


def test_a_line_nobody_dealt_with_is_counted_until_somebody_does(desk: Desk, town: str) -> None:
    old = desk.lines.save(line_draft(town, day=TODAY - timedelta(days=8))).id
    desk.lines.save(line_draft(town, day=TODAY - timedelta(days=7)))
    assert [row.id for row in desk.lines.lines(LineView.OVERDUE)] == [old]
    assert desk.matters.counts()[Matter.LINES] == 1
    desk.lines.handle(old, LineAnswer(TODAY, LineState.REFERRED, "引导到劳动仲裁"))
    assert desk.matters.counts()[Matter.LINES] == 0
    (row,) = desk.lines.lines(LineView.DONE)
    assert (row.answer, row.handled_on) == ("引导到劳动仲裁", TODAY)


def test_an_informants_leads_are_counted_with_the_cases_they_became(desk: Desk, town: str) -> None:
    officer = desk.informants.save(InformantDraft(town, "信样一", area="一组")).id
    first = desk.lines.save(line_draft(town, kind=LineKind.HAZARD, informant_id=officer)).id
    desk.lines.save(line_draft(town, kind=LineKind.HAZARD, informant_id=officer))
    desk.cases.register(case_draft(town), began=first)
    (row,) = desk.informants.informants()
    assert (row.leads, row.cases) == (2, 1)
    leads = desk.lines.lines(LineView.LEADS)
    assert [one.informant_name for one in leads] == ["信样一", "信样一"]
